// Memory of still objects: what was put into the picture or taken out of it since the camera was first looked at; one object, one identity.
import { iou } from "../geometry/box.ts";
import type { Thing } from "../observations/thing.ts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { isAsBefore } from "./as-before.ts";
import { blobsOf } from "./blobs.ts";
import { fillAround, isDriven, isLivingClass, markCovered, markStanding, movesByItself } from "./cover.ts";
import type { Finding } from "./finding.ts";
import { findingOf } from "./findings.ts";
import { grow, join, type KeptObject, keptObject } from "./kept-object.ts";
import { createLight, type Light } from "./light.ts";
import { nameAt } from "./names.ts";
import {
  adopt,
  adoptKnown,
  colourfulness,
  compare,
  createPixelMemory,
  HIDDEN,
  learn,
  type PixelMemory,
  readPicture,
  remember,
  replace,
} from "./pixel-memory.ts";
import type { Box, StillScene, Visitor } from "./still-object.ts";
import { createVisitorBook, firstBoxOf, isCarriedBy, type VisitorBook } from "./visitors.ts";

/** The picture is looked at no more often. Unit: ms. */
const LOOK_MS = 400;
/** A pixel that shows the same for this long lies still. Unit: ms. */
const STILL_MS = 2_400;
/** When so much of the picture differs at once, the light or the camera has changed and not the things. */
const WHOLE_CHANGE = 0.4;
/** ... and when so many places differ at one look, so far apart in one direction and in the other. Unit: share of the picture's side. */
const SHIFT_BLOBS = 5;
const SHIFT_REACH = 0.5;
const SHIFT_REACH_ACROSS = 0.4;
/** Lamps that warm up light one place after another: all within this, all lighter or all darker, and none as large as the others together. */
const WARM_UP_MS = 20_000;
const WARM_UP_BLOBS = 6;
/** Unit: share of their pixels. */
const ONE_WAY = 0.85;
const LARGEST = 0.5;
/** Colour comes or goes when a camera switches to infrared and back: below this, and the other more than twice as much. Unit: grey levels. */
const COLOURLESS = 5;
/** After a beginning the place is learnt for this long. Unit: ms. */
const LEARN_MS = 3_000;
/** Meanwhile small differences are the place itself, and at the very beginning all are. Unit: grey levels; ms. */
const LITTLE = 32;
const BEGIN_MS = 1_000;
/** An object's pixels: so many must still differ for it to be there, or, once it belongs to the reference, for it to have gone. */
const PRESENT_SHARE = 0.35;
const LEFT_SHARE = 0.6;
/** It has gone when it is missing for this long. Unit: ms. */
const MISSING_MS = 2_000;
/** Less than this of it visible: nobody can say. */
const VISIBLE_SHARE = 0.5;
/** After this it belongs to the reference, so that it outlives every change of the light. Unit: ms. */
const SETTLED_MS = 90_000;
/** What has left within this, from a place that overlaps so much, is what is missing now; who is seen at such a place is what lies there. Unit: ms; intersection over union. */
const JUST_LEFT_MS = 10_000;
const SAME_PLACE = 0.3;
/** Beyond this, old gaps are forgotten first. */
const MOST_OBJECTS = 64;
export interface StillObjects {
  /** Looks at the picture now and then; without one, what was known stays. Cost: below 1 ms a frame on average at 320x180 and 10 frames a second. */
  step(picture: WatchPicture | null, things: readonly Thing[], nowMs: number, aspect: number): StillScene;
  /** Forgets the picture, not the numbers. */
  clear(): void;
}

