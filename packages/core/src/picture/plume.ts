// Smoke and flames by what they do to small parts of a picture: a veil that grows and drifts, a bright colour that flickers.
import type { Point } from "@vigie/contracts";
import type { Thing } from "../observations/thing.ts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { hiddenBy } from "./hiding.ts";
import type { LookKeeper } from "./kept-look.ts";
import { median } from "./median.ts";
import {
  follow,
  type KeptParts,
  keepParts,
  largestPlume,
  type Part,
  type PartLook,
  partLook,
  partsOf,
  restoreParts,
} from "./plume-parts.ts";
import { boundsOf, lookAt, RegionPair } from "./region.ts";

export interface PlumeLook {
  /** Null until the place was seen for a while. */
  isSmoke: boolean | null;
  isFire: boolean | null;
  /** Share of the place. */
  smokeShare: number;
  fireShare: number;
}

export interface PlumeWatch extends LookKeeper {
  /** Needs about two pictures a second or more. */
  step(picture: WatchPicture, things: readonly Thing[], nowMs: number): PlumeLook;
  readonly isLearnt: boolean;
}

export interface KeptPlume {
  of: "plume";
  widthPx: number;
  parts: KeptParts;
  usualAround: number;
  /** Clock: frame time of the newest look. */
  lookedMs: number;
}

const LEARN_MS = 3_000;
const LEARN_LOOKS = 6;
const LOOK_EVERY_MS = 180;
/** What was learnt longer ago tells nothing of today's light. Unit: ms. */
const OUTDATED_MS = 600_000;
/** A part without change is followed in this time. Unit: ms. */
const FOLLOW_MS = 60_000;
/** Edges left under smoke: less than this, as a share of the usual, in that light. */
const VEILED = 0.72;
/** A veil as thick as this is one although it is as light as what it covers. */
const THICK = 0.55;
/** How much a veil moves from look to look. Unit: levels of 255. */
const DRIFTS = 0.45;
/** A thing that comes stirs once; a veil goes on. */
const MOST_STIR = 3;
/** A part is known once it has looked as learnt at most looks of some seconds; until then it is learnt anew. */
const KNOWN = 0.7;
const UNKNOWN = 0.1;
const CONFIRMS = 0.08;
const DOUBTS = 0.02;
const RELEARN_MS = 3_000;
/** As learnt: so near in light, and in edges. Unit: levels of 255; share of the edges. */
const SAME_LEVEL = 7;
const SAME_EDGES = 0.3;
/** Fewer parts than this are no plume, and fewer than this share of the place. */
const FEWEST = 5;
const SMALLEST_SHARE = 0.03;
/** Smoke that was seen may thin out to this share of that before it is gone. */
const THINS = 0.5;
/** Fog, a cloud or a lamp change nearly all of the place within this time: no smoke. */
const AT_ONCE_SHARE = 0.8;
/** Fire: bright, far more red than blue. Unit: levels of 255. */
const FIRE_RED = 165;
const FIRE_OVER_BLUE = 70;
/** And by so much more than anything that is there without a fire: lamps, signs, lit walls, warm light on sand. */
const WARMER = 25;
/** Flames change by so much of their size from look to look; a lamp does not, and what blinks goes out altogether. */
const FLICKERS = 0.07;
const GOES_OUT = 0.15;
const FIRE_PIXELS = 8;
/** A part whose burning pixels come and go, so many from look to look; what only glows, such as a lit door, keeps them. */
const FLARES_PIXELS = 0.5;

