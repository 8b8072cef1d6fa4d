// Events about the picture and not about a thing: a place instead of a track.
import type { Point, Scenario, SceneEvent } from "@vigie/contracts";
import type { Setting } from "./scenario-rule.ts";
import { boxInPicture, type Told } from "./scene-event.ts";

export interface PictureFinding extends Told {
  definition: Scenario;
  setting: Setting;
  startedAtMs: number;
  /** How sure. Range: 0 to 1. */
  score: number;
  /** Null when it is about the whole picture. */
  box: SceneEvent["box"];
}

export function pictureEventOf({ definition, setting, ...finding }: PictureFinding): SceneEvent {
  const startedAtMs = Math.round(finding.startedAtMs);
  return {
    // No track: 0 stands in its place.
    id: `${setting.cameraId}.${definition.id}.${startedAtMs}.0`,
    cameraId: setting.cameraId,
    scenarioId: definition.id,
    kind: definition.kind,
    phase: "started",
    startedAtMs,
    endedAtMs: null,
    classes: [],
    trackIds: [],
    score: Math.round(Math.min(1, Math.max(0, finding.score)) * 1000) / 1000,
    why: finding.why,
    facts: finding.facts,
    box: finding.box,
    direction: null,
    mode: definition.mode,
    priority: definition.priority,
  };
}

/** The box around a drawn zone. */
export function boxAround(polygon: readonly Point[]): [number, number, number, number] {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  return boxInPicture([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
}
