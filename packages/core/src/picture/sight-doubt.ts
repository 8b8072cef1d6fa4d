// From what single looks show to what is sure: a doubt must last, and most looks must agree with it.
import type { Shift } from "./shift.ts";
import { isSightLost, type Sight, type SightCondition } from "./sight-condition.ts";
import type { ViewMatch } from "./view-reference.ts";

/** What one look shows besides its condition. */
export interface LookedAt {
  /** Since when it shows that. Clock: frame time. */
  sinceMs: number;
  nowMs: number;
  match: ViewMatch;
  shift: Shift | null;
}

export interface SightDoubt {
  /** What is known after one more look. */
  follow(known: Sight, seen: SightCondition, look: LookedAt): Sight;
  drop(): void;
}

/** A doubt becomes certain after this; light and weather take longer. Unit: ms. */
const SURE_AFTER_MS: Readonly<Record<SightCondition, number>> = {
  clear: 2_500,
  black: 4_000,
  covered: 8_000,
  "partly covered": 14_000,
  moved: 8_000,
  blurred: 8_000,
  frozen: 0,
  dark: 20_000,
  dazzled: 20_000,
  hazy: 30_000,
};
/** Looks that agree with a doubt, of all since it began. Share of 1. */
const AGREEING_SHARE = 0.75;

export function createSightDoubt(): SightDoubt {
  let doubt: { condition: SightCondition; sinceMs: number; looks: number; agreeing: number } | null = null;

  return {
    drop() {
      doubt = null;
    },
    follow(known, seen, { sinceMs, nowMs, match, shift }) {
      if (seen === known.condition) {
        doubt = null;
        known.isDoubted = false;
        return known;
      }
      known.isDoubted = isSightLost(seen) || isSightLost(known.condition);
      // From one defect to another the doubt goes on: a hand that covers the lens moves and darkens the view in turn.
      if (!doubt || (doubt.condition === "clear") !== (seen === "clear"))
        doubt = { condition: seen, sinceMs, looks: 0, agreeing: 0 };
      doubt.looks++;
      if (seen !== "clear" || doubt.condition === "clear") doubt.agreeing++;
      doubt.condition = seen;
      if (nowMs - doubt.sinceMs < SURE_AFTER_MS[seen] || doubt.agreeing < AGREEING_SHARE * doubt.looks) return known;
      const wasLost = isSightLost(known.condition) && isSightLost(seen);
      const sure: Sight = {
        condition: seen,
        sinceMs: wasLost ? known.sinceMs : doubt.sinceMs,
        score: scoreOf(seen, match),
        isDoubted: false,
        moved: shift && { x: shift.x, y: shift.y },
      };
      doubt = null;
      return sure;
    },
  };
}

function scoreOf(seen: SightCondition, match: ViewMatch): number {
  if (seen === "moved" || seen === "covered" || seen === "partly covered")
    return Math.min(1, Math.max(0.5, 1 - match.intactShare));
  if (seen === "blurred") return Math.min(1, Math.max(0.5, 1.2 - match.sharpness));
  return seen === "clear" ? 1 : 0.9;
}
