// The tone curve of this look: when a camera opens its exposure, what is dark gains more than the white wall, and gives it back when it closes.
import { HIDDEN, type PixelMemory } from "./pixel-memory.ts";

/** Brightness is told apart in so many steps. Unit: grey levels. */
const STEP = 64;
const STEPS = 4;
/** Every second pixel of every second row tells enough. */
const SPARSE = 2;
/** The light of the whole picture has changed by so much, or nothing is asked. */
const LEAST_CHANGE = 0.02;
/** Less of the picture may be a thing that was put there and not a brightness. Unit: share of the picture. */
const LEAST_SHARE = 0.02;
/** Darker pixels tell nothing about a ratio. Unit: grey levels. */
const TOO_DARK = 12;
/** No curve is steeper. */
const MOST = 1.5;
/** Ratios are counted in bins of this. */
const BIN = 0.01;

/**
 * Takes into `gainAt`, the gain by place, how much more or less than its surroundings each brightness has gained. `whole`: the gain of the
 * whole picture.
 */
export function addTone(memory: PixelMemory, gainAt: Float32Array, whole: number): void {
  if (Math.abs(whole - 1) < LEAST_CHANGE) return;
  const tones = Array.from({ length: STEPS }, (_, step) => toneOf(step, memory, gainAt, whole > 1));
  if (tones.every((tone) => tone === 1)) return;
  for (let at = 0; at < gainAt.length; at++) gainAt[at]! *= tones[stepOf(memory.wasLuma[at]!)]!;
}

const stepOf = (luma: number): number => Math.max(0, Math.min(STEPS - 1, Math.floor(luma / STEP)));

/** The middle ratio of the pixels of one brightness; 1 where too few tell, or where it would go against the light of the whole. */
function toneOf(step: number, memory: PixelMemory, gainAt: Float32Array, isBrighter: boolean): number {
  const { luma, wasLuma, known, covered, widthPx, heightPx } = memory;
  const counts = new Uint32Array(Math.ceil((2 * MOST) / BIN));
  let n = 0;
  for (let y = 0; y < heightPx; y += SPARSE) {
    for (let at = y * widthPx; at < (y + 1) * widthPx; at += SPARSE) {
      const was = wasLuma[at]!;
      if (known[at] === 0 || covered[at] === HIDDEN || was < TOO_DARK || stepOf(was) !== step) continue;
      n++;
      counts[Math.min(counts.length - 1, Math.floor(luma[at]! / (was * gainAt[at]!) / BIN))]!++;
    }
  }
  if (n * SPARSE * SPARSE < LEAST_SHARE * widthPx * heightPx) return 1;
  let [bin, seen] = [0, 0];
  while (seen + counts[bin]! <= n / 2) seen += counts[bin++]!;
  const tone = Math.min(MOST, Math.max(1 / MOST, (bin + 0.5) * BIN));
  return tone > 1 === isBrighter ? tone : 1;
}
