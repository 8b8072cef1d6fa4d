// Kinds that need a learnt concept: they watch once a model names it, and say aloud that they do not until then.
import type { SceneEvent, SceneInput } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { createSceneWatch } from "../../src/analysis/index.ts";
import { type Actor, CLASSES, LEARNT_CLASSES, play, sceneOf, stand } from "../scenes/stage.ts";

type Wanted = NonNullable<SceneInput["scenarios"]>[number];
const polygon: [number, number][] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];
const sceneWith = (scenario: Wanted): SceneInput => ({
  zones: [{ id: "yard", name: "Yard", polygon }],
  scenarios: [scenario],
});

function watched(
  scenario: Wanted,
  actors: Actor[],
  classes = LEARNT_CLASSES,
): { events: SceneEvent[]; reasons: string[] } {
  const watch = createSceneWatch({ cameraId: "cam", classes, scene: sceneOf(sceneWith(scenario)) });
  const events = play(watch, actors, { untilMs: 12_000, fps: 5 });
  return { events, reasons: watch.notWatching().map((n) => n.reason) };
}
const person: Actor = { id: 1, size: [0.08, 0.4], path: stand([0.5, 0.8], 0, 20_000) };
const worn = (className: string, at: [number, number], untilMs = 20_000): Actor => ({
  id: 5,
  className,
  size: [0.04, 0.05],
  path: stand(at, 0, untilMs),
});
const ppe: Wanted = { id: "ppe", kind: "ppe", zone: "yard", required: ["helmet"], minStayS: 3 };

describe("a concept", () => {
  it.each<[Wanted, string]>([
    [{ id: "c", kind: "concept", zone: "yard", concept: "scooter" }, "scooter"],
    [{ id: "c", kind: "masked", zone: "yard" }, "masked face"],
    [{ id: "c", kind: "weapon", zone: "yard" }, "weapon"],
    [{ id: "c", kind: "violence", zone: "yard" }, "violence"],
    [ppe, "helmet"],
  ])("CP-1 %j needs a model that has learnt it, and says so", (scenario, name) => {
    const { events, reasons } = watched(scenario, [person], CLASSES);
    expect(events).toEqual([]);
    expect(reasons).toEqual([`it needs a model that has learnt "${name}"; register one`]);
  });

  it("CP-2 with such a model it tells what it sees in the zone for the limit, once", () => {
    const { events, reasons } = watched({ id: "c", kind: "weapon", zone: "yard", minStayS: 1 }, [
      worn("weapon", [0.5, 0.5], 8_000),
    ]);
    expect(reasons).toEqual([]);
    expect(events.map((e) => [e.phase, e.startedAtMs, e.priority])).toEqual([["started", 1_000, "high"]]);
  });

  it("CP-2 names are compared without capitals and hyphens", () => {
    const scenario: Wanted = { id: "c", kind: "concept", zone: "yard", concept: "Hi vis VEST", minStayS: 1 };
    expect(watched(scenario, [worn("hi-vis vest", [0.5, 0.5])]).events).toHaveLength(1);
  });
});

describe("equipment that must be worn", () => {
  it("PE-1 a person without a helmet for the limit is told once, with what is missing", () => {
    const { events } = watched(ppe, [person]);
    expect(events).toHaveLength(1);
    expect(events[0]!.facts).toMatchObject({ className: "person", missing: "helmet", limitS: 3 });
  });

  it("PE-1 silent for who wears it; a helmet on somebody else does not count", () => {
    expect(watched(ppe, [person, worn("helmet", [0.5, 0.44])]).events).toEqual([]);
    expect(watched(ppe, [person, worn("helmet", [0.8, 0.44])]).events).toHaveLength(1);
  });

  it("PE-2 silent for people too small or cut off to show it", () => {
    expect(watched(ppe, [{ ...person, size: [0.02, 0.08] }]).events).toEqual([]);
    expect(watched(ppe, [{ ...person, size: [0.08, 0.4], path: stand([0.5, 0.4], 0, 20_000) }]).events).toEqual([]);
  });
});
