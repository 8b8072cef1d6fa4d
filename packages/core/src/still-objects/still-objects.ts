// Memory of still objects: what was put into the picture or taken out of it since the camera was first looked at; one object, one identity.
import type { Thing } from "../observations/thing.ts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { natureOf } from "./blob-nature.ts";
import { type Blob, blobsOf } from "./blobs.ts";
import { markCovered } from "./cover.ts";
import { createLight, type Light } from "./light.ts";
import {
  adopt,
  adoptLight,
  colourfulness,
  compare,
  createPixelMemory,
  learn,
  type PixelMemory,
  readPicture,
  remember,
} from "./pixel-memory.ts";
import type { StillObject, StillScene, Visitor } from "./still-object.ts";
import { createVisitorBook } from "./visitors.ts";

/** The picture is looked at no more often. Unit: ms. */
const LOOK_MS = 400;
/** A pixel that shows the same for this long lies still. Unit: ms. */
const STILL_MS = 2_400;
/** When so much of the picture differs at once, the light or the camera has changed and not the things. */
const WHOLE_CHANGE = 0.4;
/** Colour comes or goes when a camera switches to infrared and back: below this, and the other more than twice as much. Unit: grey levels. */
const COLOURLESS = 5;
/** After a beginning the reference is learnt for this long, and nothing new is an object. Unit: ms. */
const LEARN_MS = 3_000;
/** An object's pixels: so many must still differ for it to be there, or, once it belongs to the reference, for it to have gone. */
const PRESENT_SHARE = 0.35;
const LEFT_SHARE = 0.6;
/** It has gone when it is missing for this long. Unit: ms. */
const MISSING_MS = 2_000;
/** Less than this of it visible: nobody can say. */
const VISIBLE_SHARE = 0.5;
/** After this it belongs to the reference, so that it outlives every change of the light. Unit: ms. */
const SETTLED_MS = 90_000;
/** Beyond this, old gaps are forgotten first. */
const MOST_OBJECTS = 64;
/** A blob that touches a young object belongs to it. Unit: pixels; ms. */
const TOUCH_PX = 3;
const YOUNG_MS = 12_000;
/** A blob of which more than this share of its surroundings is covered waits until it is seen whole. */
const COVERED_SURROUNDINGS = 0.12;

