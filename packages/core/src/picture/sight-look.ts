// What one look at the picture shows, compared with the usual view, before anybody is sure of it.
import type { Levels } from "./levels.ts";
import type { Life } from "./life.ts";
import type { SightCondition } from "./sight-condition.ts";
import { EMPTY_EDGES, type KeptUsualSight } from "./usual-sight.ts";
import type { ViewMatch } from "./view-reference.ts";

/** The same edges at any contrast; and so little contrast that nothing can be judged by it. */
const SAME_VIEW = 0.6;
const FAINT_VIEW = 0.4;
const FADED = 0.2;
/** Darker than this before it was black, it was night. Unit: levels of 255. */
const DUSK = 26;
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
/** Darker than this, lack of light is the reason. Unit: levels of 255. */
const DIM = 40;
/** A reference that was learnt from fewer looks, or has fewer cells with edges, says nothing. */
const FEWEST_LOOKS = 5;
const FEWEST_CELLS = 10;
/** With fewer, a part of them says nothing. */
const MANY_CELLS = 25;
/** A view that is usually less intact than this is always in motion, and says nothing. Share of 1. */
const STEADY = 0.4;

/** What this picture seems to show; `known`: what the sight has been until now. */
export function judgeLook(
  levels: Levels,
  match: ViewMatch,
  alive: Life,
  usual: Readonly<KeptUsualSight>,
  known: SightCondition,
): SightCondition {
  const { usuallyIntact, usualLight, clearEdges, isEmptiedSlowly } = usual;
  const isThisView = isViewKnown(match, usual) && match.likeness > SAME_VIEW;
  // Through a gap in a cover a part of the view is seen at its full contrast: then likeness squared is contrast.
  const shinesThrough = match.likeness > FAINT_VIEW && match.likeness ** 2 > 3 * match.contrast && hasLooked(match);
  if (levels.p99 <= 26 && levels.spread < 5) {
    // Night comes slowly, and leaves a trace of the view; a cut cable, a cap on the lens or a switch does not.
    const isNight = isThisView || usualLight < DUSK || known === "dark";
    return isNight && known !== "black" ? "dark" : "black";
  }
  // A picture that is white all over is always the same, as a black one is.
  if (levels.burntShare > ALL_BURNT) return "dazzled";
  if (alive.isFrozen) return "frozen";
  if (levels.burntShare > 0.45) return "dazzled";
  if ((isThisView || shinesThrough) && match.contrast < FADED) return levels.mean < DIM ? "dark" : "hazy";
  const isEmpty = match.edgeLevels < EMPTY_EDGES && levels.spread < 22;
  if (isViewKnown(match, usual)) {
    const faded = fadedShare(levels, match, usualLight);
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

/** True when the usual view is known well enough to compare with. */
export function isViewKnown(match: ViewMatch, { usuallyIntact }: Pick<KeptUsualSight, "usuallyIntact">): boolean {
  return hasLooked(match) && usuallyIntact > STEADY;
}

/** How much of the view weather has taken. */
function fadedShare(levels: Levels, match: ViewMatch, usualLight: number): number {
  const slow = levels.mean >= SLOW_VEIL_LIGHT * usualLight ? match.fadedShare : 0;
  // What goes within seconds is fog only while the rest shows through it: paint leaves nothing, or the rest as it was.
  const isThinned = match.intactShare >= THINNED_SHARE && match.intactStrength < THINNED;
  return slow + (isThinned && levels.mean >= VEIL_LIGHT * usualLight ? match.fadedFastShare : 0);
}

function hasLooked({ looks, structuredCells }: ViewMatch): boolean {
  return looks >= FEWEST_LOOKS && structuredCells >= FEWEST_CELLS;
}

/** So dark that edges go with the light: not covered but dark. */
const isDarkened = (levels: Levels): boolean => levels.mean < 24 && levels.p99 > 60;
/** Something close and even before the lens. */
const isUniform = (levels: Levels): boolean => levels.spread < 9;
