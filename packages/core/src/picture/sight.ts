// What has become of a camera's own sight: looked at about once a second, told once it is sure.
import type { WatchPicture } from "../ports/watch-picture.ts";
import { type Levels, levelsOf } from "./levels.ts";
import { createLifeWatch, type KeptLife, type Life } from "./life.ts";
import type { Shift } from "./shift.ts";
import { createViewReference, type KeptView, type ViewMatch } from "./view-reference.ts";

/** `clear` or what is wrong. The first six are somebody's doing or a defect, the others are light and weather. */
export type SightCondition =
  | "clear"
  | "black"
  | "covered"
  | "partly covered"
  | "moved"
  | "blurred"
  | "frozen"
  | "dark"
  | "dazzled"
  | "hazy";

export interface Sight {
  condition: SightCondition;
  /** Clock: frame time of the first look that showed it. */
  sinceMs: number;
  /** How sure. Range: 0 to 1. */
  score: number;
  /** Something seems to be wrong, or right again, but it is not sure yet: no time to judge anything by the picture. */
  isDoubted: boolean;
  /** How far the view has moved, where that can be told. Unit: share of the picture's width and height. */
  moved: { x: number; y: number } | null;
}

export interface SightWatch {
  /** Looks when a second has passed since the last look; else what was known stands. */
  step(picture: WatchPicture, timeMs: number): Sight;
  readonly sight: Sight;
  /** True when it is time for another look. */
  isDue(timeMs: number): boolean;
  /** A person says that what is seen now is the view; what no view can be (black, frozen, covered all over) is told again. False when nothing was wrong. */
  accept(): boolean;
  /** What outlives the process; null before anything was learnt. */
  kept(): KeptSight | null;
  /** Goes on from what was kept. Before the first picture only. */
  goOn(kept: KeptSight): void;
}

/** What was known of a camera's sight; a doubt is not kept but begins anew. */
export interface KeptSight {
  sight: Omit<Sight, "isDoubted">;
  view: KeptView;
  life: KeptLife;
  usuallyIntact: number;
  usualLight: number;
  clearEdges: number;
  isEmptiedSlowly: boolean | null;
}

const LOOK_EVERY_MS = 1_000;
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
/** So much of a view that a person has just accepted counts as intact. */
const ADOPTED_INTACT = 0.5;
/** The same edges at any contrast; and so little contrast that nothing can be judged by it. */
const SAME_VIEW = 0.6;
const FAINT_VIEW = 0.4;
const FADED = 0.2;
/** A picture with more edges than this is no cover. Unit: levels over two pixels. */
const EDGED = 5;
/** A picture with fewer shows nothing, and what went within so many looks went at once. */
const EMPTY_EDGES = 1.6;
const EDGE_LOOKS = 4;
/** Darker than this before it was black, it was night. Unit: levels of 255; looks of the mean. */
const DUSK = 26;
const LIGHT_LOOKS = 60;
/** So much of a burnt picture shows nothing that could move. Share of its pixels. */
const ALL_BURNT = 0.9;
/** Fog, dust and glare are as light as what they hide; what came slowly may be dusk besides. Share of the usual light. */
const VEIL_LIGHT = 0.7;
const SLOW_VEIL_LIGHT = 0.6;
/** So much of the view is gone: what is left is too little; and so much is too much for anything else to be said. */
const MOSTLY = 0.45;
const PARTLY = 0.22;
/** So much of a view that is left, so much weaker than usual, is seen through fog. Share of the view; of the usual strength. */
const THINNED_SHARE = 0.1;
const THINNED = 0.8;
/** Of what fog has left, at least this share of the view can be covered. */
const LEFT_BY_FOG = 0.35;
/** Weather that lasts for half a day is usual; a minute's fog is not. Unit: ms. */
const WEATHER_LEARNT_OVER_MS = 6 * 3_600_000;
const CLEAR_LEARNT_OVER_MS = 20_000;
/** Darker than this, lack of light is the reason. Unit: levels of 255. */
const DIM = 40;
/** What a view that merely sways may be taken for. */
const MAY_BE_DRIFT: readonly SightCondition[] = ["moved", "blurred", "partly covered"];
/** With less of its edges than this share of the usual, the view may have moved along its own lines. */
const DOUBTFUL = 0.7;
/** A reference that was learnt from fewer looks, or has fewer cells with edges, says nothing. */
const FEWEST_LOOKS = 5;
const FEWEST_CELLS = 10;
/** With fewer, a part of them says nothing. */
const MANY_CELLS = 25;

/** True for what somebody did or what is broken; false for a clear view and for light and weather. */
export function isSightLost(condition: SightCondition): boolean {
  return ["black", "covered", "partly covered", "moved", "blurred", "frozen"].includes(condition);
}

