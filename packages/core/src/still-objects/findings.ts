// What a blob is: a new object, a gap, a part of a vehicle, or nothing that lies there, which then becomes the place as it is known.
import { type BlobNature, natureOf } from "./blob-nature.ts";
import { type Blob, boxOf } from "./blobs.ts";
import { isDriven } from "./cover.ts";
import { type Finding, stillSinceMs } from "./finding.ts";
import { ghostOf } from "./ghosts.ts";
import { lostAt, nameAt, vehicleAt } from "./names.ts";
import { type Novelty, noveltyOf } from "./novelty.ts";
import { HIDDEN, type PixelMemory, replace, replaceKnown, WELL_KNOWN_LOOKS } from "./pixel-memory.ts";
import { hasShadowCaster } from "./shadow-caster.ts";
import type { Box } from "./still-object.ts";
import type { Surroundings } from "./surroundings.ts";

/** A blob of which more than this share of its surroundings is covered waits until it is seen whole. */
const COVERED_SURROUNDINGS = 0.12;
/** With so much old and so much kept, edges have only moved by a little, or lost their sharpness. */
const NUDGED = 0.75;
/** With so much old it is the place that is seen, with less than this it is none; what is missing is not kept, but for so much. */
const PLACE_OLD = 0.7;
const THING_OLD = 0.2;
const MISSING_KEPT = 0.4;
/** A small dark place that stays when whoever came with it has gone, and is like nothing beside it, is no shadow. Unit: grey levels; pixels. */
const LEFT_OLD = 0.3;
const LEFT_CONTRAST = 20;
const LEFT_PX = 150;

/** Null for what is no object, or cannot be told yet. `nameOfGone` tells what stood at a place and has just left. */
export function findingOf(
  blob: Blob,
  memory: PixelMemory,
  gainAt: Float32Array,
  around: Surroundings,
  nameOfGone: (box: Box) => string | null,
): Finding | null {
  const { book, aspect } = around;
  if (isHalfCovered(blob, memory)) return wait(blob, memory, around);
  const novelty = noveltyOf(blob, memory, gainAt);
  if (Math.min(novelty.old, novelty.kept) >= NUDGED) return becomePlace(blob, memory, true);
  const { nature, contrast, mayBeShadow } = natureOf(blob, memory, gainAt);
  const box = boxOf(blob, memory);
  const sinceMs = stillSinceMs(blob, memory);
  const finding = { blob, box, sinceMs, contrast, vehicle: null };

  const vehicle = vehicleAt(box, sinceMs, around);
  if (vehicle) return { ...finding, change: "appeared", className: vehicle.className, vehicle };
  const lost = lostAt(box, around);
  if (lost) return { ...finding, change: "appeared", className: lost.className };
  if (mayBeShadow && hasShadowCaster(box, sinceMs, around)) return wait(blob, memory, around);
  const isLeft =
    mayBeShadow &&
    novelty.old <= LEFT_OLD &&
    contrast >= LEFT_CONTRAST &&
    blob.pixels.length <= LEFT_PX &&
    book.near(box, sinceMs, aspect).length > 0;
  if (nature === "light" && !isLeft) return becomePlace(blob, memory, true);

  const ghost = ghostOf(box, sinceMs, memory, around);
  if (ghost === "leaving") return null;
  // Of a large ghost a part may have no outline of its own.
  if (ghost || (changeOf(nature, novelty) === "removed" && !isLeft)) {
    if (isHardlyKnown(blob, memory) || (ghost && !isDriven(ghost.className))) return becomePlace(blob, memory, false);
    if (novelty.kept > MISSING_KEPT) return becomePlace(blob, memory, true);
    return { ...finding, change: "removed", className: ghost?.className ?? nameOfGone(box) };
  }
  return { ...finding, change: "appeared", className: nameAt(box, around) };
}

/** Who brought it is asked for when it can be judged. */
function wait(blob: Blob, memory: PixelMemory, { book, nowMs }: Surroundings): null {
  book.holdAround(stillSinceMs(blob, memory), nowMs);
  return null;
}

/** What shows only what was around it is no thing but the place; what shows nothing like it is no place. */
function changeOf(nature: BlobNature, { old, kept }: Novelty): "appeared" | "removed" {
  if (old >= PLACE_OLD && kept < NUDGED) return "removed";
  return nature === "removed" && old >= THING_OLD ? "removed" : "appeared";
}

/** `isKnown`: what lies there is what lay there. */
function becomePlace({ pixels }: Blob, memory: PixelMemory, isKnown: boolean): null {
  for (const at of pixels) (isKnown ? replaceKnown : replace)(memory, at);
  return null;
}

/** True when what is gone now was not there for long. */
function isHardlyKnown({ pixels }: Blob, { confirmed }: PixelMemory): boolean {
  let looks = 0;
  for (const at of pixels) looks += confirmed[at]!;
  return looks < WELL_KNOWN_LOOKS * pixels.length;
}

function isHalfCovered(blob: Blob, { covered, widthPx, heightPx }: PixelMemory): boolean {
  let [around, hidden] = [0, 0];
  const top = Math.max(0, blob.top - 2);
  const bottom = Math.min(heightPx, blob.bottom + 2);
  for (let y = top; y < bottom; y++) {
    for (let x = Math.max(0, blob.left - 2); x < Math.min(widthPx, blob.right + 2); x++) {
      around++;
      if (covered[y * widthPx + x] === HIDDEN) hidden++;
    }
  }
  return hidden > COVERED_SURROUNDINGS * around;
}