interface Kept extends StillObject {
  pixels: Int32Array;
  visitors: Visitor[];
  /** True when the reference shows it. */
  isSettled: boolean;
  missingMs: number | null;
}

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
  let objects: Kept[] = [];
  let nextId = 1;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let learnsUntilMs = Number.NEGATIVE_INFINITY;

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
    markCovered(pixels, things, nowMs);
    if (isFirst) return begin(pixels, nowMs);
    light!.measure(pixels);
    const { compared, differing } = compare(pixels, gainAt);
    const sinceLastMs = Number.isFinite(lookedMs) ? Math.min(2_000, nowMs - lookedMs) : LOOK_MS;
    if (isOtherSight(pixels) || differing > WHOLE_CHANGE * compared) return begin(pixels, nowMs);
    if (nowMs < learnsUntilMs) return learn(pixels);
    remember(pixels, gainAt, nowMs, sinceLastMs);
    for (const object of objects) confirm(object, pixels, nowMs);
    notice(pixels, gainAt, things, nowMs, aspect);
    objects = objects.filter((object) => object.goneMs === null);
    while (objects.length > MOST_OBJECTS) {
      const spare = objects.findIndex((object) => object.change === "removed" && object.isSettled);
      objects.splice(Math.max(0, spare), 1);
    }
  }

  /** The picture begins anew; what lies there is part of it. */
  function begin(pixels: PixelMemory, nowMs: number): void {
    learnsUntilMs = nowMs + LEARN_MS;
    for (let at = 0; at < pixels.luma.length; at++) {
      pixels.otherLight[at] = Number.NaN;
      if (pixels.covered[at] === 0) adopt(pixels, at);
      else pixels.known[at] = 0;
    }
    for (const object of objects) {
      object.isSettled = true;
      object.missingMs = null;
    }
  }

  function confirm(object: Kept, pixels: PixelMemory, nowMs: number): void {
    let [visible, differing] = [0, 0];
    for (const at of object.pixels) {
      if (pixels.covered[at] === 1) continue;
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
  function settle(object: Kept, pixels: PixelMemory): void {
    for (const at of object.pixels) if (pixels.covered[at] === 0) adopt(pixels, at);
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
    const { differs, sinceMs, widthPx, heightPx } = pixels;
    let any = false;
    for (let at = 0; at < mask.length; at++) {
      const isStill = differs[at] === 1 && nowMs - sinceMs[at]! >= STILL_MS;
      mask[at] = isStill ? 1 : 0;
      any ||= isStill;
    }
    if (!any) return;
    for (const object of objects) {
      if (object.isSettled || object.goneMs !== null) continue;
      for (const at of object.pixels) mask[at] = 0;
    }
    for (const blob of blobsOf(mask, widthPx, heightPx)) {
      if (isHalfCovered(blob, pixels)) continue;
      const { nature, contrast } = natureOf(blob, pixels, gainAt);
      if (nature === "light") for (const at of blob.pixels) adoptLight(pixels, at);
      else if (!grows(blob, nature, pixels, aspect, nowMs))
        objects.push(objectOf(blob, nature, contrast, things, aspect, nowMs));
    }
  }

  function grows(
    blob: Blob,
    nature: StillObject["change"],
    { widthPx, heightPx }: PixelMemory,
    aspect: number,
    nowMs: number,
  ): boolean {
    for (const object of objects) {
      if (object.isSettled || object.goneMs !== null || object.change !== nature) continue;
      if (nowMs - object.sinceMs > YOUNG_MS && blob.pixels.length > object.pixels.length / 4) continue;
      const [x1, y1, x2, y2] = object.box;
      const isApart =
        blob.left > x2 * widthPx + TOUCH_PX ||
        blob.right < x1 * widthPx - TOUCH_PX ||
        blob.top > y2 * heightPx + TOUCH_PX ||
        blob.bottom < y1 * heightPx - TOUCH_PX;
      if (isApart) continue;
      const joined = new Int32Array(object.pixels.length + blob.pixels.length);
      joined.set(object.pixels);
      joined.set(blob.pixels, object.pixels.length);
      object.pixels = joined;
      object.box[0] = Math.min(x1, blob.left / widthPx);
      object.box[1] = Math.min(y1, blob.top / heightPx);
      object.box[2] = Math.max(x2, blob.right / widthPx);
      object.box[3] = Math.max(y2, blob.bottom / heightPx);
      object.side = Math.min((object.box[2] - object.box[0]) * aspect, object.box[3] - object.box[1]);
      return true;
    }
    return false;
  }

  function objectOf(
    blob: Blob,
    change: StillObject["change"],
    contrast: number,
    things: readonly Thing[],
    aspect: number,
    nowMs: number,
  ): Kept {
    const { widthPx, heightPx, sinceMs: since } = memory!;
    const times = [...blob.pixels].map((at) => since[at]!).sort((a, b) => a - b);
    // Its shadow or somebody who brought it may have been there before it.
    const sinceMs = times[Math.floor(times.length * 0.7)]!;
    const box: StillObject["box"] = [
      blob.left / widthPx,
      blob.top / heightPx,
      blob.right / widthPx,
      blob.bottom / heightPx,
    ];
    const solid = Math.min(1, blob.pixels.length / (0.5 * (blob.right - blob.left) * (blob.bottom - blob.top)));
    return {
      id: nextId++,
      change,
      box,
      side: Math.min((box[2] - box[0]) * aspect, box[3] - box[1]),
      sinceMs,
      seenMs: nowMs,
      goneMs: null,
      isHidden: false,
      className: nameAt(box, things),
      score: Math.min(0.95, 0.45 + 0.3 * Math.min(1, contrast / 40) + 0.2 * solid),
      visitors: book.near(box, sinceMs, aspect),
      pixels: blob.pixels,
      isSettled: false,
      missingMs: null,
    };
  }

  return {
    step(picture, things, nowMs, aspect) {
      book.note(things, nowMs);
      if (picture && nowMs - lookedMs >= LOOK_MS) {
        look(picture, things, nowMs, aspect);
        lookedMs = nowMs;
        for (const object of objects) object.className ??= nameAt(object.box, things);
      }
      return { objects };
    },
    clear() {
      for (const object of objects) object.goneMs ??= lookedMs;
      objects = [];
      memory = null;
      lookedMs = Number.NEGATIVE_INFINITY;
      book.clear();
    },
  };
}

function isOtherSight(pixels: PixelMemory): boolean {
  const { now, before } = colourfulness(pixels);
  return Math.min(now, before) < COLOURLESS && Math.max(now, before) > 2 * Math.min(now, before) + 2;
}

/** The class of a still thing that a detector sees at this place. */
function nameAt(box: readonly number[], things: readonly Thing[]): string | null {
  for (const thing of things) {
    if (!thing.seen || thing.seenMs - thing.stillSinceMs < 1_000) continue;
    const width = Math.min(box[2]!, thing.box[2]) - Math.max(box[0]!, thing.box[0]);
    const height = Math.min(box[3]!, thing.box[3]) - Math.max(box[1]!, thing.box[1]);
    if (width <= 0 || height <= 0) continue;
    const area = (b: readonly number[]): number => (b[2]! - b[0]!) * (b[3]! - b[1]!);
    if (width * height >= 0.4 * Math.max(area(box), area(thing.box))) return thing.className;
  }
  return null;
}

function isHalfCovered(blob: Blob, { covered, widthPx, heightPx }: PixelMemory): boolean {
  let [around, hidden] = [0, 0];
  const top = Math.max(0, blob.top - 2);
  const bottom = Math.min(heightPx, blob.bottom + 2);
  for (let y = top; y < bottom; y++) {
    for (let x = Math.max(0, blob.left - 2); x < Math.min(widthPx, blob.right + 2); x++) {
      around++;
      hidden += covered[y * widthPx + x]!;
    }
  }
  return hidden > COVERED_SURROUNDINGS * around;
}
