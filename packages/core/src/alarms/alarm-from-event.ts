// Birth and end of an alarm: what an event becomes when it asks for a person's attention.
import type { Alarm, SceneEvent } from "@vigie/contracts";
import { isNear } from "./same-cause.ts";

/** Names as people see them; an event carries only ids. */
export interface AlarmNames {
  cameraName: string;
  place: string;
  scenarioName: string;
}

/** A raised alarm that stands for one event. `nowMs`: wall time at which it is stored and offered. */
export function alarmFromEvent(
  event: SceneEvent,
  names: AlarmNames,
  nowMs: number,
  id: string,
  confidence: number | null = null,
): Alarm {
  return {
    id,
    eventId: event.id,
    cameraId: event.cameraId,
    cameraName: names.cameraName,
    place: names.place,
    scenarioId: event.scenarioId,
    scenarioName: names.scenarioName,
    kind: event.kind,
    priority: event.priority,
    score: event.score,
    confidence,
    why: event.why,
    facts: { ...event.facts },
    classes: [...event.classes],
    trackIds: [...event.trackIds],
    box: event.box,
    state: "raised",
    startedAtMs: event.startedAtMs,
    endedAtMs: event.endedAtMs,
    raisedAtMs: nowMs,
    occurrences: 1,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    verdict: null,
    outcome: null,
    verdictNote: "",
    verdictAtMs: null,
    verdictBy: null,
    still: "pending",
    clip: "pending",
    clipStartMs: null,
    clipDurationMs: null,
  };
}

/**
 * The alarm with the end of its condition; null when this event does not end it. The state stays: only a verdict clears.
 * The end of an event that joined the alarm later is recognised by its tracks, or by its place when it is about none.
 */
export function applyEventEnd(alarm: Alarm, event: SceneEvent): Alarm | null {
  if (event.phase !== "ended" || event.endedAtMs === null || alarm.endedAtMs !== null) return null;
  if (event.cameraId !== alarm.cameraId || event.scenarioId !== alarm.scenarioId) return null;
  const isOwn = event.id === alarm.eventId;
  if (!isOwn && !hasJoined(alarm, event)) return null;
  return { ...alarm, endedAtMs: event.endedAtMs, ...(isOwn ? { why: event.why, facts: { ...event.facts } } : {}) };
}

function hasJoined(alarm: Alarm, event: SceneEvent): boolean {
  if (event.trackIds.length > 0) return event.trackIds.some((id) => alarm.trackIds.includes(id));
  return alarm.occurrences > 1 && event.startedAtMs >= alarm.startedAtMs && isNear(alarm.box, event.box);
}
