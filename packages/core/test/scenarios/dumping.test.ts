// Dumping: somebody stops, and something stays when they have gone; whoever still stands there attends to it.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { sceneWith, told } from "../scenes/hall.ts";
import { type Patch, showPainted } from "../scenes/picture-stage.ts";
import { type Actor, first, stand, walk } from "../scenes/stage.ts";
import type { Wanted } from "../scenes/yard.ts";

const dumping: Wanted = { id: "dump", kind: "dumping", zone: "hall", minStopS: 5, minLeftS: 6 };
const removed: Wanted = { id: "gone", kind: "removed", zone: "hall", minStayS: 5 };

describe("dumping", () => {
  const van = (stopMs: number): Actor => ({
    id: 1,
    className: "truck",
    size: [0.2, 0.2],
    path: first(
      walk([-0.1, 0.6], [0.42, 0.6], 3_600, 5_600),
      stand([0.42, 0.6], 5_600, 5_600 + stopMs),
      walk([0.42, 0.6], [1.2, 0.6], 5_600 + stopMs, 8_600 + stopMs),
    ),
  });
  const heap: Patch = { box: [0.5, 0.55, 0.58, 0.63], rgb: [190, 170, 120], fromMs: 9_000 };

  it("DU-1 a van that stops, and something that stays when it has gone, is told once", () => {
    const times = told(dumping, { actors: [van(12_000)], patches: [heap] }, 45_000);
    expect(times.map((t) => t.split(" ")[0])).toEqual(["started", "ended"]);
  });

  it("DU-1 a car that was parked beside it before has nothing to do with it", () => {
    const parked: Actor = { id: 8, className: "car", size: [0.14, 0.16], path: stand([0.74, 0.64], 0, 60_000) };
    const times = told(dumping, { actors: [van(12_000), parked], patches: [heap] }, 45_000);
    expect(times.map((t) => t.split(" ")[0])).toEqual(["started", "ended"]);
  });

  it("DU-1 what is put down right behind the van is no part of the van", () => {
    const behind: Patch = { box: [0.24, 0.5, 0.325, 0.6], rgb: [190, 170, 120], fromMs: 10_000 };
    const { events } = showPainted(
      sceneWith(dumping),
      { actors: [van(12_000)], patches: [behind] },
      { untilMs: 45_000 },
    );
    expect(events.map((e) => [e.phase, e.classes[0]])).toEqual([
      ["started", "object"],
      ["ended", "object"],
    ]);
  });

  it("DU-2 who stood still when the detector lost them has not gone yet", () => {
    const path = first(walk([0.05, 0.66], [0.45, 0.66], 3_000, 6_000), stand([0.45, 0.66], 6_000, 60_000));
    const lost: Actor = { id: 1, size: [0.08, 0.3], path: (t) => (t < 13_000 ? path(t) : null) };
    const body: Patch = { box: [0.41, 0.36, 0.49, 0.66], rgb: [150, 70, 60], fromMs: 13_000 };
    expect(told(dumping, { actors: [lost], patches: [heap, body] }, 28_000)).toEqual([]);
  });

  it("DU-2 one box around the van and a parked one ends when the van drives off: it has gone, whatever the box was", () => {
    const both: Actor = { ...van(12_000), size: [0.24, 0.23], path: (t) => (t < 17_400 ? van(12_000).path(t) : null) };
    const alone: Actor = { ...van(12_000), id: 2, path: (t) => (t >= 18_000 ? van(12_000).path(t) : null) };
    const { events } = showPainted(sceneWith(dumping), { actors: [both, alone], patches: [heap] }, { untilMs: 45_000 });
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[0]!.startedAtMs).toBeLessThanOrEqual(30_000);
  });

  it.each([
    [
      "a shadow that is hardly taken for a car does not stay with it when the van has gone",
      "car",
      0.2,
      ["started", "ended"],
    ],
    ["a car that is one does", "car", 0.7, []],
    ["somebody doubtful who stands there may be somebody", "person", 0.2, []],
  ] as const)("DU-2 %s", (_, className, score, phases) => {
    const path = stand([0.68, 0.66], 8_000, 60_000);
    const there: Actor = { id: 7, className, score, size: [0.14, 0.16], path };
    const { events } = showPainted(
      sceneWith({ ...dumping, classes: ["vehicle", "person"] } as Wanted),
      { actors: [van(12_000), there], patches: [heap] },
      { untilMs: 45_000 },
    );
    expect(events.map((e) => e.phase)).toEqual(phases);
  });

  describe("beside a van that was parked there before", () => {
    const parkedBox = [0.59, 0.46, 0.73, 0.62] as const;
    const parkedPatch: Patch = { box: parkedBox, rgb: [200, 200, 190] };
    const track = (id: number, fromMs: number, untilMs: number): Actor => ({
      id,
      className: "truck",
      size: [0.14, 0.16],
      path: stand([0.66, 0.62], fromMs, untilMs),
    });
    const phases = (boxes: Actor[], patches: Patch[] = [heap], comes = van(12_000)) =>
      showPainted(
        sceneWith(dumping),
        { actors: [comes], boxes, patches: [parkedPatch, ...patches] },
        { untilMs: 45_000 },
      ).events.map((e) => e.phase);

    it("DU-3 whose track goes over to another that stops in front of it and begins anew, the other one is told", () => {
      const path = first(stand([0.66, 0.62], 0, 4_800), walk([0.66, 0.62], [0.48, 0.61], 4_800, 5_600));
      const goesOver: Actor = { ...track(8, 0, 0), path };
      expect(phases([goesOver, track(9, 8_000, 60_000)])).toEqual(["started", "ended"]);
    });

    it("DU-3 which a detector sees late, that one has brought nothing", () => {
      expect(phases([track(9, 8_000, 60_000)])).toEqual(["started", "ended"]);
      expect(phases([track(9, 8_000, 60_000)], [heap], { ...van(12_000), path: () => null })).toEqual([]);
    });

    it("DU-2 one box around both ends when one of them has driven off, although both have boxes of their own", () => {
      const both: Actor = { id: 20, className: "truck", size: [0.4, 0.22], path: stand([0.53, 0.62], 7_000, 17_400) };
      const { events } = showPainted(
        sceneWith(dumping),
        { actors: [van(12_000)], boxes: [both, track(8, 0, 60_000)], patches: [parkedPatch, heap] },
        { untilMs: 45_000 },
      );
      expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
      expect(events[0]!.startedAtMs).toBeLessThanOrEqual(30_000);
    });

    it("DU-2 a van that came, stands there still and that the detector has lost has not gone for 20 s more", () => {
      const lost: Actor = { ...van(60_000), path: (t) => (t < 12_000 ? van(60_000).path(t) : null) };
      const body: Patch = { box: [0.32, 0.4, 0.52, 0.6], rgb: [150, 70, 60], fromMs: 12_000 };
      const { events } = showPainted(
        sceneWith(dumping),
        { actors: [lost], boxes: [track(8, 0, 60_000)], patches: [parkedPatch, heap, body] },
        { untilMs: 30_000 },
      );
      expect(events).toEqual([]);
    });
  });

  it("DU-2 a dark van that is hardly taken for one and stands there still has not gone, whoever was seen with it", () => {
    for (const score of [0.2, 0.45, 0.7]) {
      const dark: Actor = { ...van(60_000), score };
      const path = first(
        walk([0.44, 0.66], [0.54, 0.68], 9_000, 11_000),
        stand([0.54, 0.68], 11_000, 17_000),
        walk([0.54, 0.68], [0.44, 0.66], 17_000, 19_000),
      );
      const driver: Actor = { id: 8, size: [0.05, 0.2], path };
      const { events } = showPainted(
        sceneWith({ ...dumping, classes: ["vehicle", "person"] } as Wanted),
        { actors: [dark, driver], patches: [heap] },
        { untilMs: 55_000 },
      );
      expect(events, `score ${score}`).toEqual([]);
    }
  });

  it("SO-12 a place that is first seen while a vehicle stands in front of it is learnt when the vehicle has gone", () => {
    const sign: Patch = { box: [0.36, 0.44, 0.4, 0.56], rgb: [230, 225, 60] };
    const inFront: Actor = { id: 9, size: [0.24, 0.3], path: stand([0.42, 0.64], 0, 5_000) };
    const scene: SceneInput = { ...sceneWith(dumping), scenarios: [dumping, removed] };
    expect(showPainted(scene, { actors: [inFront, van(12_000)], patches: [sign] }, { untilMs: 45_000 }).events).toEqual(
      [],
    );
  });

  it("DU-1 silent while the van stands there, when nothing stays, and when something lies there without anybody having stopped", () => {
    expect(told(dumping, { actors: [van(60_000)], patches: [heap] }, 45_000)).toEqual([]);
    expect(told(dumping, { actors: [van(12_000)], patches: [] }, 45_000)).toEqual([]);
    expect(told(dumping, { patches: [heap] }, 45_000)).toEqual([]);
  });
});
