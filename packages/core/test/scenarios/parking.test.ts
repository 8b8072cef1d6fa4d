// Vehicles that stay where they may not, or longer than they may: one event a vehicle, however badly it is seen.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { type Actor, first, show, stand, walk } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
const polygon: [number, number][] = [
  [0.3, 0.3],
  [0.7, 0.3],
  [0.7, 0.8],
  [0.3, 0.8],
];
const parking: Wanted = { id: "park", kind: "parking", zone: "bay", minStayS: 20 };
const overstay: Wanted = { id: "over", kind: "overstay", zone: "bay", maxStayS: 60 };
const car = (id: number, path: Actor["path"]): Actor => ({ id, className: "car", size: [0.16, 0.14], path });
const arrives = (fromMs: number, at = 0.5) => walk([at - 0.5, 0.6], [at, 0.6], fromMs, fromMs + 4_000);
const leaves = (fromMs: number, at = 0.5) => walk([at, 0.6], [at + 0.45, 0.6], fromMs, fromMs + 4_000);

function times(scenario: Wanted, actors: Actor[], untilMs: number): string[] {
  const scene: SceneInput = { zones: [{ id: "bay", name: "Bay", polygon }], scenarios: [scenario] };
  return show(scene, actors, { untilMs, fps: 2 }).events.map(
    (e) => `${e.phase} ${Math.round((e.phase === "ended" ? e.endedAtMs! : e.startedAtMs) / 1000)}`,
  );
}

describe("parking", () => {
  it("PK-1 a vehicle that stands for the limit is told once, and its leaving; people are not", () => {
    const parks = car(1, first(arrives(0), stand([0.5, 0.6], 4_000, 40_000), leaves(40_000)));
    expect(times(parking, [parks], 60_000)).toEqual([
      expect.stringMatching(/^started 2[345]$/),
      expect.stringMatching(/^ended 4[01]$/),
    ]);
    expect(times(parking, [{ id: 2, path: stand([0.5, 0.6], 0, 60_000) }], 60_000)).toEqual([]);
  });

  it("PK-2 lost from sight for minutes and found at its place, it is not told again", () => {
    const seen = car(1, first(arrives(0), stand([0.5, 0.6], 4_000, 30_000)));
    const again = car(2, stand([0.505, 0.6], 400_000, 500_000));
    expect(times(parking, [seen, again], 480_000).filter((t) => t.startsWith("started"))).toHaveLength(1);
  });

  it("PK-2 another one that is seen to drive to the place is told", () => {
    const seen = car(1, first(arrives(0), stand([0.5, 0.6], 4_000, 30_000), leaves(30_000)));
    const other = car(2, first(arrives(100_000), stand([0.5, 0.6], 104_000, 160_000)));
    expect(times(parking, [seen, other], 160_000).filter((t) => t.startsWith("started"))).toHaveLength(2);
  });
});

describe("over-stay", () => {
  it("OS-1 told when the limit of the place is reached, silent below it", () => {
    const stays = (untilMs: number): Actor =>
      car(1, first(arrives(0), stand([0.5, 0.6], 4_000, untilMs), leaves(untilMs)));
    expect(times(overstay, [stays(90_000)], 120_000)[0]).toMatch(/^started 6[345]$/);
    expect(times(overstay, [stays(50_000)], 120_000)).toEqual([]);
  });

  it("OS-1 driving off for half a minute does not start the time anew, for longer it does", () => {
    const back = (awayMs: number): Actor[] => [
      car(1, first(arrives(0), stand([0.5, 0.6], 4_000, 44_000), leaves(44_000))),
      car(2, first(arrives(44_000 + awayMs), stand([0.5, 0.6], 48_000 + awayMs, 82_000 + awayMs))),
    ];
    expect(times(overstay, back(30_000), 110_000).filter((t) => t.startsWith("started"))).toHaveLength(1);
    expect(times(overstay, back(90_000), 170_000)).toEqual([]);
  });
});
