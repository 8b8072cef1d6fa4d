// What is heard: only what is new, the most urgent of it, and the urgent again until somebody acknowledges it.
import { describe, expect, it } from "vitest";
import { mustRepeat, REPEAT_MS, soundOfNew, TONES } from "../src/app/sound/alarm-sounds.ts";

const waiting = (...priorities: ("low" | "normal" | "high")[]) =>
  priorities.map((priority, i) => ({ id: `${priority}-${i}`, priority }));

describe("a sound", () => {
  it.each([
    ["what already waited when the page opened", waiting("high"), null, null],
    ["nothing new", waiting("high"), new Set(["high-0"]), null],
    ["one that is new", waiting("low"), new Set<string>(), "low"],
    ["the most urgent of several", waiting("low", "high", "normal"), new Set<string>(), "high"],
    ["a new normal one beside an old high one", waiting("high", "normal"), new Set(["high-0"]), "normal"],
    ["an empty queue", [], new Set(["high-0"]), null],
  ] as const)("for %s", (_, now, before, heard) => {
    expect(soundOfNew(now, before)).toBe(heard);
  });

  it("comes again while a high alarm waits, and only then", () => {
    expect(mustRepeat(waiting("low", "normal"))).toBe(false);
    expect(mustRepeat(waiting("low", "high"))).toBe(true);
    const lengthMs = Math.max(...TONES.high.map(({ atS, lengthS }) => (atS + lengthS) * 1000));
    expect(REPEAT_MS).toBeGreaterThan(2 * lengthMs);
  });

  it("differs by priority", () => {
    const tunes = Object.values(TONES).map((tones) => tones.map(({ pitchHz }) => pitchHz).join());
    expect(new Set(tunes).size).toBe(3);
  });
});