export function createPlumeWatch(polygon: readonly Point[]): PlumeWatch {
  const regions = new RegionPair(polygon);
  const bounds = boundsOf(polygon);
  let parts: Part[] = [];
  let widthPx = 0;
  let beganMs = 0;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let learntLooks = 0;
  let isLearnt = false;
  let usualAround = 0;
  /** Number of veiled parts over the last looks, and of burning pixels. */
  let veiled: { ms: number; count: number }[] = [];
  let burning: { ms: number; count: number; x: number; y: number }[] = [];
  let before: KeptPlume | null = null;
  let result: PlumeLook = { isSmoke: null, isFire: null, smokeShare: 0, fireShare: 0 };

  return {
    kept: () => (isLearnt ? { of: "plume", widthPx, parts: keepParts(parts), usualAround, lookedMs } : before),
    goOn(kept) {
      if (kept.of === "plume") before = kept;
    },
    get isLearnt() {
      return isLearnt;
    },
    step(picture, things, nowMs) {
      if (nowMs - lookedMs >= LOOK_EVERY_MS) look(picture, things, nowMs);
      return result;
    },
  };

  function look(picture: WatchPicture, things: readonly Thing[], nowMs: number): void {
    const { gray } = picture;
    const { region, around } = regions.of(picture);
    if (gray.widthPx !== widthPx) {
      widthPx = gray.widthPx;
      parts = partsOf(region.spans, bounds, region.widthPx, region.heightPx);
      beganMs = nowMs;
      learntLooks = 0;
      isLearnt = false;
      if (before) restore(before, nowMs);
      before = null;
    }
    const stepMs = Number.isFinite(lookedMs) ? Math.min(2_000, nowMs - lookedMs) : 0;
    lookedMs = nowMs;
    const light = lookAt(around.pixels > 0 ? around : region, picture).p50 + 2;
    usualAround = usualAround === 0 ? light : usualAround + (light - usualAround) * 0.02;
    const isLearning = nowMs - beganMs < LEARN_MS || learntLooks < LEARN_LOOKS;
    const hides = hiddenBy(things, nowMs);
    const looks = parts.map((part) => partLook(part, picture));
    // Light and exposure change everywhere; only what a part does besides is its own.
    const all = median(looks.map(({ level }, i) => level - parts[i]!.last));
    for (const [i, part] of parts.entries()) {
      const now = looks[i]!;
      const isHidden = hides(part.x / region.widthPx, part.y / region.heightPx);
      const stir = Math.abs(now.level - part.last - all);
      part.last = now.level;
      part.stir += (Math.min(MOST_STIR, stir) - part.stir) * 0.25;
      if (isLearning) follow(part, now, 1 / (learntLooks + 1));
      else if (!isHidden) judge(part, now, light / usualAround, stepMs);
    }
    const count = isLearning ? 0 : largestPlume(parts);
    if (isLearning) learntLooks++;
    else isLearnt = true;
    burn(picture, hides, nowMs, isLearning, light / usualAround);
    veiled = [...veiled.filter(({ ms }) => ms > nowMs - 12_000), { ms: nowMs, count }];
    if (isLearnt) {
      const [isSmoke, isFire] = [smokes(count, nowMs), flames(nowMs)];
      const fireShare = (burning.at(-1)?.count ?? 0) / region.pixels;
      result = { isSmoke, isFire, smokeShare: count / (parts.length || 1), fireShare };
    }
  }

  function restore(from: KeptPlume, nowMs: number): void {
    if (from.widthPx !== widthPx || nowMs - from.lookedMs > OUTDATED_MS || !restoreParts(parts, from.parts)) return;
    usualAround = from.usualAround;
    beganMs = nowMs - LEARN_MS;
    learntLooks = LEARN_LOOKS;
    isLearnt = true;
  }

  function judge(part: Part, now: PartLook, gain: number, stepMs: number): void {
    if (!part.isKnown) {
      follow(part, now, Math.min(0.3, stepMs / RELEARN_MS));
    } else {
      const isVeil = seemsVeiled(part, now, gain);
      part.veil += ((isVeil ? 1 : 0) - part.veil) * 0.2;
      if (part.veil > 0.2) return;
      follow(part, now, Math.min(0.2, stepMs / FOLLOW_MS));
    }
    const isAsLearnt =
      Math.abs(now.level - part.level * gain) < SAME_LEVEL &&
      Math.abs(now.edges - part.edges * gain) < 2 + SAME_EDGES * part.edges;
    part.steady += isAsLearnt ? (1 - part.steady) * CONFIRMS : -part.steady * DOUBTS;
    if (part.steady >= KNOWN) part.isKnown = true;
    else if (part.steady < UNKNOWN) part.isKnown = false;
  }

  function smokes(count: number, nowMs: number): boolean {
    const least = Math.max(FEWEST, SMALLEST_SHARE * parts.length);
    if (count < (result.isSmoke ? THINS * least : least)) return false;
    const before = veiled.filter(({ ms }) => ms <= nowMs - 1_500).at(-1)?.count ?? count;
    const all = AT_ONCE_SHARE * parts.length;
    return !(count > all && before < 0.3 * parts.length);
  }

  function burn(
    { rgb }: WatchPicture,
    hides: (x: number, y: number) => boolean,
    nowMs: number,
    isLearning: boolean,
    gain: number,
  ): void {
    let count = 0;
    let [sumX, sumY] = [0, 0];
    for (const part of parts) {
      if (hides(part.x / rgb.widthPx, part.y / rgb.heightPx)) continue;
      const { burnt, warmth } = fireIn(part, rgb, Math.max(1, gain));
      part.flare += (Math.abs(burnt - part.burnt) - part.flare) * 0.25;
      part.burnt = burnt;
      if (isLearning) part.usualWarmth = Math.max(part.usualWarmth, warmth);
      else if (!result.isFire && part.flare < FLARES_PIXELS) part.usualWarmth += (warmth - part.usualWarmth) * 0.01;
      if (part.flare < FLARES_PIXELS) continue;
      count += burnt;
      sumX += burnt * part.x;
      sumY += burnt * part.y;
    }
    const n = count || 1;
    burning = [...burning.filter(({ ms }) => ms > nowMs - 4_000), { ms: nowMs, count, x: sumX / n, y: sumY / n }];
  }

  /** Many changes of size to and fro, none to nothing, and all at one place. What only grows is a light that comes. */
  function flames(nowMs: number): boolean {
    const looks = burning.filter(({ ms }) => ms > nowMs - 3_000);
    if (looks.length < 5 || looks.some(({ count }) => count < FIRE_PIXELS)) return false;
    const mean = looks.reduce((sum, { count }) => sum + count, 0) / looks.length;
    let changes = 0;
    for (let i = 1; i < looks.length; i++) changes += Math.abs(looks[i]!.count - looks[i - 1]!.count) / mean;
    const size = Math.sqrt(mean);
    const [first, last] = [looks[0]!, looks.at(-1)!];
    const flicker = (changes - Math.abs(last.count - first.count) / mean) / (looks.length - 1);
    const moved = Math.hypot(last.x - first.x, last.y - first.y);
    const least = Math.min(...looks.map(({ count }) => count));
    return flicker >= FLICKERS && least > GOES_OUT * mean && moved < 1.2 * size + 2;
  }
}

