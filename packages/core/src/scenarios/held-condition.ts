// A condition that must hold for a while before it is told, and whose end is told too: one event per cause.
import type { SceneEvent } from "@vigie/contracts";
import { endedEvent, type Told } from "./scene-event.ts";

export interface Held {
  /** Since when it has held; null while it does not. Clock: frame time. */
  sinceMs: number | null;
  /** Newest moment at which it held. */
  heldMs: number;
  /** Newest moment at which anything could be said. */
  judgedMs: number;
  /** Since when nobody has been able to say; null while somebody can. Clock: frame time. */
  unknownSinceMs: number | null;
  event: SceneEvent | null;
}

/** What hides a place for longer than this is no passer-by. Unit: ms. */
export const HIDDEN_LONG_MS = 120_000;

/** Why nothing can be said, once that has lasted; null before. */
export function hiddenLong({ judgedMs, unknownSinceMs }: Pick<Held, "judgedMs" | "unknownSinceMs">): string | null {
  if (unknownSinceMs === null || judgedMs - unknownSinceMs < HIDDEN_LONG_MS) return null;
  return "something has hidden the place for more than two minutes";
}

export interface HeldLimits {
  /** It is told once it has held for so long. */
  minStayMs: number;
  /** It is over once it has not held for so long. */
  clearMs: number;
}

export const notHeld = (): Held => ({ sinceMs: null, heldMs: 0, judgedMs: 0, unknownSinceMs: null, event: null });

/**
 * Adds what this moment shows: it holds, it does not, or nobody can say (null). Time in which nobody can say does not count, and
 * ends nothing. Returns the events of this moment.
 */
export function follow(
  held: Held,
  holds: boolean | null,
  nowMs: number,
  limits: HeldLimits,
  begin: (held: Held) => SceneEvent,
  tell: (held: Held) => Told,
): SceneEvent[] {
  const sinceLastMs = held.judgedMs > 0 ? nowMs - held.judgedMs : 0;
  held.judgedMs = nowMs;
  held.unknownSinceMs = holds === null ? (held.unknownSinceMs ?? nowMs) : null;
  if (holds === null) {
    if (held.sinceMs !== null && !held.event) held.sinceMs += sinceLastMs;
    if (held.sinceMs !== null) held.heldMs += sinceLastMs;
    return [];
  }
  if (holds) {
    held.sinceMs ??= nowMs;
    held.heldMs = nowMs;
    if (held.event || nowMs - held.sinceMs < limits.minStayMs) return [];
    held.event = begin(held);
    return [held.event];
  }
  if (held.sinceMs === null || nowMs - held.heldMs < limits.clearMs) return [];
  const events = held.event ? [endedEvent(held.event, held.heldMs, tell(held))] : [];
  held.sinceMs = null;
  held.event = null;
  return events;
}

/** Ends what is open, with the reason. */
export function endHeld(held: Held, tell: (held: Held) => Told, because: string): SceneEvent[] {
  const events = held.event ? [endedEvent(held.event, held.heldMs, tell(held), because)] : [];
  held.sinceMs = null;
  held.event = null;
  held.judgedMs = 0;
  held.unknownSinceMs = null;
  return events;
}

/** How long it has held, up to the newest moment at which it did. */
export const heldForMs = (held: Held): number => (held.sinceMs === null ? 0 : held.heldMs - held.sinceMs);
