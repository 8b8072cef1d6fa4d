// The queue folds what has one cause: fewer cards, the same order, nothing lost, nothing judged by accident.
import type { Alarm } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareInQueue } from "../src/app/stream/apply-entry.ts";
import { afterLeaving, faceOf, groupKey, groupQueue, stopsOf } from "../src/features/alarms/queue-groups.ts";
import { heldAlarm, neighbour } from "../src/features/alarms/queue-view.ts";

const alarm = (id: string, cause: string, raisedAtMs: number, more: Partial<Alarm> = {}) =>
  ({ id, cameraId: "lane", scenarioId: cause, raisedAtMs, priority: "normal", score: 0.5, ...more }) as Alarm;

// As the server orders them: the high one first, then by score, then the one that waits longest.
const queue = [
  alarm("way", "wrong-way", 50, { priority: "high" }),
  alarm("stop-sure", "stopped", 20, { score: 0.9 }),
  alarm("stop-old", "stopped", 10),
  alarm("yard", "intrusion", 15),
  alarm("stop-new", "stopped", 30),
];
const groups = groupQueue(queue);
const none = new Set<string>();
const ids = (alarms: readonly Alarm[]) => alarms.map(({ id }) => id);

describe("folding", () => {
  it("puts alarms of one camera and scenario into one card, newest first, where its best one stands", () => {
    expect(groups.map(({ alarms }) => ids(alarms))).toEqual([["way"], ["stop-new", "stop-sure", "stop-old"], ["yard"]]);
  });

  it("keeps alarms of other cameras apart, whatever their scenario is called", () => {
    const elsewhere = alarm("other", "stopped", 5, { cameraId: "square" });
    expect(groupQueue([...queue, elsewhere])).toHaveLength(4);
  });

  it("loses no alarm, shows none twice, and never ranks a card behind a worse one", () => {
    const anyAlarm = fc.record({
      cause: fc.constantFrom("a", "b", "c"),
      cameraId: fc.constantFrom("one", "two"),
      raisedAtMs: fc.nat(100),
      score: fc.constantFrom(0.3, 0.6, 0.9),
      priority: fc.constantFrom("low", "normal", "high"),
    });
    fc.assert(
      fc.property(fc.array(anyAlarm), (drawn) => {
        const sorted = drawn
          .map(({ cause, ...more }, i) => alarm(`${i}`, cause, 0, more as Partial<Alarm>))
          .sort(compareInQueue);
        const folded = groupQueue(sorted);
        expect(folded.flatMap(({ alarms }) => ids(alarms)).sort()).toEqual(ids(sorted).sort());
        const best = folded.map(({ alarms }) => [...alarms].sort(compareInQueue)[0]!);
        expect(best).toEqual([...best].sort(compareInQueue));
        for (const { key, alarms } of folded) for (const item of alarms) expect(groupKey(item)).toBe(key);
      }),
    );
  });
});

describe("the keys", () => {
  it("stop once at a folded card, at its newest alarm or at the one that is looked at", () => {
    expect(ids(stopsOf(groups, none, null))).toEqual(["way", "stop-new", "yard"]);
    expect(ids(stopsOf(groups, none, "stop-old"))).toEqual(["way", "stop-old", "yard"]);
    expect(faceOf(groups[1]!, "yard").id).toBe("stop-new");
  });

  it("step into an unfolded card, newest first, and out of it", () => {
    const stops = stopsOf(groups, new Set([groups[1]!.key]), "way");
    expect(ids(stops)).toEqual(["way", "stop-new", "stop-sure", "stop-old", "yard"]);
    expect(neighbour(stops, "way", 1)).toBe("stop-new");
    expect(neighbour(stops, "stop-old", 1)).toBe("yard");
    expect(neighbour(stops, "yard", -1)).toBe("stop-old");
  });
});

describe("the look", () => {
  it("stays where it is when newer or more urgent alarms arrive, and moves on when the alarm has left", () => {
    expect(heldAlarm(groups, null)).toBe("way");
    expect(heldAlarm(groups, "stop-old")).toBe("stop-old");
    expect(heldAlarm(groups, "gone")).toBe("way");
    expect(heldAlarm([], "way")).toBeNull();
  });

  it.each([
    ["way", [], "stop-new"],
    ["stop-new", [], "stop-sure"],
    ["stop-old", [], "stop-new"],
    ["stop-sure", ["stop-new", "stop-sure", "stop-old"], "yard"],
    ["yard", [], "stop-new"],
    ["yard", ["stop-new"], "stop-sure"],
    ["gone", ["way"], "stop-new"],
  ])("after %j left together with %j it is at %j", (id, left, to) => {
    expect(afterLeaving(groups, id, new Set(left))).toBe(to);
  });

  it("is at nothing when the last one left", () => {
    expect(afterLeaving(groupQueue([alarm("a", "x", 1)]), "a", none)).toBeNull();
    expect(afterLeaving(groups, "way", new Set(ids(queue)))).toBeNull();
  });
});
