// What each pixel showed before anything came (the reference), how restless it is, and since when it shows something else unmoved.
import type { PlanarImage } from "../ports/video.ts";

/** How quickly the reference follows the light, and how quickly restlessness is learnt. Unit: ms. */
const FOLLOW_MS = 20_000;
/** One row of so many follows at each look: the light does not change faster. */
const FOLLOW_ROWS = 4;
/** Differences from the reference below this are noise; a restless pixel needs `RESTLESS` times its mean difference. Unit: grey levels. */
const LEAST_DIFFERENCE = 11;
const LEAST_COLOUR_DIFFERENCE = 14;
const RESTLESS = 3.5;
/** While the light is changing, its gain is known less well, by this share of the change of the brightest pixel. Unit: grey levels. */
const LIGHT_DOUBT = 50;
/** One look counts for the restlessness no more than this: what passes by is not what the place is like. Unit: grey levels. */
const MOST_RESTLESS_LOOK = 24;
/** A pixel shows the same as before when it differs by no more than this. Unit: grey levels. */
const SAME = 12;

/** Values of `covered`. */
export const HIDDEN = 1;
export const IN_FRONT = 2;

/** What was seen at so many looks was there and did not only pass. */
export const WELL_KNOWN_LOOKS = 20;

/** Columns over the pixels of one size of picture. */
export interface PixelMemory {
  readonly widthPx: number;
  readonly heightPx: number;
  /** This look: luminance and two colour differences (red and blue against green). Unit: grey levels. */
  readonly luma: Int16Array;
  readonly red: Int16Array;
  readonly blue: Int16Array;
  /** The reference; meaningless where `known` is 0. */
  readonly wasLuma: Float32Array;
  readonly wasRed: Float32Array;
  readonly wasBlue: Float32Array;
  readonly known: Uint8Array;
  /** Looks that showed the reference as it is, up to 255: what only the first looks showed may have been passing. */
  readonly confirmed: Uint8Array;
  /** What the reference was before something else replaced it that was taken for no object; NaN where nothing did. */
  readonly former: Float32Array;
  /** Mean difference from the reference over time. */
  readonly restless: Float32Array;
  /** `HIDDEN` where somebody stands in front, `IN_FRONT` where a vehicle stands that has come; 0 elsewhere. */
  readonly covered: Uint8Array;
  /** 1 where this look differs from the reference. */
  readonly differs: Uint8Array;
  /** Places of the differing pixels: the first `differing` of them. */
  readonly changed: Int32Array;
  differing: number;
  /** Counts looks. */
  look: number;
  /** What a differing pixel shows, since when, and looks in a row that showed something else. Clock: frame time. */
  readonly shows: Float32Array;
  readonly sinceMs: Float64Array;
  readonly misses: Uint8Array;
}

export function createPixelMemory(widthPx: number, heightPx: number): PixelMemory {
  const n = widthPx * heightPx;
  const column = (): Float32Array => new Float32Array(n);
  return {
    widthPx,
    heightPx,
    luma: new Int16Array(n),
    red: new Int16Array(n),
    blue: new Int16Array(n),
    wasLuma: column(),
    wasRed: column(),
    wasBlue: column(),
    known: new Uint8Array(n),
    confirmed: new Uint8Array(n),
    former: column().fill(Number.NaN),
    restless: column().fill(2),
    covered: new Uint8Array(n),
    differs: new Uint8Array(n),
    changed: new Int32Array(n),
    differing: 0,
    look: 0,
    shows: column(),
    sinceMs: new Float64Array(n).fill(Number.NaN),
    misses: new Uint8Array(n),
  };
}

/** Copies one picture into the columns of this look. */
export function readPicture(memory: PixelMemory, rgb: PlanarImage): void {
  const { widthPx, heightPx, luma, red, blue } = memory;
  const { r, g, b, strideBytes } = rgb;
  for (let y = 0, at = 0; y < heightPx; y++) {
    for (let x = 0, from = y * strideBytes; x < widthPx; x++, from++, at++) {
      const green = g[from]!;
      luma[at] = (2 * r[from]! + 5 * green + b[from]! + 4) >> 3;
      red[at] = r[from]! - green;
      blue[at] = b[from]! - green;
    }
  }
}

/**
 * Marks where this look differs from the reference in the present light; what was unknown and can be seen becomes the reference.
 * Returns how many pixels could be compared and how many differ.
 */
export function compare(memory: PixelMemory, gainAt: Float32Array): { compared: number; differing: number } {
  const { luma, red, blue, wasLuma, wasRed, wasBlue, known, covered, differs, restless, sinceMs, changed } = memory;
  let compared = 0;
  let differing = 0;
  for (let at = 0; at < luma.length; at++) {
    differs[at] = 0;
    if (covered[at] === HIDDEN) continue;
    if (known[at] === 0) {
      if (covered[at] === 0) adopt(memory, at);
      continue;
    }
    compared++;
    const gain = gainAt[at]!;
    const trembling = RESTLESS * restless[at]!;
    const doubt = gain > 1 ? (gain - 1) * LIGHT_DOUBT : (1 - gain) * LIGHT_DOUBT;
    const limit = (trembling > LEAST_DIFFERENCE ? trembling : LEAST_DIFFERENCE) + doubt;
    const colourLimit = limit > LEAST_COLOUR_DIFFERENCE ? limit : LEAST_COLOUR_DIFFERENCE;
    const lit = wasLuma[at]! * gain;
    const away = luma[at]! - (lit < 255 ? lit : 255);
    const redAway = red[at]! - wasRed[at]! * gain;
    const blueAway = blue[at]! - wasBlue[at]! * gain;
    if (
      away <= limit &&
      away >= -limit &&
      redAway <= colourLimit &&
      redAway >= -colourLimit &&
      blueAway <= colourLimit &&
      blueAway >= -colourLimit
    ) {
      sinceMs[at] = Number.NaN;
      continue;
    }
    differs[at] = 1;
    changed[differing++] = at;
  }
  memory.differing = differing;
  return { compared, differing };
}