export function createStillObjects(): StillObjects {
  const book = createVisitorBook();
  let memory: PixelMemory | null = null;
  let light: Light | null = null;
  let mask = new Uint8Array(0);
  let objects: KeptObject[] = [];
  /** Named objects that have left lately. */
  let left: KeptObject[] = [];
  let nextId = 1;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let beganMs = Number.NEGATIVE_INFINITY;
  /** Who was there when the place was first seen; who is recognised later as having been there joins. */
  let hidThen = new Set<Thing>();

  function prepare(rgb: WatchPicture["rgb"]): PixelMemory {
    if (memory && memory.widthPx === rgb.widthPx && memory.heightPx === rgb.heightPx) return memory;
    for (const object of objects) object.goneMs ??= lookedMs;
    objects = [];
    memory = createPixelMemory(rgb.widthPx, rgb.heightPx);
    light = createLight(rgb.widthPx, rgb.heightPx);
    mask = new Uint8Array(rgb.widthPx * rgb.heightPx);
    return memory;
  }

  function look(picture: WatchPicture, things: readonly Thing[], nowMs: number, aspect: number): void {
    const isFirst = memory === null;
    const pixels = prepare(picture.rgb);
    const { gainAt } = light!;
    readPicture(pixels, picture.rgb);
    pixels.covered.fill(0);
    markStanding(
      pixels,
      things.filter((thing) => !book.isPutDown(thing) && !book.wasParked(thing, nowMs)),
      nowMs,
    );
    markCovered(
      pixels,
      things.filter((thing) => !book.isPutDown(thing)),
      nowMs,
    );
    if (isFirst) return begin(pixels, things, nowMs, false);
    light!.measure(pixels);
    const { compared, differing } = compare(pixels, gainAt);
    const sinceLastMs = Number.isFinite(lookedMs) ? Math.min(2_000, nowMs - lookedMs) : LOOK_MS;
    if (isOtherSight(pixels)) return begin(pixels, things, nowMs, false);
    if (differing > WHOLE_CHANGE * compared) return begin(pixels, things, nowMs, true);
    if (nowMs - beganMs < LEARN_MS) forgetWhoWasThere(pixels, things);
    remember(pixels, gainAt, nowMs, sinceLastMs);
    if (nowMs - beganMs < LEARN_MS) learn(pixels, gainAt, nowMs, nowMs - beganMs < BEGIN_MS ? 255 : LITTLE);
    for (const object of objects) {
      confirm(object, pixels, nowMs);
      for (const thing of things) if (isSeenIn(object, thing, book)) book.notePutDown(thing);
    }
    notice(pixels, gainAt, things, nowMs, aspect);
    left.push(...objects.filter((object) => object.goneMs !== null && object.className !== null));
    objects = objects.filter((object) => object.goneMs === null);
    while (objects.length > MOST_OBJECTS) {
      const spare = objects.findIndex((object) => object.change === "removed" && object.isSettled);
      objects.splice(Math.max(0, spare), 1);
    }
  }

  /** The picture begins anew; what lies there is part of it. In the `isSameSight` what comes back is known again. */
  function begin(pixels: PixelMemory, things: readonly Thing[], nowMs: number, isSameSight: boolean): void {
    beganMs = nowMs;
    hidThen = new Set(things);
    for (let at = 0; at < pixels.luma.length; at++) {
      if (pixels.covered[at] !== 0) pixels.known[at] = 0;
      else if (isSameSight && pixels.known[at] === 1) replace(pixels, at);
      else adopt(pixels, at);
      if (!isSameSight) pixels.former[at] = Number.NaN;
    }
    for (const object of objects) {
      object.isSettled = true;
      object.missingMs = null;
    }
  }

  /** Recognised only now, somebody hid the place already when it was first seen: what lies behind them is not known. */
  function forgetWhoWasThere(pixels: PixelMemory, things: readonly Thing[]): void {
    for (const thing of things) {
      if (hidThen.has(thing)) continue;
      hidThen.add(thing);
      if (thing.bornMs <= beganMs && movesByItself(thing)) fillAround(pixels.known, firstBoxOf(thing), pixels, 0);
    }
  }

  function confirm(object: KeptObject, pixels: PixelMemory, nowMs: number): void {
    let [visible, differing] = [0, 0];
    for (const at of object.pixels) {
      if (pixels.covered[at] === HIDDEN) continue;
      visible++;
      differing += pixels.differs[at]!;
    }
    object.isHidden = visible < VISIBLE_SHARE * object.pixels.length;
    if (object.isHidden) return;
    const share = differing / visible;
    const isThere = object.isSettled ? share < LEFT_SHARE : share >= PRESENT_SHARE;
    if (isThere) {
      object.seenMs = nowMs;
      object.missingMs = null;
      if (!object.isSettled && nowMs - object.sinceMs >= SETTLED_MS && share >= PRESENT_SHARE) settle(object, pixels);
      return;
    }
    object.missingMs ??= nowMs;
    if (nowMs - object.missingMs >= MISSING_MS) object.goneMs = object.missingMs;
  }

  /** From now on the reference shows what lies there. */
  function settle(object: KeptObject, pixels: PixelMemory): void {
    for (const at of object.pixels) if (pixels.covered[at] !== HIDDEN) adoptKnown(pixels, at);
    object.isSettled = true;
  }

  /** New blobs become objects. */
  function notice(
    pixels: PixelMemory,
    gainAt: Float32Array,
    things: readonly Thing[],
    nowMs: number,
    aspect: number,
  ): void {
    const { differs, sinceMs, changed, differing, widthPx, heightPx } = pixels;
    let any = false;
    for (let i = 0; i < differing; i++) {
      const at = changed[i]!;
      if (differs[at] === 0 || !(nowMs - sinceMs[at]! >= STILL_MS)) continue;
      mask[at] = 1;
      any = true;
    }
    if (!any) return;
    for (const object of objects) {
      if (object.isSettled || object.goneMs !== null) continue;
      for (const at of object.pixels) mask[at] = 0;
    }
    const around = { things, book, nowMs, aspect };
    const nameThen = (box: Box) => nameOfGone(box, nowMs);
    const found = blobsOf(mask, widthPx, heightPx)
      .map((blob) => findingOf(blob, pixels, gainAt, around, nameThen))
      .filter((finding) => finding !== null);
    if (hasShifted(found)) {
      // What showed itself a look earlier is of the same moment.
      const fromMs = Math.min(...found.map(({ sinceMs }) => sinceMs)) - STILL_MS;
      for (const object of objects) if (!object.isSettled && object.sinceMs >= fromMs) object.goneMs ??= nowMs;
      return begin(pixels, things, nowMs, true);
    }
    if (found.length > 0 && isWarmingUp(found, pixels, gainAt, nowMs)) return begin(pixels, things, nowMs, true);
    for (const finding of found) {
      const { blob, box, change, vehicle, sinceMs } = finding;
      const whole = vehicle && objects.find((object) => object.vehicle === vehicle && object.goneMs === null);
      if (whole) join(whole, blob, pixels, aspect);
      else if (!objects.some((object) => isAlike(object, finding) && grow(object, blob, change, pixels, aspect, nowMs)))
        objects.push(keptObject(finding, nextId++, visitorsOf(box, sinceMs, aspect, things), aspect, nowMs));
    }
  }

  /** True when what is new now and what came shortly before is another light; that was never there. */
  function isWarmingUp(found: readonly Finding[], pixels: PixelMemory, gainAt: Float32Array, nowMs: number): boolean {
    const fresh = objects.filter((o) => o.goneMs === null && !o.isSettled && nowMs - o.sinceMs <= WARM_UP_MS);
    if (found.length + fresh.length < WARM_UP_BLOBS || !reachesFar([...found, ...fresh], 0)) return false;
    const places = [...found.map(({ blob }) => blob.pixels), ...fresh.map((object) => object.pixels)];
    const isLighter = (at: number): boolean => pixels.luma[at]! > pixels.wasLuma[at]! * gainAt[at]!;
    const all = places.reduce((sum, place) => sum + place.length, 0);
    const lighter = places.reduce((sum, place) => sum + place.filter(isLighter).length, 0);
    if (Math.max(lighter, all - lighter) < ONE_WAY * all) return false;
    if (Math.max(...places.map((place) => place.length)) > LARGEST * all) return false;
    for (const object of fresh) object.goneMs = nowMs;
    return true;
  }

  function visitorsOf(box: Box, sinceMs: number, aspect: number, things: readonly Thing[]): Visitor[] {
    return book
      .near(box, sinceMs, aspect)
      .map((visitor) => ({ ...visitor, wasParked: visitor.wasParked || wasThere(visitor.thing, box, things) }));
  }

  /** A track of one that stood there from the start may go over to one that comes, and another begin on it. */
  function wasThere(thing: Thing, apart: Box, things: readonly Thing[]): boolean {
    if (!memory || !isDriven(thing.className) || thing.bornMs <= beganMs || !book.neverLeft(thing)) return false;
    const came = things.filter((other) => other !== thing && other.seen && isDriven(other.className) && other.hasMoved);
    return isAsBefore(thing.box, memory, objects, [apart, ...came.map((other) => other.box)]);
  }

  /** What stood there and has just left. */
  function nameOfGone(box: Box, nowMs: number): string | null {
    left = left.filter((object) => nowMs - object.goneMs! <= JUST_LEFT_MS);
    return left.find((object) => iou(object.box, box) >= SAME_PLACE)?.className ?? null;
  }

  return {
    step(picture, things, nowMs, aspect) {
      book.note(things, nowMs, aspect);
      if (picture && nowMs - lookedMs >= LOOK_MS) {
        look(picture, things, nowMs, aspect);
        lookedMs = nowMs;
        for (const object of objects)
          if (object.change === "appeared") object.className ??= nameAt(object.box, { things, book, nowMs, aspect });
      }
      return {
        objects,
        isLearning: nowMs - beganMs < LEARN_MS,
        hasGone: (thing, apart) => memory !== null && isAsBefore(thing.box, memory, objects, [apart]),
        wasThere: (thing, apart) => wasThere(thing, apart, things),
      };
    },
    clear() {
      for (const object of objects) object.goneMs ??= lookedMs;
      objects = [];
      memory = null;
      left = [];
      lookedMs = Number.NEGATIVE_INFINITY;
      book.clear();
    },
  };
}

