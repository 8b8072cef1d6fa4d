// One real thing as the rules see it: where it stands, how large it is, how it moves; also when its track broke and was found again.

/** Rules read things and keep references to them; only the memory of things writes. */
export interface Thing {
  /** Number of its first track. */
  readonly id: number;
  /** All its tracks, oldest first. */
  readonly trackIds: number[];
  /** Class by vote of its present track. */
  className: string;
  /** Number of the family of classes that a detector confuses with its own. */
  family: number;
  /** Mean detection score of its present track. Range: 0 to 1. */
  score: number;
  /** Detections that support it. */
  looks: number;
  bornMs: number;
  /** Clock: frame time of its newest sample; only frames in which a detection supports it give samples. */
  seenMs: number;
  /** True when this frame gave a sample. */
  seen: boolean;
  /** Bottom centre at the newest sample. Space: normalised. */
  x: number;
  y: number;
  /** Smoothed box at the newest sample. Shape: [x1, y1, x2, y2]. Space: normalised. */
  readonly box: [number, number, number, number];
  /** Side of the square with the area of its box. Unit: picture heights. */
  size: number;
  /** Velocity of the bottom centre over about the last second. Unit: picture heights per second. */
  vx: number;
  vy: number;
  /** Since when it has stayed within a quarter of its size, and around which bottom centre. */
  stillSinceMs: number;
  stillX: number;
  stillY: number;
  /** Where it was at its first look, and whether it was ever seen its own size away from there. Space: normalised. */
  bornX: number;
  bornY: number;
  hasMoved: boolean;
  /** Newest samples, oldest first, and how many of them this frame added (2 when a track is listed for the first time). */
  readonly trail: TrailPoint[];
  added: number;
}

/** Where a thing stood at one look. */
export interface TrailPoint {
  ms: number;
  x: number;
  y: number;
}

/** A trail is this long, and holds at most this many points. */
const TRAIL_MS = 1_000;
const TRAIL_POINTS = 32;
/** A thing that leaves this share of its size behind has moved. */
const STILL_SHARE = 0.25;

/** Side of the square with the box's area. Unit: picture heights. */
export function sizeOfBox(box: ArrayLike<number>, offset: number, aspect: number): number {
  const width = Math.max(1e-4, (box[offset + 2]! - box[offset]!) * aspect);
  return Math.sqrt(width * Math.max(1e-4, box[offset + 3]! - box[offset + 1]!));
}

export function createThing(id: number, bornMs: number): Thing {
  return {
    id,
    trackIds: [],
    className: "",
    family: 0,
    score: 0,
    looks: 0,
    bornMs,
    seenMs: bornMs,
    seen: false,
    x: 0,
    y: 0,
    box: [0, 0, 0, 0],
    size: 0,
    vx: 0,
    vy: 0,
    stillSinceMs: bornMs,
    stillX: Number.NaN,
    stillY: Number.NaN,
    bornX: Number.NaN,
    bornY: Number.NaN,
    hasMoved: false,
    trail: [],
    added: 0,
  };
}

/** Adds one look to the thing. `offset` is where its four numbers begin in `boxes`. */
export function addLook(thing: Thing, ms: number, boxes: ArrayLike<number>, offset: number, aspect: number): void {
  for (let k = 0; k < 4; k++) thing.box[k] = boxes[offset + k]!;
  // A smoothed box may reach beyond the picture; the thing is looked for where the picture shows it.
  thing.x = Math.min(1, Math.max(0, (thing.box[0] + thing.box[2]) / 2));
  thing.y = Math.min(1, Math.max(0, thing.box[3]));
  thing.size = sizeOfBox(thing.box, 0, aspect);
  thing.seenMs = ms;
  thing.seen = true;
  thing.looks++;
  thing.added++;
  thing.trail.push({ ms, x: thing.x, y: thing.y });
  while (
    thing.trail.length > thing.added + 1 &&
    (thing.trail.length > TRAIL_POINTS || thing.trail[1]!.ms <= ms - TRAIL_MS)
  )
    thing.trail.shift();
  const first = thing.trail[0]!;
  const spanS = (ms - first.ms) / 1000;
  if (spanS > 0.05) {
    thing.vx = ((thing.x - first.x) * aspect) / spanS;
    thing.vy = (thing.y - first.y) / spanS;
  }
  if (!isNear((thing.x - thing.stillX) * aspect, thing.y - thing.stillY, thing.size * STILL_SHARE)) {
    thing.stillX = thing.x;
    thing.stillY = thing.y;
    thing.stillSinceMs = ms;
  }
  if (thing.looks === 1) {
    thing.bornX = thing.x;
    thing.bornY = thing.y;
  }
  thing.hasMoved ||= !isNear((thing.x - thing.bornX) * aspect, thing.y - thing.bornY, thing.size);
}

/** True when the way is no longer than that; false when it is unknown. Asked at every look: the exact length is needed near the limit only. */
function isNear(dx: number, dy: number, most: number): boolean {
  const squares = dx * dx + dy * dy;
  const limit = most * most;
  if (squares < limit * 0.999) return true;
  if (squares > limit * 1.001) return false;
  return Math.hypot(dx, dy) <= most;
}

/** Unit: sizes of the thing per second. */
export function speedOf(thing: Thing): number {
  return Math.hypot(thing.vx, thing.vy) / thing.size;
}

/** How sure an event about the thing is: its mean score, less when few looks support it. Range: 0 to 1. */
export function scoreOf(thing: Thing): number {
  return Math.min(1, Math.max(0, thing.score * (1 - 0.5 ** thing.looks)));
}
