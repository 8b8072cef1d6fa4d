// "I know this one": what people know is not told again while it stays; what comes after it has left is.
import type { SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../src/analysis/index.ts";
import { type Actor, CLASSES, play, sceneOf, stand } from "./scenes/stage.ts";

const polygon: [number, number][] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.8, 0.9],
  [0.2, 0.9],
];
type Note = NonNullable<SceneInput["knownObjects"]>[number];
const note = (more: Partial<Note> = {}): Note => ({
  id: "old-van",
  box: [0.44, 0.4, 0.56, 0.5],
  sinceMs: 0,
  ...more,
});
const scene = (knownObjects: Note[]): SceneInput => ({
  zones: [{ id: "bay", name: "Bay", polygon }],
  scenarios: [{ id: "park", kind: "parking", zone: "bay", classes: ["car"], minStayS: 10 }],
  knownObjects,
});
const car = (id: number, x: number, fromMs = 0, untilMs = 60_000): Actor => ({
  id,
  className: "car",
  size: [0.12, 0.1],
  path: stand([x, 0.5], fromMs, untilMs),
});

function told(notes: Note[], actors: Actor[], untilMs = 40_000, fps = 2) {
  const watch = createSceneWatch({ cameraId: "cam", classes: CLASSES, scene: sceneOf(scene(notes)) });
  const events = play(watch, actors, { untilMs, fps });
  return { events: [...events, ...watch.finish(untilMs, "the recording ended")], watch };
}

describe("a known object", () => {
  it("KO-2 said anew after its note was spent, it is known again", () => {
    const cast = [car(1, 0.5)];
    const watch = createSceneWatch({
      cameraId: "cam",
      classes: CLASSES,
      scene: sceneOf(scene([note({ untilMs: 1 })])),
    });
    play(watch, [], { untilMs: 2_000, fps: 2 });
    expect(watch.spentKnownObjects()).toEqual(["old-van"]);
    watch.setScene(sceneOf(scene([note({ sinceMs: 2_000 })])));
    expect(watch.spentKnownObjects()).toEqual([]);
    expect(play(watch, cast, { fromMs: 2_500, untilMs: 40_000, fps: 2 })).toEqual([]);
  });

  it("KO-1 is not told of, neither its beginning nor its end; another one beside it is", () => {
    expect(told([], [car(1, 0.5)]).events).toHaveLength(2);
    expect(told([note()], [car(1, 0.5)]).events).toEqual([]);
    expect(told([note()], [car(1, 0.5), car(2, 0.7)]).events.map((e) => e.trackIds)).toEqual([[2], [2]]);
  });

  it.each<[string, Partial<Note>, number]>([
    ["for another scenario", { scenarioId: "other" }, 2],
    ["for this scenario", { scenarioId: "park" }, 0],
    ["of another class", { classes: ["truck"] }, 2],
    ["of its class", { classes: ["car"] }, 0],
    ["whose time is over", { untilMs: 5_000 }, 2],
  ])("KO-1 a note %s", (_, more, events) => {
    expect(told([note(more)], [car(1, 0.5)]).events).toHaveLength(events);
  });

  it("KO-2 once its place was empty for half an hour the note is spent, and who stands there then is told", () => {
    const { events, watch } = told([note()], [car(1, 0.5), car(9, 0.5, 2_000_000, 2_060_000)], 2_060_000, 0.5);
    expect(events.map((e) => e.phase)).toEqual(["started", "ended"]);
    expect(events[0]!.startedAtMs).toBeGreaterThan(2_000_000);
    expect(watch.spentKnownObjects()).toEqual(["old-van"]);
  });

  it("KO-2 while it stands there the note is not spent", () => {
    expect(told([note()], [car(1, 0.5, 0, 2_500_000)], 2_400_000, 0.2).watch.spentKnownObjects()).toEqual([]);
  });

  it("KO-3 a scene that repeats an id is refused", () => {
    expect(() => sceneOf(scene([note(), note()]))).toThrow(/used twice among knownObjects/);
  });
});
