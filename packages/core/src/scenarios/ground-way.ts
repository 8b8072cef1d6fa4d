// Ways on the ground: where a thing was in metres over the last seconds, and how fast it went, with how sure that is.
import type { GroundMap, GroundPoint } from "../geometry/index.ts";
import type { Thing } from "../observations/index.ts";

export interface GroundSample {
  ms: number;
  x: number;
  y: number;
}

export interface GroundSpeed {
  /** Unit: metres per second, and its standard deviation. */
  mps: number;
  sigmaMps: number;
  /** Straight way between the first and the last sample. Unit: m. */
  wayM: number;
}

/** Nearer to an edge of the picture the box is cut off and does not show where the thing stands. */
const EDGE = 0.006;
/** No measuring is better than this. Unit: m. */
const LEAST_SPREAD_M = 0.1;
const MOST_SAMPLES = 128;

/** Where a seen thing stands; null when its box is cut off by the picture's edge or it stands beyond the measured ground. */
export function standsAt(thing: Thing, map: GroundMap): GroundPoint | null {
  const [x1, , x2, y2] = thing.box;
  if (x1 < EDGE || x2 > 1 - EDGE || y2 > 1 - EDGE) return null;
  return map.toGround([thing.x, thing.y]);
}

/** Adds this look to the way and forgets what is older than `memoryMs`. */
export function addGroundLook(samples: GroundSample[], thing: Thing, map: GroundMap, memoryMs: number): void {
  const place = standsAt(thing, map);
  if (place) samples.push({ ms: thing.seenMs, x: place[0], y: place[1] });
  while (samples.length > MOST_SAMPLES || (samples.length > 0 && thing.seenMs - samples[0]!.ms > memoryMs))
    samples.shift();
}

/** Speed by the straight line of least squares through the samples; null with fewer than three. */
export function groundSpeed(samples: readonly GroundSample[]): GroundSpeed | null {
  const n = samples.length;
  if (n < 3) return null;
  const mean = { t: 0, x: 0, y: 0 };
  for (const { ms, x, y } of samples) {
    mean.t += ms / 1000 / n;
    mean.x += x / n;
    mean.y += y / n;
  }
  let [tt, tx, ty] = [0, 0, 0];
  for (const { ms, x, y } of samples) {
    const t = ms / 1000 - mean.t;
    tt += t * t;
    tx += t * (x - mean.x);
    ty += t * (y - mean.y);
  }
  if (tt === 0) return null;
  const [vx, vy] = [tx / tt, ty / tt];
  let squares = 0;
  for (const { ms, x, y } of samples) {
    const t = ms / 1000 - mean.t;
    squares += (x - mean.x - vx * t) ** 2 + (y - mean.y - vy * t) ** 2;
  }
  const spread = Math.max(LEAST_SPREAD_M, Math.sqrt(squares / (2 * (n - 2))));
  const [a, b] = [samples[0]!, samples[n - 1]!];
  return { mps: Math.hypot(vx, vy), sigmaMps: spread / Math.sqrt(tt), wayM: Math.hypot(b.x - a.x, b.y - a.y) };
}
