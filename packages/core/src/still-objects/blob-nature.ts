// What a still blob is: a thing that came, a thing that went, or only another light on the same ground.
import type { Blob } from "./blobs.ts";
import type { PixelMemory } from "./pixel-memory.ts";

export type BlobNature = "appeared" | "removed" | "light";

/** Light and shadow multiply the ground by about the same everywhere, within these bounds, and leave its colour. */
const SHADOW = [0.42, 0.96] as const;
const BEAM = [1.04, 1.6] as const;
/** Where the ground shows through, more light than this is no light alone. */
const STRONGEST_BEAM = 2.4;
const EVEN = 0.12;
/** Of a small shadow the soft edge is the most. Unit: pixels. */
const EVEN_SMALL = 0.17;
const SMALL_PX = 60;
const SAME_COLOUR = 7;
/** A lamp, or a shadow under a blue sky, has a colour of its own: all of the ground takes it on alike but for grain, and its pattern still shows. Unit: grey levels. */
const ALIKE = 5;
/** ... and no light is more colourful. Unit: share of the brightness. */
const MOST_COLOUR = 0.35;
const SHOWS_WELL = 0.85;
/** A pattern that is more than grain. Unit: grey levels (standard deviation). */
const PATTERN = 2.5;
/** A shadow makes all darker, a beam all lighter, but for so much. */
const MIXED = 0.15;
/** A ground with so much structure must show through. Unit: grey levels (standard deviation); correlation. */
const STRUCTURED = 8;
const SHOWS_THROUGH = 0.75;
/** So near to what the ground was in its former light. Unit: grey levels. */
const FORMER = 16;
/** Darker ground tells nothing about a ratio. Unit: grey levels. */
const TOO_DARK = 12;

export interface BlobLook {
  nature: BlobNature;
  /** Mean difference from the reference. Unit: grey levels. */
  contrast: number;
  /** True when it is dark as a shadow may be, of the ground's colour: a thing only when nobody is there whose shadow it is. */
  mayBeShadow: boolean;
}

/** Judges a blob by its pixels now and before, in the present light. */
export function natureOf(blob: Blob, memory: PixelMemory, gainAt: Float32Array): BlobLook {
  const contrast = contrastOf(blob, memory, gainAt);
  const kernel = kernelOf(blob, memory.widthPx);
  const light = lightOf(kernel, memory, gainAt);
  const mayBeShadow = light !== null && light.ratio <= SHADOW[1];
  if (isFormer(kernel, memory, gainAt)) return { nature: "light", contrast, mayBeShadow: false };
  if (light?.isEven) return { nature: "light", contrast, mayBeShadow };
  const { now, before } = outlineEdges(blob, memory);
  return { nature: now >= before ? "appeared" : "removed", contrast, mayBeShadow };
}

function contrastOf({ pixels }: Blob, memory: PixelMemory, gainAt: Float32Array): number {
  let sum = 0;
  for (const at of pixels) {
    const gain = gainAt[at]!;
    sum += Math.max(
      Math.abs(memory.luma[at]! - memory.wasLuma[at]! * gain),
      Math.abs(memory.red[at]! - memory.wasRed[at]! * gain),
      Math.abs(memory.blue[at]! - memory.wasBlue[at]! * gain),
    );
  }
  return sum / pixels.length;
}

/** True when only what was there before is back: the shadow has gone, or who stood there unseen. */
function isFormer(pixels: Int32Array, { luma, former }: PixelMemory, gainAt: Float32Array): boolean {
  let same = 0;
  for (const at of pixels) if (Math.abs(luma[at]! - former[at]! * gainAt[at]!) <= FORMER) same++;
  return same >= 0.6 * pixels.length;
}