/** True when so much came and went at one moment all over the picture that the camera has moved a little, and not the things. */
function hasShifted(found: readonly Finding[]): boolean {
  return found.length >= SHIFT_BLOBS && reachesFar(found);
}

function reachesFar(found: readonly { box: Box }[], across = SHIFT_REACH_ACROSS): boolean {
  const reach = (k: 0 | 1) =>
    Math.max(...found.map(({ box }) => box[k + 2]!)) - Math.min(...found.map(({ box }) => box[k]!));
  const [wide, high] = [reach(0), reach(1)];
  return Math.max(wide, high) >= SHIFT_REACH && Math.min(wide, high) >= across;
}

/** True when a detector has come to see somebody in an object that somebody larger has brought before. */
function isSeenIn(object: KeptObject, thing: Thing, book: VisitorBook): boolean {
  if (object.change !== "appeared" || thing.bornMs <= object.sinceMs || !movesByItself(thing)) return false;
  if (iou(object.box, thing.box) < SAME_PLACE) return false;
  return object.visitors.some(
    (visitor) =>
      visitor.thing !== thing &&
      isCarriedBy(object.box, thing.className, book.boxAt(visitor.thing, object.sinceMs) ?? visitor.thing.box),
  );
}

/** Somebody who stands beside a thing is no part of it, and a thing beside a vehicle is no part of that. */
function isAlike(object: KeptObject, finding: Finding): boolean {
  const [one, other] = [object.className, finding.className].map((name) => name !== null && isLivingClass(name));
  return one === other && object.vehicle === finding.vehicle;
}

function isOtherSight(pixels: PixelMemory): boolean {
  const { now, before } = colourfulness(pixels);
  return Math.min(now, before) < COLOURLESS && Math.max(now, before) > 2 * Math.min(now, before) + 2;
}