/**
 * After `remember`, while the place is learnt: what differs by less than that and shows the same at two looks in a row is the place,
 * seen better now; the first pictures of a stream are coarse, and one picture of rain is not the place. `mostLevels` in grey levels.
 */
export function learn(memory: PixelMemory, gainAt: Float32Array, nowMs: number, mostLevels: number): void {
  const { luma, red, blue, wasLuma, wasRed, wasBlue, sinceMs, changed, differing } = memory;
  for (let i = 0; i < differing; i++) {
    const at = changed[i]!;
    if (!(sinceMs[at]! < nowMs)) continue;
    const gain = gainAt[at]!;
    const isLittle =
      Math.abs(luma[at]! - wasLuma[at]! * gain) < mostLevels &&
      Math.abs(red[at]! - wasRed[at]! * gain) < mostLevels &&
      Math.abs(blue[at]! - wasBlue[at]! * gain) < mostLevels;
    if (isLittle) adopt(memory, at);
  }
}

/** How colourful this look is, and how colourful the reference. Unit: grey levels. */
export function colourfulness({ red, blue, wasRed, wasBlue, known, covered }: PixelMemory): {
  now: number;
  before: number;
} {
  let [now, before, n] = [0, 0, 1];
  for (let at = 0; at < red.length; at += 7) {
    if (known[at] === 0 || covered[at] === HIDDEN) continue;
    n++;
    now += Math.abs(red[at]!) + Math.abs(blue[at]!);
    before += Math.abs(wasRed[at]!) + Math.abs(wasBlue[at]!);
  }
  return { now: now / n, before: before / n };
}

/**
 * Takes this look into the memory: the standstill is timed where something differs, and where nothing does the reference follows, a
 * part of the rows at each look.
 */
export function remember(memory: PixelMemory, gainAt: Float32Array, nowMs: number, sinceLastMs: number): void {
  const { widthPx, heightPx } = memory;
  memory.look++;
  const share = 1 - Math.exp((-sinceLastMs * FOLLOW_ROWS) / FOLLOW_MS);
  for (let y = memory.look % FOLLOW_ROWS; y < heightPx; y += FOLLOW_ROWS)
    followRow(memory, gainAt, y * widthPx, (y + 1) * widthPx, share);
  timeChanges(memory, gainAt, nowMs, 1 - Math.exp(-sinceLastMs / FOLLOW_MS));
}

function followRow(memory: PixelMemory, gainAt: Float32Array, from: number, until: number, share: number): void {
  const { luma, red, blue, wasLuma, wasRed, wasBlue, known, covered, differs, restless, confirmed } = memory;
  for (let at = from; at < until; at++) {
    if (covered[at] === HIDDEN || differs[at] === 1 || known[at] === 0) continue;
    const difference = Math.abs(luma[at]! - wasLuma[at]! * gainAt[at]!);
    wasLuma[at]! += (luma[at]! - wasLuma[at]!) * share;
    wasRed[at]! += (red[at]! - wasRed[at]!) * share;
    wasBlue[at]! += (blue[at]! - wasBlue[at]!) * share;
    restless[at]! += (difference - restless[at]!) * share;
    confirmed[at] = Math.min(255, confirmed[at]! + FOLLOW_ROWS);
  }
}

function timeChanges(memory: PixelMemory, gainAt: Float32Array, nowMs: number, share: number): void {
  const { luma, wasLuma, restless, shows, sinceMs, misses, changed, differing } = memory;
  for (let i = 0; i < differing; i++) {
    const at = changed[i]!;
    const isTimed = !Number.isNaN(sinceMs[at]!);
    if (isTimed && Math.abs(luma[at]! - shows[at]!) <= SAME) {
      shows[at]! += (luma[at]! - shows[at]!) * 0.3;
      misses[at] = 0;
    } else if (!isTimed || ++misses[at]! >= 2) {
      const difference = Math.abs(luma[at]! - wasLuma[at]! * gainAt[at]!);
      restless[at]! += (Math.min(difference, MOST_RESTLESS_LOOK) - restless[at]!) * share;
      shows[at] = luma[at]!;
      sinceMs[at] = nowMs;
      misses[at] = 0;
    }
  }
}

/** The same for what is taken for no object: should that have been an error, what was there before is remembered. */
export function replace(memory: PixelMemory, at: number): void {
  if (Number.isNaN(memory.former[at]!) || memory.confirmed[at]! >= WELL_KNOWN_LOOKS)
    memory.former[at] = memory.wasLuma[at]!;
  adopt(memory, at);
}

/** The same, where only the light has changed: how well the place is known stays. */
export function replaceKnown(memory: PixelMemory, at: number): void {
  const looks = memory.confirmed[at]!;
  replace(memory, at);
  memory.confirmed[at] = looks;
}

/** The same, because what lies there is well known. */
export function adoptKnown(memory: PixelMemory, at: number): void {
  const { confirmed } = memory;
  const looks = confirmed[at]!;
  adopt(memory, at);
  confirmed[at] = looks;
}

/** From now on the reference at this pixel is what this look shows. */
export function adopt(memory: PixelMemory, at: number): void {
  memory.wasLuma[at] = memory.luma[at]!;
  memory.wasRed[at] = memory.red[at]!;
  memory.wasBlue[at] = memory.blue[at]!;
  memory.known[at] = 1;
  memory.confirmed[at] = 0;
  memory.differs[at] = 0;
  memory.sinceMs[at] = Number.NaN;
}