/** Pixels of the colour of fire that are warmer than the part usually is, and the warmest pixel. Unit of warmth: levels of red over blue. */
function fireIn(
  { pixels, usualWarmth }: Part,
  rgb: WatchPicture["rgb"],
  gain: number,
): { burnt: number; warmth: number } {
  const over = Math.max(FIRE_OVER_BLUE, usualWarmth * gain + WARMER);
  let burnt = 0;
  let warmth = 0;
  for (const at of pixels) {
    const i = Math.floor(at / rgb.widthPx) * rgb.strideBytes + (at % rgb.widthPx);
    const [r, g, b] = [rgb.r[i]!, rgb.g[i]!, rgb.b[i]!];
    if (r < FIRE_RED / 2 || g > r - 4 || g < b) continue;
    warmth = Math.max(warmth, r - b);
    if (r >= FIRE_RED && r - b >= over) burnt++;
  }
  return { burnt, warmth };
}

/** Smoke takes contrast and colour away and stirs; a shadow leaves the contrast as large as its light, a solid thing brings edges of its own. */
function seemsVeiled(part: Part, now: PartLook, gain: number): boolean {
  const contrast = part.edges / (part.level + 6);
  const contrastNow = now.edges / (now.level + 6);
  const changed = Math.abs(now.level - part.level * gain);
  const hasLostEdges =
    part.edges > 3.2 && contrastNow < VEILED * contrast && now.edges < VEILED * part.edges * Math.max(0.6, gain);
  const isSameLight = Math.abs(gain - 1) < 0.12;
  const isEvenGround = isSameLight && part.edges <= 3.2 && changed > 9 && now.edges < Math.max(5, 1.6 * part.edges);
  if (!hasLostEdges && !isEvenGround) return false;
  const isGreyer = now.colour < part.colour * 0.9 + 5;
  const isThick = hasLostEdges && contrastNow < THICK * contrast;
  return (changed > 5 || isThick) && isGreyer && part.stir > DRIFTS;
}