export function createSightWatch(): SightWatch {
  const view = createViewReference();
  const life = createLifeWatch();
  let sight: Sight = { condition: "clear", sinceMs: 0, score: 1, isDoubted: false, moved: null };
  let doubt: { condition: SightCondition; sinceMs: number; looks: number; agreeing: number } | null = null;
  let lookedMs = Number.NEGATIVE_INFINITY;
  /** How much of the view is usually intact; a place where all is always in motion teaches that here. */
  let usuallyIntact = 0;
  /** Mean light of about the last minute. Unit: levels of 255. */
  let usualLight = 255;
  /** Edges of the newest looks, and whether they went bit by bit when the picture became empty; null while it is not. */
  const edges: number[] = [];
  let isEmptiedSlowly: boolean | null = null;
  /** As many edges as a clear picture has here: soon learnt, and not forgotten within half a day of fog. */
  let clearEdges = 0;

  const isDue = (timeMs: number): boolean => timeMs - lookedMs >= LOOK_EVERY_MS - 20 || timeMs < lookedMs;
  return {
    isDue,
    get sight() {
      return sight;
    },
    accept() {
      if (!isSightLost(sight.condition)) return false;
      view.adopt(lookedMs);
      usuallyIntact = ADOPTED_INTACT;
      sight = { condition: "clear", sinceMs: lookedMs, score: 1, isDoubted: false, moved: null };
      doubt = null;
      return true;
    },
    kept() {
      const seen = view.kept();
      if (!seen) return null;
      const { isDoubted: _, ...known } = sight;
      return { sight: known, view: seen, life: life.kept(), usuallyIntact, usualLight, clearEdges, isEmptiedSlowly };
    },
    goOn(kept) {
      view.goOn(kept.view);
      life.goOn(kept.life);
      sight = { ...kept.sight, isDoubted: false };
      ({ usuallyIntact, usualLight, clearEdges, isEmptiedSlowly } = kept);
    },
    step(picture, timeMs) {
      if (isDue(timeMs)) look(picture, timeMs);
      return sight;
    },
  };

  function look({ gray }: WatchPicture, timeMs: number): void {
    const sinceMs = Number.isFinite(lookedMs) ? Math.max(0, timeMs - lookedMs) : 0;
    lookedMs = timeMs;
    const levels = levelsOf(gray);
    const match = view.match(gray);
    const alive = life.look(gray, timeMs);
    noteEdges(match.edgeLevels, sinceMs);
    let seen = judge(levels, match, alive);
    let shift: Shift | null = null;
    const isDoubtful = seen === "clear" && isKnown(match) && match.intactShare < DOUBTFUL * usuallyIntact;
    const isEdgedCover = (seen === "covered" || seen === "partly covered") && match.edgeLevels > EDGED;
    if (sight.condition === "moved") {
      if (isDoubtful || isEdgedCover) seen = "moved";
    } else if (isDoubtful || (seen !== sight.condition && (isEdgedCover || MAY_BE_DRIFT.includes(seen)))) {
      if (isDrift()) return view.realign(timeMs);
      // A turned camera may show much that is even: then its edges are found elsewhere.
      if (isDoubtful || isEdgedCover || seen === "moved") shift = farShift();
      if (shift) seen = "moved";
    }
    if (!isSightLost(seen) && !isSightLost(sight.condition))
      usualLight += (levels.mean - usualLight) * (match.looks < 2 ? 1 : 1 / LIGHT_LOOKS);
    follow(seen, seen === "frozen" ? alive.sinceMs : timeMs, timeMs, match, shift);
    learn(seen, match, timeMs);
  }

  /** The mast sways or the mount settles: not worth an alarm, and the reference goes along. */
  function isDrift(): boolean {
    const near = view.shiftNearby();
    return (near.x !== 0 || near.y !== 0) && near.likeness > 0.4 && near.likeness > near.atRest + 0.12;
  }

  /** Where the view has gone, when that can be told. */
  function farShift(): Shift | null {
    const shift = view.shift();
    return shift.likeness > 0.45 && shift.likeness > shift.atRest + 0.15 ? shift : null;
  }

  function judge(levels: Levels, match: ViewMatch, alive: Life): SightCondition {
    const isThisView = isKnown(match) && match.likeness > SAME_VIEW;
    // Through a gap in a cover a part of the view is seen at its full contrast: then likeness squared is contrast.
    const shinesThrough = match.likeness > FAINT_VIEW && match.likeness ** 2 > 3 * match.contrast && hasLooked(match);
    if (levels.p99 <= 26 && levels.spread < 5) {
      // Night comes slowly, and leaves a trace of the view; a cut cable, a cap on the lens or a switch does not.
      const isNight = isThisView || usualLight < DUSK || sight.condition === "dark";
      return isNight && sight.condition !== "black" ? "dark" : "black";
    }
    // A picture that is white all over is always the same, as a black one is.
    if (levels.burntShare > ALL_BURNT) return "dazzled";
    if (alive.isFrozen) return "frozen";
    if (levels.burntShare > 0.45) return "dazzled";
    if ((isThisView || shinesThrough) && match.contrast < FADED) return levels.mean < DIM ? "dark" : "hazy";
    const isEmpty = match.edgeLevels < EMPTY_EDGES && levels.spread < 22;
    if (isKnown(match)) {
      const faded = fadedShare(levels, match);
      const struck = match.emptyShare - faded;
      const left = Math.max(LEFT_BY_FOG, 1 - faded);
      if (match.sharpness < 0.5 && match.fadedShare < PARTLY) return "blurred";
      const isLost = match.intactShare < Math.min(0.25, usuallyIntact / 2);
      if (struck >= MOSTLY * left && !isDarkened(levels)) return "covered";
      if (faded >= MOSTLY) return levels.mean < DIM ? "dark" : "hazy";
      if (isLost && !isDarkened(levels)) return struck >= 0.3 || isEmpty ? "covered" : "moved";
      const isPartlyEmpty = struck >= PARTLY && match.darkenedShare < 0.5 * struck;
      if (isPartlyEmpty && match.structuredCells >= MANY_CELLS) return "partly covered";
    }
    if (levels.mean < 16 && levels.p99 < 90) return "dark";
    if (isEmpty) {
      const isCover = match.looks >= FEWEST_LOOKS || isUniform(levels);
      return isCover && !(isEmptiedSlowly && levels.mean >= SLOW_VEIL_LIGHT * usualLight) ? "covered" : "hazy";
    }
    if (levels.mean >= DIM && match.edgeLevels < FADED * clearEdges) return "hazy";
    return match.edgeLevels < 2.6 && levels.spread < 14 ? "hazy" : "clear";
  }

  /** How much of the view weather has taken. */
  function fadedShare(levels: Levels, match: ViewMatch): number {
    const slow = levels.mean >= SLOW_VEIL_LIGHT * usualLight ? match.fadedShare : 0;
    // What goes within seconds is fog only while the rest shows through it: paint leaves nothing, or the rest as it was.
    const isThinned = match.intactShare >= THINNED_SHARE && match.intactStrength < THINNED;
    return slow + (isThinned && levels.mean >= VEIL_LIGHT * usualLight ? match.fadedFastShare : 0);
  }

  function noteEdges(edgeLevels: number, sinceMs: number): void {
    const overMs = edgeLevels > clearEdges ? CLEAR_LEARNT_OVER_MS : WEATHER_LEARNT_OVER_MS;
    clearEdges += (edgeLevels - clearEdges) * Math.min(1, sinceMs / overMs);
    if (edgeLevels >= EMPTY_EDGES) isEmptiedSlowly = null;
    // A view that has come to have hardly any edges can lose no more than those.
    else isEmptiedSlowly ??= edges.length > 0 && Math.max(...edges) < 2 * EMPTY_EDGES;
    edges.push(edgeLevels);
    if (edges.length > EDGE_LOOKS) edges.shift();
  }

  function isKnown(match: ViewMatch): boolean {
    return hasLooked(match) && usuallyIntact > 0.4;
  }

  function follow(seen: SightCondition, sinceMs: number, nowMs: number, match: ViewMatch, shift: Shift | null): void {
    if (seen === sight.condition) {
      doubt = null;
      sight.isDoubted = false;
      return;
    }
    sight.isDoubted = isSightLost(seen) || isSightLost(sight.condition);
    // From one defect to another the doubt goes on: a hand that covers the lens moves and darkens the view in turn.
    if (!doubt || (doubt.condition === "clear") !== (seen === "clear"))
      doubt = { condition: seen, sinceMs, looks: 0, agreeing: 0 };
    doubt.looks++;
    if (seen !== "clear" || doubt.condition === "clear") doubt.agreeing++;
    doubt.condition = seen;
    if (nowMs - doubt.sinceMs < SURE_AFTER_MS[seen] || doubt.agreeing < AGREEING_SHARE * doubt.looks) return;
    const wasLost = isSightLost(sight.condition) && isSightLost(seen);
    sight = {
      condition: seen,
      sinceMs: wasLost ? sight.sinceMs : doubt.sinceMs,
      score: scoreOf(seen, match),
      isDoubted: false,
      moved: shift && { x: shift.x, y: shift.y },
    };
    doubt = null;
  }

  /** A lost view teaches nothing, however long it lasts: only its return, or a person, ends the loss. */
  function learn(seen: SightCondition, match: ViewMatch, timeMs: number): void {
    if (isSightLost(seen) || isSightLost(sight.condition)) return;
    if (match.looks > 0) usuallyIntact += (match.intactShare - usuallyIntact) / Math.min(120, match.looks);
    view.learn(timeMs, seen === "hazy" ? WEATHER_LEARNT_OVER_MS : undefined);
  }
}

function hasLooked({ looks, structuredCells }: ViewMatch): boolean {
  return looks >= FEWEST_LOOKS && structuredCells >= FEWEST_CELLS;
}

/** So dark that edges go with the light: not covered but dark. */
const isDarkened = (levels: Levels): boolean => levels.mean < 24 && levels.p99 > 60;
/** Something close and even before the lens. */
const isUniform = (levels: Levels): boolean => levels.spread < 9;

function scoreOf(seen: SightCondition, match: ViewMatch): number {
  if (seen === "moved" || seen === "covered" || seen === "partly covered")
    return Math.min(1, Math.max(0.5, 1 - match.intactShare));
  if (seen === "blurred") return Math.min(1, Math.max(0.5, 1.2 - match.sharpness));
  return seen === "clear" ? 1 : 0.9;
}
