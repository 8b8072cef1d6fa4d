// What the desk makes of the queue: which alarm is looked at, which comes next, how long one has waited.
import type { Alarm } from "@vigie/contracts";

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

/** Where to look after this alarm left the queue: at what followed it, else at what came before, else at nothing. */
export function afterLeaving(queue: readonly Alarm[], id: string): string | null {
  const at = queue.findIndex((alarm) => alarm.id === id);
  if (at < 0) return queue[0]?.id ?? null;
  return (queue[at + 1] ?? queue[at - 1])?.id ?? null;
}

/** The alarm that is looked at, as long as it waits; else the one that asks first. */
export function heldAlarm(queue: readonly Alarm[], lookedId: string | null): string | null {
  return (queue.find(({ id }) => id === lookedId) ?? queue[0])?.id ?? null;
}
