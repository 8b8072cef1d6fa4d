// What has become of a camera's own sight: looked at about once a second, told once it is sure.
import type { WatchPicture } from "../ports/watch-picture.ts";
import { levelsOf } from "./levels.ts";
import { createLifeWatch, type KeptLife } from "./life.ts";
import type { Shift } from "./shift.ts";
import { isSightLost, type Sight, type SightCondition } from "./sight-condition.ts";
import { createSightDoubt } from "./sight-doubt.ts";
import { isViewKnown, judgeLook } from "./sight-look.ts";
import { createUsualSight, type KeptUsualSight } from "./usual-sight.ts";
import { VIEW_OUTDATED_MS } from "./view-age.ts";
import { createViewReference, type KeptView, UNKNOWN_FINE_SHARE, type ViewMatch } from "./view-reference.ts";

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
  /** How often the view was begun anew, because the picture came in a size that it is not known in. */
  readonly resizes: number;
  /** True once the view was learnt from about a minute of pictures that showed it. */
  readonly isLearnt: boolean;
}

/** What was known of a camera's sight; a doubt is not kept but begins anew. */
export interface KeptSight extends KeptUsualSight {
  sight: Omit<Sight, "isDoubted">;
  view: KeptView;
  life: KeptLife;
}

const LOOK_EVERY_MS = 1_000;
/** So many looks teach a view. */
const LEARNT_LOOKS = 60;
/** A picture with more edges than this is no cover. Unit: levels over two pixels. */
const EDGED = 5;
/** What a view that merely sways may be taken for. */
const MAY_BE_DRIFT: readonly SightCondition[] = ["moved", "blurred", "partly covered"];
/** With less of its edges than this share of the usual, the view may have moved along its own lines. */
const DOUBTFUL = 0.7;
/** Weather that lasts for half a day is usual; a minute's fog is not. Unit: ms. */
const WEATHER_LEARNT_OVER_MS = 6 * 3_600_000;

/** `atMs`: when it was last seen. */
interface OtherSize {
  view: KeptView;
  usual: KeptUsualSight;
  atMs: number;
}

export function createSightWatch(): SightWatch {
  const view = createViewReference();
  const life = createLifeWatch();
  const usual = createUsualSight();
  const doubt = createSightDoubt();
  let sight: Sight = { condition: "clear", sinceMs: 0, score: 1, isDoubted: false, moved: null };
  let lookedMs = Number.NEGATIVE_INFINITY;
  let looks = 0;
  let size = "";
  /** What the view is in the size that the picture had before the present one. */
  let other: OtherSize | null = null;

  const isDue = (timeMs: number): boolean => timeMs - lookedMs >= LOOK_EVERY_MS - 20 || timeMs < lookedMs;
  return {
    isDue,
    get sight() {
      return sight;
    },
    get resizes() {
      return view.resizes;
    },
    get isLearnt() {
      return looks >= LEARNT_LOOKS;
    },
    accept() {
      if (!isSightLost(sight.condition)) return false;
      view.adopt(lookedMs);
      usual.adopt();
      doubt.drop();
      // In its other size too the camera shows the accepted view from now on.
      other = null;
      sight = { condition: "clear", sinceMs: lookedMs, score: 1, isDoubted: false, moved: null };
      return true;
    },
    kept() {
      const seen = view.kept();
      if (!seen) return null;
      const { isDoubted: _, ...known } = sight;
      return { sight: known, view: seen, life: life.kept(), ...usual.kept() };
    },
    goOn(kept) {
      view.goOn(kept.view);
      life.goOn(kept.life);
      usual.goOn(kept);
      size = sizeOf(kept.view.half);
      sight = { ...kept.sight, isDoubted: false };
    },
    step(picture, timeMs) {
      if (isDue(timeMs)) look(picture, timeMs);
      return sight;
    },
  };

  function look({ gray }: WatchPicture, timeMs: number): void {
    const sinceMs = Number.isFinite(lookedMs) ? Math.max(0, timeMs - lookedMs) : 0;
    noteSize(gray, timeMs);
    lookedMs = timeMs;
    const levels = levelsOf(gray);
    const match = view.match(gray);
    looks = match.looks;
    const alive = life.look(gray, timeMs);
    usual.noteEdges(match.edgeLevels, sinceMs);
    let seen = judgeLook(levels, match, alive, usual, sight.condition);
    let shift: Shift | null = null;
    const isDoubtful =
      seen === "clear" && isViewKnown(match, usual) && match.intactShare < DOUBTFUL * usual.usuallyIntact;
    const isEdgedCover = (seen === "covered" || seen === "partly covered") && match.edgeLevels > EDGED;
    if (sight.condition === "moved") {
      if (isDoubtful || isEdgedCover) seen = "moved";
    } else if (isDoubtful || (seen !== sight.condition && (isEdgedCover || MAY_BE_DRIFT.includes(seen)))) {
      if (isDrift()) return view.realign(timeMs);
      // A turned camera may show much that is even: then its edges are found elsewhere.
      if (isDoubtful || isEdgedCover || seen === "moved") shift = farShift();
      if (shift) seen = "moved";
    }
    if (!isSightLost(seen) && !isSightLost(sight.condition)) usual.noteLight(levels.mean, match.looks < 2);
    sight = doubt.follow(sight, seen, {
      sinceMs: seen === "frozen" ? alive.sinceMs : timeMs,
      nowMs: timeMs,
      match,
      shift,
    });
    learn(seen, match, timeMs);
  }

  /** Cameras that switch between two sizes show the same view in each: it is known in both. */
  function noteSize({ widthPx, heightPx }: WatchPicture["gray"], timeMs: number): void {
    const now = sizeOf({ widthPx: Math.max(1, widthPx >> 1), heightPx: Math.max(1, heightPx >> 1) });
    if (now === size) return;
    const seen = view.kept();
    const atMs = Number.isFinite(lookedMs) ? lookedMs : timeMs;
    const left = seen && { view: seen, usual: usual.kept(), atMs };
    if (other && sizeOf(other.view.half) === now && timeMs - other.atMs <= VIEW_OUTDATED_MS) {
      // In another light grain is another share of what is fine: how sharp it is, is judged once it was looked at again.
      view.goOn({ ...other.view, fineShare: UNKNOWN_FINE_SHARE });
      usual.goOn(other.usual);
    }
    other = left;
    size = now;
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

  /** A lost view teaches nothing, however long it lasts: only its return, or a person, ends the loss. */
  function learn(seen: SightCondition, match: ViewMatch, timeMs: number): void {
    if (isSightLost(seen) || isSightLost(sight.condition)) return;
    if (match.looks > 0) usual.noteIntact(match.intactShare, match.looks);
    view.learn(timeMs, seen === "hazy" ? WEATHER_LEARNT_OVER_MS : undefined);
  }
}

/** Of the picture at half its size, as it is kept. */
const sizeOf = ({ widthPx, heightPx }: { widthPx: number; heightPx: number }): string => `${widthPx}x${heightPx}`;
