// Events as scenarios make them: an id that the same cause always gets, and one sentence that says why.
import type { Scenario, SceneEvent } from "@vigie/contracts";
import { MOVING_CLASS } from "@vigie/contracts/classes";
import { scoreOf, type Thing } from "../observations/index.ts";
import type { Setting } from "./scenario-rule.ts";

/** Why, as an English sentence, and as what any language makes one of. */
export interface Told {
  why: string;
  facts: SceneEvent["facts"];
}

export interface Finding {
  definition: Scenario;
  setting: Setting;
  phase: "started" | "instant";
  startedAtMs: number;
  thing: Thing;
  why: string;
  facts: SceneEvent["facts"];
  classes?: string[];
  trackIds?: number[];
  box?: SceneEvent["box"];
  direction?: SceneEvent["direction"];
}

export function eventOf(finding: Finding): SceneEvent {
  const { definition, setting, thing, phase } = finding;
  const startedAtMs = Math.round(finding.startedAtMs);
  return {
    id: `${setting.cameraId}.${definition.id}.${startedAtMs}.${thing.trackIds[0]}`,
    cameraId: setting.cameraId,
    scenarioId: definition.id,
    kind: definition.kind,
    phase,
    startedAtMs,
    endedAtMs: phase === "instant" ? startedAtMs : null,
    classes: finding.classes ?? [thing.className],
    trackIds: finding.trackIds ?? [...thing.trackIds],
    score: Math.round(scoreOf(thing) * 1000) / 1000,
    why: finding.why,
    facts: finding.facts,
    box: finding.box === undefined ? boxInPicture(thing.box) : finding.box,
    direction: finding.direction ?? null,
    mode: definition.mode,
    priority: definition.priority,
  };
}

/** The second half of a `started` event. */
export function endedEvent(event: SceneEvent, endedAtMs: number, told: Told, because = ""): SceneEvent {
  return {
    ...event,
    phase: "ended",
    endedAtMs: Math.max(event.startedAtMs, Math.round(endedAtMs)),
    why: because ? `${told.why}; ended because ${because}` : told.why,
    facts: because ? { ...told.facts, endedBecause: because } : told.facts,
  };
}

/** What a sentence calls a thing of that class; of what merely moves it claims no more than that it is something. */
export function subjectOf(className: string): string {
  return className === MOVING_CLASS ? "something" : className;
}

/** Seconds as people say them: one digit below ten, whole above. */
export function spokenSeconds(ms: number): number {
  const seconds = ms / 1000;
  return seconds < 10 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
}

/** Predicted sides may lie outside; the picture ends at 0 and 1. */
export function boxInPicture(box: readonly number[]): [number, number, number, number] {
  const held = box.map((value) => Math.round(Math.min(1, Math.max(0, value)) * 1e4) / 1e4);
  return [held[0]!, held[1]!, held[2]!, held[3]!];
}
