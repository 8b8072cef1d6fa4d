// One alarm per real-world cause: whether a new event belongs to an alarm that people already have before them.
import type { Alarm, SceneEvent } from "@vigie/contracts";
import { distance, iou } from "../geometry/index.ts";

/** After its condition ended, an alarm still takes in what begins again at its place within this. */
const NEAR_MS = 60_000;
/** An alarm whose end was never told is taken to last this long. */
const UNENDED_MS = 3_600_000;
/** The same track makes the same cause within this. */
const SAME_TRACK_MS = 600_000;
/** Boxes whose feet are nearer than this are at one place. Unit: sizes. */
const NEAR_SIZES = 1;
/** Aspect that place is judged with; an event does not carry its picture's. */
const ASPECT = 16 / 9;

/**
 * True when the event is the same cause as an alarm still open: same camera and scenario, and the same track, or for conditions that
 * last the same place at nearly the same time. Crossings by other things are other causes.
 */
export function isSameCause(alarm: Alarm, event: SceneEvent): boolean {
  if (alarm.state === "cleared" || event.phase === "ended") return false;
  if (alarm.cameraId !== event.cameraId || alarm.scenarioId !== event.scenarioId) return false;
  if (event.startedAtMs < alarm.startedAtMs) return false;
  const endMs = alarm.endedAtMs ?? alarm.startedAtMs + UNENDED_MS;
  const sinceMs = event.startedAtMs - endMs;
  if (sinceMs <= SAME_TRACK_MS && event.trackIds.some((id) => alarm.trackIds.includes(id))) return true;
  if (event.phase === "instant") return false;
  return sinceMs <= NEAR_MS && isNear(alarm.box, event.box);
}

/** The newest of the open alarms that the event belongs to, or null: raise a new one. */
export function alarmToJoin(open: readonly Alarm[], event: SceneEvent): Alarm | null {
  let newest: Alarm | null = null;
  for (const alarm of open)
    if (isSameCause(alarm, event) && (!newest || alarm.startedAtMs > newest.startedAtMs)) newest = alarm;
  return newest;
}

/** The alarm with one more occurrence. Its still, its sentence and its place in the queue by age stay those of the first. */
export function joinAlarm(alarm: Alarm, event: SceneEvent): Alarm {
  return {
    ...alarm,
    occurrences: alarm.occurrences + 1,
    endedAtMs: event.endedAtMs,
    score: Math.max(alarm.score, event.score),
    classes: [...new Set([...alarm.classes, ...event.classes])],
    trackIds: [...new Set([...alarm.trackIds, ...event.trackIds])],
  };
}

/** True when both are at one place. Without a box the zone is the place. */
export function isNear(a: Alarm["box"], b: SceneEvent["box"]): boolean {
  if (!a || !b) return true;
  if (iou(a, b) > 0.1) return true;
  const size = Math.sqrt((a[2] - a[0]) * ASPECT * (a[3] - a[1]));
  return distance([(a[0] + a[2]) / 2, a[3]], [(b[0] + b[2]) / 2, b[3]], ASPECT) <= NEAR_SIZES * size;
}