/** How much another light would explain: null when it cannot be one; `isEven` when it is nothing else. */
function lightOf(
  pixels: Int32Array,
  memory: PixelMemory,
  gainAt: Float32Array,
): { ratio: number; isEven: boolean } | null {
  const { luma, wasLuma } = memory;
  let n = 0;
  let lighter = 0;
  let [sumRatio, sumRatio2, sumNow, sumNow2, sumWas, sumWas2, sumBoth] = [0, 0, 0, 0, 0, 0, 0];
  for (const at of pixels) {
    const was = wasLuma[at]! * gainAt[at]!;
    if (was < TOO_DARK) continue;
    const now = luma[at]!;
    n++;
    if (now > was) lighter++;
    sumRatio += now / was;
    sumRatio2 += (now / was) ** 2;
    sumNow += now;
    sumNow2 += now * now;
    sumWas += was;
    sumWas2 += was * was;
    sumBoth += now * was;
  }
  if (n < pixels.length / 2 || Math.min(lighter, n - lighter) > MIXED * n) return null;
  const ratio = sumRatio / n;
  if (!((ratio >= SHADOW[0] && ratio <= SHADOW[1]) || (ratio >= BEAM[0] && ratio <= STRONGEST_BEAM))) return null;
  const colour = colourOf(pixels, memory, gainAt, ratio);
  const spread = Math.sqrt(Math.max(0, sumRatio2 / n - ratio * ratio));
  const wasSpread = Math.sqrt(Math.max(0, sumWas2 / n - (sumWas / n) ** 2));
  const nowSpread = Math.sqrt(Math.max(1e-6, sumNow2 / n - (sumNow / n) ** 2));
  const shared = (sumBoth / n - (sumNow / n) * (sumWas / n)) / (wasSpread * nowSpread || 1);
  const isOwnColour =
    colour.unlike <= ALIKE &&
    colour.difference <= (MOST_COLOUR * sumNow) / n &&
    wasSpread >= PATTERN &&
    shared >= SHOWS_WELL;
  if (colour.difference > SAME_COLOUR && !isOwnColour) return null;
  const even = pixels.length < SMALL_PX ? EVEN_SMALL : EVEN;
  if (wasSpread < STRUCTURED) return { ratio, isEven: ratio <= BEAM[1] && spread <= even * ratio };
  return { ratio, isEven: shared >= SHOWS_THROUGH && spread <= 2 * EVEN * ratio };
}

interface ColourChange {
  /** Mean difference from the ground's colour in that light, and what is left of it when the light's own colour is taken out. Unit: grey levels. */
  difference: number;
  unlike: number;
}

function colourOf(pixels: Int32Array, memory: PixelMemory, gainAt: Float32Array, ratio: number): ColourChange {
  const { luma, red, blue, wasRed, wasBlue } = memory;
  let [light, redShift, blueShift, difference, unlike] = [1, 0, 0, 0, 0];
  const away = Array.from(pixels, (at) => {
    const gain = gainAt[at]! * ratio;
    return [luma[at]!, red[at]! - wasRed[at]! * gain, blue[at]! - wasBlue[at]! * gain] as const;
  });
  for (const [level, r, b] of away) {
    light += level;
    redShift += r;
    blueShift += b;
    difference += Math.max(Math.abs(r), Math.abs(b));
  }
  // The brighter a place, the more of the light's colour it shows.
  for (const [level, r, b] of away)
    unlike += Math.max(Math.abs(r - (redShift * level) / light), Math.abs(b - (blueShift * level) / light));
  return { difference: difference / away.length, unlike: unlike / away.length };
}

/** The pixels that lie wholly inside, where the soft edge of a shadow is left out; all of them when few do. */
function kernelOf({ pixels }: Blob, widthPx: number): Int32Array {
  const members = new Set(pixels);
  const kernel = pixels.filter(
    (at) => members.has(at - 1) && members.has(at + 1) && members.has(at - widthPx) && members.has(at + widthPx),
  );
  return kernel.length >= Math.max(6, pixels.length / 5) ? kernel : pixels;
}

/** How strong the edges along the blob's outline are now and were before: a thing that lies there has an outline of its own. */
function outlineEdges(blob: Blob, { luma, wasLuma, widthPx, heightPx }: PixelMemory): { now: number; before: number } {
  const { pixels, left, top, right, bottom } = blob;
  const width = right - left + 2;
  const inside = new Uint8Array(width * (bottom - top + 2));
  const placeOf = (at: number): number => {
    const x = at % widthPx;
    return ((at - x) / widthPx - top + 1) * width + x - left + 1;
  };
  for (const at of pixels) inside[placeOf(at)] = 1;
  let [now, before] = [0, 0];
  for (const at of pixels) {
    const x = at % widthPx;
    const y = (at - x) / widthPx;
    if (x < 1 || y < 1 || x > widthPx - 2 || y > heightPx - 2) continue;
    const place = placeOf(at);
    const isBorder =
      inside[place - 1] === 0 || inside[place + 1] === 0 || inside[place - width] === 0 || inside[place + width] === 0;
    if (!isBorder) continue;
    now += steepness(luma, at, widthPx);
    before += steepness(wasLuma, at, widthPx);
  }
  return { now, before };
}

function steepness(values: Float32Array | Int16Array, at: number, widthPx: number): number {
  return Math.abs(values[at + 1]! - values[at - 1]!) + Math.abs(values[at + widthPx]! - values[at - widthPx]!);
}
