// What the desk makes of the queue: which alarm is looked at, which comes next, how long one has waited.
import type { AlarmGroup } from "./queue-groups.ts";

export type AgeTone = "calm" | "amber" | "red";

export const AMBER_AFTER_MS = 120_000;
export const RED_AFTER_MS = 180_000;

/** Amber at 2 minutes, red at 3. */
export function ageTone(ageMs: number): AgeTone {
  if (ageMs >= RED_AFTER_MS) return "red";
  return ageMs >= AMBER_AFTER_MS ? "amber" : "calm";
}

/** The id `by` places further in the list, held at its ends; the first when nothing of it is chosen. */
export function neighbour(list: readonly { id: string }[], id: string | null, by: number): string | null {
  if (list.length === 0) return null;
  const at = list.findIndex((item) => item.id === id);
  if (at < 0) return list[0]!.id;
  return list[Math.max(0, Math.min(list.length - 1, at + by))]!.id;
}

/** The alarm that is looked at, as long as it waits; else the newest of the card that asks first. */
export function heldAlarm(groups: readonly AlarmGroup[], lookedId: string | null): string | null {
  const held = groups.some(({ alarms }) => alarms.some(({ id }) => id === lookedId));
  return held ? lookedId : (groups[0]?.alarms[0]?.id ?? null);
}
