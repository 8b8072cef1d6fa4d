// The alarm desk: its keys, its clock, and where one looks next.
import type { Alarm } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { rightsOf } from "../src/app/session.ts";
import { choiceOf, DESK_KEYS, deskAction, type KeyPress } from "../src/features/alarms/desk-keys.ts";
import { ageTone, neighbour } from "../src/features/alarms/queue-view.ts";

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  typing: false,
  onControl: false,
  ...change,
});

describe("keys", () => {
  it("have one meaning each", () => {
    expect(new Set(DESK_KEYS.map(({ key }) => key)).size).toBe(DESK_KEYS.length);
    expect(new Set(DESK_KEYS.map(({ action }) => action)).size).toBe(DESK_KEYS.length);
  });

  it.each([
    ["j", "next"],
    ["k", "previous"],
    [" ", "playPause"],
    ["c", "confirm"],
    ["d", "dismiss"],
    ["l", "live"],
    ["?", "help"],
    ["Escape", "close"],
    ["C", "confirm"],
    ["x", null],
  ])("%j asks for %j", (key, action) => {
    expect(deskAction(press(key), true)).toBe(action);
  });

  it.each(["c", "d", "a", "u"])("%j does nothing for a viewer", (key) => {
    expect(deskAction(press(key), false)).toBeNull();
  });

  it("are letters while someone types, the browser's with Ctrl, and a button keeps its space", () => {
    expect(deskAction(press("c", { typing: true }), true)).toBeNull();
    expect(deskAction(press("Escape", { typing: true }), true)).toBe("close");
    expect(deskAction(press("c", { ctrlKey: true }), true)).toBeNull();
    expect(deskAction(press(" ", { onControl: true }), true)).toBeNull();
    expect(choiceOf(press("3"))).toBe(3);
    expect(choiceOf(press("3", { typing: true }))).toBeNull();
    expect(choiceOf(press("0"))).toBeNull();
  });
});

describe("waiting", () => {
  it.each([
    [0, "calm"],
    [119_999, "calm"],
    [120_000, "amber"],
    [179_999, "amber"],
    [180_000, "red"],
  ])("for %i ms looks %s", (ageMs, tone) => {
    expect(ageTone(ageMs)).toBe(tone);
  });
});

describe("the next look", () => {
  const queue = ["a", "b", "c"].map((id) => ({ id }) as Alarm);
  it.each([
    ["a", 1, "b"],
    ["c", 1, "c"],
    ["a", -1, "a"],
    [null, 1, "a"],
    ["gone", -1, "a"],
  ])("from %j by %i is %j", (from, by, to) => {
    expect(neighbour(queue, from, by)).toBe(to);
  });

  it("is at nothing when the queue is empty", () => {
    expect(neighbour([], null, 1)).toBeNull();
  });
});

describe("rights", () => {
  it.each([
    ["viewer", false, false],
    ["operator", true, false],
    ["administrator", true, true],
  ] as const)("%s", (role, operates, administers) => {
    expect(rightsOf({ id: "1", name: "A", email: "a@example.org", role })).toMatchObject({ operates, administers });
  });
});
