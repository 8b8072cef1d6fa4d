// Known objects: events about something that people know and that has not moved are kept back; when it has left, the note is spent.
import type { KnownObject, SceneEvent } from "@vigie/contracts";
import { boxArea, boxOverlap } from "../geometry/index.ts";
import type { Observation } from "../observations/index.ts";

/** Kinds about what stands or lies still. */
const STILL_KINDS = [
  "stopped",
  "parking",
  "overstay",
  "dumping",
  "abandoned",
  "removed",
  "obstruction",
  "waste",
  "lying",
];
/** The same place: shared area over united area. */
const SAME_PLACE = 0.4;
/** Nothing is seen at its place for this long: it has left. Unit: ms of watching. */
const EMPTY_MS = 30 * 60_000;
/** A pause in watching longer than this does not count. Unit: ms. */
const LONGEST_STEP_MS = 60_000;

export interface KnownObjects {
  set(notes: readonly KnownObject[]): void;
  /** Leaves out what is about a known object, its end included. */
  filter(events: SceneEvent[], observation: Observation, nowMs: number): SceneEvent[];
  /** Notes whose object has left, or whose time is over; they keep nothing back any more. */
  spent(): string[];
}

interface Kept {
  note: KnownObject;
  emptyMs: number;
  isSpent: boolean;
}

export function createKnownObjects(): KnownObjects {
  let kept: Kept[] = [];
  const heldBack = new Set<string>();
  let lastMs = Number.NaN;

  function isKnown(event: SceneEvent): boolean {
    if (!event.box || !STILL_KINDS.includes(event.kind)) return false;
    for (const item of kept) {
      const { note } = item;
      if (item.isSpent || !isSamePlace(note.box, event.box)) continue;
      if (note.scenarioId !== undefined && note.scenarioId !== event.scenarioId) continue;
      if (note.classes && !event.classes.some((name) => note.classes!.includes(name))) continue;
      item.emptyMs = 0;
      return true;
    }
    return false;
  }

  function watch({ things, still }: Observation, nowMs: number): void {
    const sinceMs = Number.isNaN(lastMs) ? 0 : Math.min(LONGEST_STEP_MS, nowMs - lastMs);
    for (const item of kept) {
      const { box, untilMs } = item.note;
      const isThere =
        things.some((thing) => isSamePlace(box, thing.box)) ||
        (still?.objects.some((object) => isSamePlace(box, object.box)) ?? false);
      item.emptyMs = isThere ? 0 : item.emptyMs + sinceMs;
      if (item.emptyMs >= EMPTY_MS || (untilMs !== undefined && nowMs >= untilMs)) item.isSpent = true;
    }
  }

  return {
    set(notes) {
      // A note that was made anew about the same alarm begins anew.
      const same = (note: KnownObject) => kept.find((item) => JSON.stringify(item.note) === JSON.stringify(note));
      kept = notes.map((note) => same(note) ?? { note, emptyMs: 0, isSpent: false });
    },
    filter(events, observation, nowMs) {
      if (kept.length === 0 && heldBack.size === 0) return events;
      watch(observation, nowMs);
      lastMs = nowMs;
      if (events.length === 0) return events;
      return events.filter((event) => {
        if (event.phase === "ended") return !heldBack.delete(event.id);
        if (!isKnown(event)) return true;
        heldBack.add(event.id);
        return false;
      });
    },
    spent: () => kept.filter((item) => item.isSpent).map((item) => item.note.id),
  };
}

function isSamePlace(a: readonly number[], b: readonly number[]): boolean {
  const shared = boxOverlap(a, b);
  return shared > 0 && shared >= SAME_PLACE * (boxArea(a) + boxArea(b) - shared);
}
