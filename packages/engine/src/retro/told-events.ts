// What a scenario told about the past, folded as the store keeps it, and put together from several parts.
import type { SceneEvent } from "@vigie/contracts";

/** So many events are given in full; of others only when they began and how sure they were. */
export const MOST_EVENTS = 500;

/** What one part told, in the order in which it was told. */
export interface Told {
  startedMs: Float64Array;
  scores: Float64Array;
  /** Newest first: the newest of the part, and where each stands among all. */
  newest: { place: number; event: SceneEvent }[];
}

export interface ToldEvents {
  take(event: SceneEvent): void;
  told(): Told;
}

export function createToldEvents(): ToldEvents {
  const startedMs: number[] = [];
  const scores: number[] = [];
  /** The newest ones and those that are not over, by id. */
  let kept = new Map<string, { place: number; event: SceneEvent }>();

  /** Newest first; of those that began together the one that was told first. */
  const inOrder = () =>
    [...kept.values()].sort((a, b) => b.event.startedAtMs - a.event.startedAtMs || a.place - b.place);

  function forgetOld(): void {
    const old = new Set(inOrder().slice(MOST_EVENTS));
    kept = new Map([...kept].filter(([, entry]) => !old.has(entry) || entry.event.endedAtMs === null));
  }

  return {
    take(event) {
      const begun = kept.get(event.id);
      // As the store keeps it: the beginning stays, its end is filled in.
      if (begun) begun.event = { ...begun.event, phase: event.phase, endedAtMs: event.endedAtMs };
      else {
        kept.set(event.id, { place: startedMs.length, event });
        startedMs.push(event.startedAtMs);
        scores.push(event.score);
        if (kept.size >= 4 * MOST_EVENTS && kept.size % MOST_EVENTS === 0) forgetOld();
      }
    },
    told: () => ({
      startedMs: Float64Array.from(startedMs),
      scores: Float64Array.from(scores),
      newest: inOrder().slice(0, MOST_EVENTS),
    }),
  };
}

/** Newest first, of what all parts told; parts in the order of time. */
export function joinTold(parts: readonly Told[]): { events: SceneEvent[]; scores: number[] } {
  const startedMs = joined(parts.map((part) => part.startedMs));
  const scores = joined(parts.map((part) => part.scores));
  const events = new Map<number, SceneEvent>();
  let before = 0;
  for (const { newest, startedMs: own } of parts) {
    for (const { place, event } of newest) events.set(before + place, event);
    before += own.length;
  }
  const places = Array.from(startedMs.keys()).sort((a, b) => startedMs[b]! - startedMs[a]! || a - b);
  return {
    events: places.slice(0, MOST_EVENTS).map((place) => events.get(place)!),
    scores: places.map((place) => scores[place]!),
  };
}

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
  let at = 0;
  for (const column of columns) {
    all.set(column, at);
    at += column.length;
  }
  return all;
}
