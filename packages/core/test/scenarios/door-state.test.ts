// A door, gate or barrier that is not as usual: left open, opened for a moment, hidden, and its opening taken for a vehicle.
import type { SceneEvent } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { createSceneWatch, type SceneWatch } from "../../src/analysis/index.ts";
import { type Actor, CLASSES, first, type Path, sceneOf, stand, tracksOf, walk } from "../scenes/stage.ts";
import { MIDDLE_BOX, onZone, playViews } from "../scenes/view-play.ts";
import { inBox, type Paint, type ViewOptions, viewPicture } from "../scenes/view-stage.ts";

const scene = onZone({ kind: "door-state", minStayS: 6 });
const open = inBox(MIDDLE_BOX, [18, 16, 15]);
const between = (from: number, to: number, paint: Paint) => (s: number) => ({
  paint: s >= from && s < to ? paint : null,
});

describe("door state", () => {
  it("PM-2 says that it cannot judge before it has seen the door", () => {
    expect(playViews(scene, 1, () => ({})).watch.notWatching()[0]!.reason).toContain("not yet seen");
    expect(playViews(scene, 6, () => ({})).watch.notWatching()).toEqual([]);
  });

  it("DO-1 left open: one event after 6 s, and its end", () => {
    const { started, ended } = playViews(scene, 40, between(10, 28, open));
    expect(started).toHaveLength(1);
    expect(started[0]!.second).toBeGreaterThanOrEqual(16);
    expect(started[0]!.second).toBeLessThanOrEqual(18);
    expect(started[0]!.event).toMatchObject({
      box: [0.4, 0.3, 0.6, 0.7],
      facts: { placeName: "Place", normally: "closed", limitS: 6 },
    });
    expect(ended.map(({ endedAtMs }) => Math.round(endedAtMs! / 1000))).toEqual([28]);
  });

  it.each<[string, (s: number) => ViewOptions]>([
    ["opened for 4 s", between(10, 14, open)],
    ["PM-3 a cloud", (s) => ({ light: s > 10 && s < 25 ? 0.5 : 1 })],
    ["PM-3 dusk", (s) => ({ light: Math.max(0.3, 1 - s / 50) })],
  ])("DO-2 %s makes none", (_name, at) => {
    expect(playViews(scene, 40, at).started).toEqual([]);
  });

  it("DO-2 PM-4 somebody who stands before it for 15 s makes none", () => {
    const person = { id: 1, path: stand([0.5, 0.75], 10_000, 25_000), size: [0.22, 0.5] as const };
    const at = between(10, 25, inBox([0.41, 0.27, 0.59, 0.73], [20, 20, 90]));
    expect(playViews(scene, 40, at, { actors: [person] }).started).toEqual([]);
  });
});

describe("DO-4 a detector that takes an open door for a vehicle", () => {
  const bus = (score: number, size: readonly [number, number], path: Path): Actor => ({
    id: 1,
    className: "bus",
    score,
    size,
    path,
  });
  const opened = between(10, 40, open);

  it.each<[string, Actor]>([
    ["hardly, larger than it", bus(0.45, [0.34, 0.6], stand([0.5, 0.75], 10_500, 60_000))],
    ["surely, larger than it, with nothing new beside it", bus(0.9, [0.34, 0.6], stand([0.5, 0.75], 10_500, 60_000))],
    ["surely, within it", bus(0.9, [0.18, 0.36], stand([0.5, 0.68], 10_500, 60_000))],
  ])("%s: the door is told in time", (_name, actor) => {
    const { started } = playViews(scene, 40, opened, { actors: [actor] });
    expect(started).toHaveLength(1);
    expect(started[0]!.second).toBeLessThanOrEqual(18);
  });

  it("hardly, since soon after the closed door was learnt without one: the door is told in time", () => {
    const pattern = bus(0.45, [0.34, 0.6], stand([0.5, 0.75], 2_600, 60_000));
    const { started } = playViews(scene, 40, opened, { actors: [pattern] });
    expect(started).toHaveLength(1);
    expect(started[0]!.second).toBeLessThanOrEqual(18);
  });

  it("a bus that hides it from the first look on hides it", () => {
    const stands = bus(0.45, [0.5, 0.6], stand([0.5, 0.8], 0, 60_000));
    expect(playViews(scene, 40, opened, { actors: [stands] }).started).toEqual([]);
  });

  it("a bus that it sees only when that stands before the door hides it", () => {
    const stands = bus(0.7, [0.5, 0.6], stand([0.5, 0.8], 10_500, 40_000));
    const at = (s: number): ViewOptions => ({ paint: s >= 9.5 ? inBox([0.25, 0.2, 0.75, 0.8], [60, 60, 110]) : null });
    expect(playViews(scene, 39, at, { actors: [stands] }).started).toEqual([]);
  });

  it("a lorry that stood before it when watching went on hides it, though it is seen only later and what lies beside the door was not kept", () => {
    const lorry = inBox([0.25, 0.2, 0.75, 0.8], [60, 60, 110]);
    const before = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
    const play = (watch: SceneWatch, fromS: number, untilS: number, at: ViewOptions, actors: Actor[]) => {
      const born = new Map<number, number>();
      const events: SceneEvent[] = [];
      for (let ms = fromS * 1000; ms < untilS * 1000; ms += 500) {
        const picture = watch.needsPicture(ms) ? viewPicture({ frame: ms / 500, ...at }) : null;
        events.push(...watch.step(tracksOf(actors, ms, born), ms, 16 / 9, picture));
      }
      return events;
    };
    play(before, 0, 20, {}, []);
    const after = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene) });
    after.goOn(before.kept());
    const seenLater = bus(0.9, [0.5, 0.6], stand([0.5, 0.8], 34_000, 80_000));
    expect(play(after, 30, 70, { paint: lorry }, [seenLater])).toEqual([]);
  });

  it("a bus that drives up before it, hard to see, hides it", () => {
    const drives = first(walk([0.05, 0.8], [0.5, 0.8], 6_000, 10_000), stand([0.5, 0.8], 10_000, 40_000));
    const at = (s: number): ViewOptions => ({ paint: s >= 8.5 ? inBox([0.25, 0.2, 0.75, 0.8], [60, 60, 110]) : null });
    expect(playViews(scene, 39, at, { actors: [bus(0.4, [0.5, 0.6], drives)] }).started).toEqual([]);
  });
});
