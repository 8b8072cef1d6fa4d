// A scenario goes to another camera with its drawing: ids that are taken there get a number, references follow.
import { AppError, type CameraConfig, placeReferences, type Scenario, type Scene } from "@vigie/contracts";

export interface MovedScenes {
  from: Scene;
  to: Scene;
  scenarioId: string;
}

/** The scenes of both cameras afterwards; the drawing stays on the first one too. Errors: `scenario.not-found`. */
export function moveScenario(from: CameraConfig, scenarioId: string, to: CameraConfig): MovedScenes {
  const scenario = from.scene.scenarios.find((item) => item.id === scenarioId);
  if (!scenario) {
    throw new AppError({
      code: "scenario.not-found",
      kind: "not-found",
      message: `Camera "${from.id}" has no scenario "${scenarioId}".`,
    });
  }
  const lines = [...to.scene.lines];
  const zones = [...to.scene.zones];
  const moved: Record<string, unknown> = structuredClone(scenario);
  const newIds = new Map<string, string>();
  for (const { field, shape, id, index } of placeReferences(scenario)) {
    const isLine = shape === "line";
    const key = `${isLine ? "line" : "zone"} ${id}`;
    const known = newIds.get(key);
    const newId =
      known ??
      freeId(
        id,
        (isLine ? lines : zones).map((item) => item.id),
      );
    newIds.set(key, newId);
    if (known === undefined) {
      const line = from.scene.lines.find((item) => item.id === id);
      const zone = from.scene.zones.find((item) => item.id === id);
      if (isLine && line) lines.push({ ...line, id: newId });
      if (!isLine && zone) zones.push({ ...zone, id: newId });
    }
    if (index === null) moved[field] = newId;
    else (moved[field] as string[])[index] = newId;
  }
  const newScenarioId = freeId(
    scenarioId,
    to.scene.scenarios.map((item) => item.id),
  );
  const scenarios = [...to.scene.scenarios, { ...moved, id: newScenarioId } as Scenario];
  return {
    from: { ...from.scene, scenarios: from.scene.scenarios.filter((item) => item.id !== scenarioId) },
    to: { ...to.scene, lines, zones, scenarios },
    scenarioId: newScenarioId,
  };
}

const MAX_LENGTH = 63;

function freeId(id: string, taken: readonly string[]): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? id : `${id.slice(0, MAX_LENGTH - 5)}-${n}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
