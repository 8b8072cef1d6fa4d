// Who is doubtful: nobody saw it come, and it is less likely what it is taken for than not. A pattern of sleepers or a flower tub is that too.
import type { Thing } from "../observations/index.ts";

/** Likelier what it is taken for than not. */
const SURE_SCORE = 0.5;
/** What stood there at the first looks may belong to the place: so long, and so many looks. */
const FIRST_LOOKS_MS = 3_000;
const FIRST_LOOKS = 3;
/** What came later, is seen for so long at half of the looks or more and still looks like it is it. */
const PROVEN_MS = 10_000;

export interface Doubts {
  /** Takes one look at all things. Cost: linear in things. */
  step(things: readonly Thing[], gone: readonly Thing[], nowMs: number): void;
  /** True for what scores badly and was never seen its own size away from where it appeared: for ever when it stood there at the first looks, else until it was seen for 10 s. */
  isDoubtful(thing: Thing): boolean;
  /** True while somebody is being proved: then frames in which they are not seen count too. */
  isProving(): boolean;
  /** Watching breaks off: what is there when it goes on stood there at the first looks. */
  clear(): void;
}

/** How long a thing that came later has been seen, at half of the looks or more. */
interface Seen {
  sinceMs: number;
  looks: number;
  seen: number;
  isProven: boolean;
}

/** True for what is less likely what it is taken for than not. */
export const isUnlikely = (thing: Thing): boolean => thing.score < SURE_SCORE;

/** `firstError`: the mean of the first look may be wrong by so much, by half of it after 3 s, and so on with the square root of the time. */
export function createDoubts(firstError = 0): Doubts {
  const later = new Map<Thing, Seen>();
  let fromMs: number | null = null;
  let untilMs = 0;
  let looks = 0;
  const isUnmoved = ({ hasMoved, score, bornMs, seenMs }: Thing): boolean =>
    !hasMoved && score < SURE_SCORE + firstError / Math.sqrt(1 + (seenMs - bornMs) / 1000);
  return {
    step(things, gone, nowMs) {
      fromMs ??= nowMs;
      looks++;
      if (looks <= FIRST_LOOKS || nowMs - fromMs <= FIRST_LOOKS_MS) untilMs = nowMs;
      for (const thing of gone) later.delete(thing);
      for (const thing of things) if (thing.bornMs > untilMs && isUnmoved(thing)) look(later, thing, nowMs);
    },
    isProving() {
      for (const [thing, { isProven }] of later) if (!isProven && isUnmoved(thing)) return true;
      return false;
    },
    isDoubtful: (thing) => isUnmoved(thing) && !later.get(thing)?.isProven,
    clear() {
      later.clear();
      fromMs = null;
      looks = 0;
    },
  };
}

function look(later: Map<Thing, Seen>, thing: Thing, nowMs: number): void {
  const known = later.get(thing);
  if (!known) {
    if (thing.seen) later.set(thing, { sinceMs: nowMs, looks: 1, seen: 1, isProven: false });
    return;
  }
  known.looks++;
  if (thing.seen) known.seen++;
  // Hardly seen, it begins anew.
  if (known.seen * 2 < known.looks) {
    if (!known.isProven) later.delete(thing);
    return;
  }
  if (thing.seen && nowMs - known.sinceMs >= PROVEN_MS) known.isProven = true;
}
