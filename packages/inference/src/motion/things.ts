// The memory of a camera's moving things: which blob is which thing, when one blob hides two, when two blobs are one.

import type { Blob } from "./blobs.ts";
import { absorbBlob } from "./fragments.ts";
import { createThing, fillOf, type PictureSize, seeThing, sizeOf, type Thing } from "./thing.ts";

/** A thing that no look has found for this long is forgotten. Unit: s. */
const FORGET_S = 1;
const FORGET_TRAVELLED_S = 2;
/** A blob belongs to a thing when they share this part of the smaller one. */
const LEAST_SHARE = 0.35;
/** A blob larger than the expected thing by more than this may be two. */
const GROWTH = 1.35;
/** Pieces further apart than this are two things. Unit: the thing's smaller side. */
const PIECE_GAP = 0.3;
const MAX_THINGS = 128;

export class Things {
  readonly all: Thing[] = [];

  /** `tight` gives the changed pixels inside a box. */
  update(blobs: Blob[], nowS: number, picture: PictureSize, tight: Tighten): void {
    const expected = this.all.map((thing) => moved(thing, nowS));
    for (const thing of this.all) thing.isSeen = false;
    const owners = blobs.map((blob) => this.#ownersOf(blob, expected));
    const pieces = new Map<Thing, Blob[]>();
    const free: Blob[] = [];
    for (let b = 0; b < blobs.length; b++) {
      const blob = blobs[b]!;
      const group = owners[b]!;
      if (group.length === 0) free.push(blob);
      else if (isSeveral(blob, group) || isTangle(blob, group)) this.#share(blob, group, nowS, picture, tight);
      else {
        const { thing } = group.reduce((best, one) => (one.fit > best.fit ? one : best));
        pieces.set(thing, [...(pieces.get(thing) ?? []), blob]);
      }
    }
    for (const [thing, found] of pieces) {
      const expectedBox = expected[this.all.indexOf(thing)]!;
      for (const spare of seePieces(thing, expectedBox, found, nowS, picture)) free.push(spare);
    }
    this.#claimByDistance(free, expected, nowS, picture);
    for (const blob of free) if (this.all.length < MAX_THINGS) this.all.push(createThing(blob, nowS));
    this.#forget(nowS);
  }

  clear(): void {
    this.all.length = 0;
  }

  #ownersOf(blob: Blob, expected: readonly Box[]): Owner[] {
    const owners: Owner[] = [];
    for (let t = 0; t < expected.length; t++) {
      const share = sharedPart(blob, expected[t]!);
      const thing = this.all[t]!;
      const fit = overlap(blob, expected[t]!) + (thing.hasTravelled ? 0.1 : 0);
      if (share >= LEAST_SHARE) owners.push({ thing, box: expected[t]!, fit });
    }
    return owners;
  }

  /** One blob over several things: each takes the changed pixels around the place where it was expected. */
  #share(blob: Blob, group: readonly Owner[], nowS: number, picture: PictureSize, tight: Tighten): void {
    for (const { thing, box } of group) {
      if (thing.isSeen || !thing.hasTravelled) continue;
      const spare = 0.12 * sizeOf(box) + 1;
      const x1 = Math.max(blob.x1, Math.floor(box.x1 - spare));
      const y1 = Math.max(blob.y1, Math.floor(box.y1 - spare));
      const x2 = Math.min(blob.x2, Math.ceil(box.x2 + spare));
      const y2 = Math.min(blob.y2, Math.ceil(box.y2 + spare));
      const part = tight(x1, y1, x2, y2, blob.contrast);
      if (part.areaPx < 4) continue;
      // Where the neighbour begins the pixels say nothing: such a side goes with the others.
      const width = Math.min(part.x2 - part.x1, (box.x2 - box.x1) * 1.1);
      const height = Math.min(part.y2 - part.y1, (box.y2 - box.y1) * 1.1);
      const cx = Math.min(Math.max((box.x1 + box.x2) / 2, part.x1 + width / 2), part.x2 - width / 2);
      const cy = Math.min(Math.max((box.y1 + box.y2) / 2, part.y1 + height / 2), part.y2 - height / 2);
      const seen = { ...part, x1: cx - width / 2, x2: cx + width / 2, y1: cy - height / 2, y2: cy + height / 2 };
      seeThing(thing, seen, nowS, picture);
    }
  }

  /** At low rates a thing leaves its own place between two looks: the nearest blob of its size is taken. */
  #claimByDistance(free: Blob[], expected: readonly Box[], nowS: number, picture: PictureSize): void {
    for (let t = 0; t < this.all.length && free.length > 0; t++) {
      const thing = this.all[t]!;
      if (thing.isSeen) continue;
      const box = expected[t]!;
      const size = sizeOf(box);
      const reach = size * (0.5 + 3 * Math.min(1, nowS - thing.seenS));
      let best = -1;
      let bestPx = reach;
      for (let b = 0; b < free.length; b++) {
        const ratio = sizeOf(free[b]!) / size;
        const px = centreDistance(box, free[b]!);
        if (ratio > 0.6 && ratio < 1.7 && px < bestPx) {
          bestPx = px;
          best = b;
        }
      }
      if (best < 0) continue;
      seeThing(thing, free[best]!, nowS, picture);
      free.splice(best, 1);
    }
  }

  #forget(nowS: number): void {
    for (let t = this.all.length - 1; t >= 0; t--) {
      const thing = this.all[t]!;
      if (nowS - thing.seenS > (thing.hasTravelled ? FORGET_TRAVELLED_S : FORGET_S)) this.all.splice(t, 1);
    }
  }
}

