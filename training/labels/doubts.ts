// What a teacher says and yet is not believed: signs that stand for people, and boxes within boxes.
import { areKin, type Corners, insideShare, iou } from "./box.ts";
import type { Category } from "./coco-set.ts";
import type { FollowedSighting, SeenFrame } from "./follow.ts";

/** What stays in place for longer than this share of a clip of at least `STILL_S` stands still. Unit of the last: s. */
const STILL_PERSON_SHARE = 0.6;
const STILL_OTHER_SHARE = 0.3;
const STILL_S = 6;
const STILL_IOU = 0.8;
/** A thing that stands still and was once seen better than this is a parked car. */
const SEEN_WELL = 0.65;
/** A vehicle with another inside it, seen at least so, is a piece of road, unless it is seen this well itself. */
const SURE_OUTER = 0.8;
const LEAST_INNER = 0.35;

/**
 * What never moves by a hair's breadth all through a clip and is a "person", or anything that is never seen well, is a sign, a bin or a
 * statue: nobody is to be judged there. A parked car is seen well.
 */
export function doubtStanding(labels: FollowedSighting[][], frames: readonly SeenFrame[]): void {
  const lengthS = (frames.at(-1)?.timeS ?? 0) - (frames[0]?.timeS ?? 0);
  if (lengthS < STILL_S) return;
  const places: { category: Category; box: Corners; frames: Set<number>; best: number }[] = [];
  labels.forEach((entries, frame) => {
    for (const { box, category, score } of entries) {
      const place = places.find((known) => areKin(known.category, category) && iou(known.box, box) > STILL_IOU);
      if (place) {
        place.frames.add(frame);
        place.best = Math.max(place.best, score);
      } else places.push({ category, box, frames: new Set([frame]), best: score });
    }
  });
  const standing = places.filter(
    ({ category, frames: present, best }) =>
      present.size > (category === "person" ? STILL_PERSON_SHARE : STILL_OTHER_SHARE) * frames.length &&
      (category === "person" || best < SEEN_WELL),
  );
  for (const entries of labels)
    for (const label of entries)
      if (standing.some(({ category, box }) => areKin(category, label.category) && iou(box, label.box) > 0.5))
        label.ignore = true;
}

/** A second box of a family inside a first is mostly the same thing, or the first is a piece of the scene. */
export function doubtNested(labels: FollowedSighting[][]): void {
  for (const entries of labels) for (const label of entries) if (isNested(label, entries)) label.ignore = true;
}

function isNested(label: FollowedSighting, entries: readonly FollowedSighting[]): boolean {
  return entries.some((other) => {
    if (other === label || !areKin(other.category, label.category)) return false;
    const isInside = insideShare(label.box, other.box) > 0.75;
    const contains = insideShare(other.box, label.box) > 0.75;
    if (label.category === "person") return other.score > label.score && (isInside || contains);
    return contains && !isInside && label.score < SURE_OUTER && other.score > LEAST_INNER;
  });
}
