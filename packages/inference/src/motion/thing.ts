// One thing that moves or has moved: where it is, how it came here, and why it is believed.
import type { Blob } from "./blobs.ts";

/** Unit: pixels of the grey picture, seconds of stream time. */
export interface Thing {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  /** Speed of the box's centre. Unit: pixels per second. */
  vx: number;
  vy: number;
  bornS: number;
  /** The box at birth, or at the last great change of its size. */
  from: { x1: number; y1: number; x2: number; y2: number };
  seenS: number;
  /** Looks that found it. */
  looks: number;
  /** Length of the way of its centre, jitter included. */
  wayPx: number;
  /** It has come from elsewhere: no leaf, no reflection, no ghost. */
  hasTravelled: boolean;
  /** Where it was when it last stood still, and since when. */
  restX: number;
  restY: number;
  restS: number;
  contrast: number;
  /** Changed pixels as a share of its box. Range: 0 to 1. */
  fill: number;
  /** Found by this look. */
  isSeen: boolean;
  /** Its edges were looked at since it has travelled. */
  isTrusted: boolean;
  /** Last time that its edges were compared with the background's. */
  edgesCheckedS: number;
}

/** A thing has travelled when it is this far from its birth, in its own sizes, by a way that is not mostly jitter. */
const TRAVEL_SIZES = 0.4;
/** Nothing needs to travel further than this part of the picture's width. */
const MOST_TRAVEL = 0.06;
const LEAST_TRAVEL_PX = 3;
const STRAIGHTNESS = 0.45;
const LEAST_LOOKS = 3;
/** A box with fewer changed pixels than this share holds lines and leaves, no thing. */
const LEAST_FILL = 0.18;
/** A box that grew or shrank by this factor is judged anew. */
const RESIZED = 1.6;
/** Centre movements below this share of the size are standing still. */
const REST_SIZES = 0.12;
const LEAST_REST_PX = 2;

export function createThing(blob: Blob, nowS: number): Thing {
  const x = (blob.x1 + blob.x2) / 2;
  const y = (blob.y1 + blob.y2) / 2;
  return {
    x1: blob.x1,
    y1: blob.y1,
    x2: blob.x2,
    y2: blob.y2,
    vx: 0,
    vy: 0,
    bornS: nowS,
    from: { x1: blob.x1, y1: blob.y1, x2: blob.x2, y2: blob.y2 },
    seenS: nowS,
    looks: 1,
    wayPx: 0,
    hasTravelled: false,
    restX: x,
    restY: y,
    restS: nowS,
    contrast: blob.contrast,
    fill: fillOf(blob),
    isSeen: true,
    isTrusted: false,
    edgesCheckedS: nowS,
  };
}

export interface PictureSize {
  widthPx: number;
  heightPx: number;
}

/** How far both opposite sides went the same way; a side at the picture's rim does not count, things come in there. */
function travelledPx({ x1, y1, x2, y2, from }: Thing, { widthPx, heightPx }: PictureSize): number {
  const across = bothWent(x1 - from.x1, x2 - from.x2, x1 < 2 || from.x1 < 2, x2 > widthPx - 2 || from.x2 > widthPx - 2);
  const down = bothWent(y1 - from.y1, y2 - from.y2, y1 < 2 || from.y1 < 2, y2 > heightPx - 2 || from.y2 > heightPx - 2);
  return Math.hypot(across, down);
}

/** Things come in at the rim: there a box may grow at once. */
function isAtRim(box: { x1: number; y1: number; x2: number; y2: number }, { widthPx, heightPx }: PictureSize): boolean {
  return box.x1 < 2 || box.y1 < 2 || box.x2 > widthPx - 2 || box.y2 > heightPx - 2;
}

function bothWent(first: number, second: number, isFirstAtRim: boolean, isSecondAtRim: boolean): number {
  if (isFirstAtRim && isSecondAtRim) return 0;
  if (isFirstAtRim) return Math.abs(second);
  if (isSecondAtRim) return Math.abs(first);
  return first * second > 0 ? Math.min(Math.abs(first), Math.abs(second)) : 0;
}

/** Changed pixels as a share of the box. Range: 0 to 1. */
export function fillOf(blob: Blob): number {
  return blob.areaPx / Math.max(1, (blob.x2 - blob.x1) * (blob.y2 - blob.y1));
}

export function sizeOf(box: { x1: number; y1: number; x2: number; y2: number }): number {
  return Math.sqrt((box.x2 - box.x1) * (box.y2 - box.y1));
}

/** Takes the box where the thing was found now. */
export function seeThing(thing: Thing, blob: Blob, nowS: number, picture: PictureSize): void {
  const dtS = Math.max(0.02, nowS - thing.seenS);
  const oldX = (thing.x1 + thing.x2) / 2;
  const oldY = (thing.y1 + thing.y2) / 2;
  // Size follows slowly, so that a lost foot does not shake the box; the place follows at once.
  const follow = isAtRim(blob, picture) ? 1 : 1 - Math.exp(-dtS / 0.15);
  const width = thing.x2 - thing.x1 + (blob.x2 - blob.x1 - (thing.x2 - thing.x1)) * follow;
  const height = thing.y2 - thing.y1 + (blob.y2 - blob.y1 - (thing.y2 - thing.y1)) * follow;
  const x = (blob.x1 + blob.x2) / 2;
  const y = (blob.y1 + blob.y2) / 2;
  thing.x1 = x - width / 2;
  thing.x2 = x + width / 2;
  thing.y1 = y - height / 2;
  thing.y2 = y + height / 2;
  const learn = thing.looks < 2 ? 1 : 1 - Math.exp(-dtS / 0.3);
  thing.vx += ((x - oldX) / dtS - thing.vx) * learn;
  thing.vy += ((y - oldY) / dtS - thing.vy) * learn;
  thing.wayPx += Math.hypot(x - oldX, y - oldY);
  thing.contrast += (blob.contrast - thing.contrast) * 0.3;
  thing.fill += (fillOf(blob) - thing.fill) * 0.3;
  thing.seenS = nowS;
  thing.looks++;
  thing.isSeen = true;
  const size = sizeOf(thing);
  const fromSize = sizeOf(thing.from);
  const isResized = size > fromSize * RESIZED || size * RESIZED < fromSize;
  if (!thing.hasTravelled && isResized && !isAtRim(thing, picture)) {
    thing.from = { x1: thing.x1, y1: thing.y1, x2: thing.x2, y2: thing.y2 };
    thing.wayPx = 0;
  }
  const travelled = travelledPx(thing, picture);
  if (
    thing.looks >= LEAST_LOOKS &&
    thing.fill >= LEAST_FILL &&
    travelled > Math.max(LEAST_TRAVEL_PX, Math.min(TRAVEL_SIZES * size, MOST_TRAVEL * picture.widthPx)) &&
    travelled > STRAIGHTNESS * thing.wayPx
  ) {
    thing.hasTravelled = true;
  }
  if (Math.hypot(x - thing.restX, y - thing.restY) > Math.max(LEAST_REST_PX, REST_SIZES * size)) {
    thing.restX = x;
    thing.restY = y;
    thing.restS = nowS;
  }
}

/** Range: 0 to 1. Below 0.35 until the thing has travelled. */
export function scoreOf(thing: Thing): number {
  const clarity = Math.min(1, Math.max(0, (thing.contrast - 1) / 2));
  if (!thing.hasTravelled || thing.fill < LEAST_FILL) return 0.15 + 0.15 * clarity;
  return 0.55 + 0.4 * clarity;
}