/** The changed pixels of the last look inside a box, as a blob. */
export type Tighten = (x1: number, y1: number, x2: number, y2: number, contrast: number) => Blob;

interface Box {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

interface Owner {
  thing: Thing;
  box: Box;
  /** Intersection over union, and a little more for what is known to move. */
  fit: number;
}

function moved(thing: Thing, nowS: number): Box {
  const dtS = Math.min(1, nowS - thing.seenS);
  const dx = thing.vx * dtS;
  const dy = thing.vy * dtS;
  return { x1: thing.x1 + dx, y1: thing.y1 + dy, x2: thing.x2 + dx, y2: thing.y2 + dy };
}

/** Two or more travelled things that hardly cover each other, and together explain a blob larger than either. */
function isSeveral(blob: Blob, group: readonly Owner[]): boolean {
  const travelled = group.filter(({ thing, box }) => thing.hasTravelled && sharedArea(box, blob) > 0.5 * areaOf(box));
  if (travelled.length < 2) return false;
  let explained = 0;
  let largest = 0;
  for (const { box } of travelled) {
    const area = sharedArea(box, blob);
    explained += area;
    largest = Math.max(largest, area);
  }
  return areaOf(blob) > largest * 1.2 && explained > areaOf(blob) * 0.5 && explained > largest * 1.25;
}

/** A thin web, much larger than the one thing that is known to be in it. */
function isTangle(blob: Blob, group: readonly Owner[]): boolean {
  const known = group.filter(({ thing }) => thing.hasTravelled);
  const { box } = known[0] ?? {};
  return known.length === 1 && box !== undefined && fillOf(blob) < 0.3 && areaOf(blob) > 2.2 * areaOf(box);
}

/** The thing takes the pieces that fit its size; what is left over is given back. */
function seePieces(thing: Thing, expected: Box, found: Blob[], nowS: number, picture: PictureSize): Blob[] {
  found.sort((a, b) => sharedArea(b, expected) - sharedArea(a, expected));
  const whole = { ...found[0]! };
  const spare: Blob[] = [];
  const maxWidth = (expected.x2 - expected.x1) * GROWTH + 3;
  const maxHeight = (expected.y2 - expected.y1) * GROWTH + 3;
  for (const piece of found.slice(1)) {
    const width = Math.max(whole.x2, piece.x2) - Math.min(whole.x1, piece.x1);
    const height = Math.max(whole.y2, piece.y2) - Math.min(whole.y1, piece.y1);
    const isNear =
      gapBetween(whole, piece) <= PIECE_GAP * Math.min(expected.x2 - expected.x1, expected.y2 - expected.y1);
    if (thing.hasTravelled && isNear && width <= maxWidth && height <= maxHeight) absorbBlob(whole, piece);
    else spare.push(piece);
  }
  seeThing(thing, whole, nowS, picture);
  return spare;
}

function sharedArea(a: Box, b: Box): number {
  const w = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const h = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return w > 0 && h > 0 ? w * h : 0;
}

/** Empty pixels between two boxes, along the axis where they are further apart. */
function gapBetween(a: Box, b: Box): number {
  return Math.max(Math.max(a.x1, b.x1) - Math.min(a.x2, b.x2), Math.max(a.y1, b.y1) - Math.min(a.y2, b.y2), 0);
}

function areaOf(box: Box): number {
  return (box.x2 - box.x1) * (box.y2 - box.y1);
}

/** Intersection over union. Range: 0 to 1. */
function overlap(a: Box, b: Box): number {
  const shared = sharedArea(a, b);
  return shared / Math.max(1, areaOf(a) + areaOf(b) - shared);
}

/** Shared area as a part of the smaller box. Range: 0 to 1. */
function sharedPart(a: Box, b: Box): number {
  const smaller = Math.min(areaOf(a), areaOf(b));
  return sharedArea(a, b) / Math.max(1, smaller);
}

function centreDistance(a: Box, b: Box): number {
  return Math.hypot((a.x1 + a.x2 - b.x1 - b.x2) / 2, (a.y1 + a.y2 - b.y1 - b.y2) / 2);
}
