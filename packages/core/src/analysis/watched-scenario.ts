// One scenario of one camera at work: its rule, its hours, its line or zone.
import type { Scenario, Scene, SceneEvent } from "@vigie/contracts";
import { expandClasses } from "@vigie/contracts/classes";
import type { Observation } from "../observations/index.ts";
import { startScenario } from "../scenarios/registry.ts";
import type { RunningScenario, Setting } from "../scenarios/scenario-rule.ts";
import { createWatchHours } from "../schedule/index.ts";

export interface WatchedScenario {
  readonly definition: Scenario;
  readonly setting: Setting;
  /** Definition and drawing as one text: unchanged text, unchanged state. */
  readonly fingerprint: string;
  /** True when the schedule let it watch at the newest frame. */
  readonly isWatching: boolean;
  step(observation: Observation, nowMs: number): readonly SceneEvent[];
  end(nowMs: number, because: string): readonly SceneEvent[];
}

const nothing: readonly SceneEvent[] = [];

export function watchScenario(cameraId: string, definition: Scenario, scene: Scene): WatchedScenario {
  const watchesAt = createWatchHours(definition);
  const place = placeOf(definition, scene);
  const setting: Setting = {
    cameraId,
    placeName: place?.name ?? place?.id ?? "",
    classes: new Set(expandClasses(definition.classes)),
    watchesAt,
  };
  const running: RunningScenario = startScenario(definition, setting);
  // A crossing settles after the frame that shows it: line kinds see every frame and ask for the hours of the crossing itself.
  const needsEveryFrame = "line" in definition;
  let isWatching = false;
  return {
    definition,
    setting,
    fingerprint: fingerprintOf(definition, scene),
    get isWatching() {
      return isWatching;
    },
    step(observation, nowMs) {
      const wasWatching = isWatching;
      isWatching = watchesAt(nowMs);
      if (isWatching || needsEveryFrame) return running.step(observation, nowMs);
      return wasWatching ? running.end(nowMs, "its watching hours are over") : nothing;
    },
    end: (nowMs, because) => running.end(nowMs, because),
  };
}

export function fingerprintOf(definition: Scenario, scene: Scene): string {
  return JSON.stringify([definition, placeOf(definition, scene)]);
}

function placeOf(definition: Scenario, scene: Scene): { id: string; name?: string | undefined } | undefined {
  return "line" in definition
    ? scene.lines.find((line) => line.id === definition.line)
    : scene.zones.find((zone) => zone.id === definition.zone);
}
