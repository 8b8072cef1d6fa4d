// What moves and was not recognised: it is no background.
import { type Corners, insideShare, iou } from "./box.ts";
import type { Category } from "./coco-set.ts";
import type { FollowedSighting } from "./follow.ts";

/** What moves and is not this large is none of the things that the plan names. Unit: share of the picture. */
const SMALLEST_MOVER = 0.015;
/** What moves and is larger is light or the camera itself. Unit: share of the picture. */
const LARGEST_DOUBT = 0.15;

/** What the plan's author has seen with their own eyes, and what is not to be judged. */
const SEEN_SCORE = 0.7;
const DOUBT_SCORE = 0.3;

/** Adds to each frame what moves and has no label yet: as what the plan says, or as not to be judged. */
export function addMoving(
  followed: FollowedSighting[][],
  moving: Corners[][] | null,
  movingIs: Category | undefined,
): void {
  moving?.forEach((boxes, frame) => {
    for (const box of boxes) {
      const share = (box[2] - box[0]) * (box[3] - box[1]);
      if (movingIs ? share < SMALLEST_MOVER : share > LARGEST_DOUBT) continue;
      const isKnown = followed[frame]!.some(
        (label) => !label.ignore && (insideShare(box, label.box) > 0.5 || iou(box, label.box) > 0.3),
      );
      if (isKnown) continue;
      followed[frame]!.push({
        category: movingIs ?? "person",
        box,
        score: movingIs ? SEEN_SCORE : DOUBT_SCORE,
        ignore: !movingIs,
      });
      if (!movingIs) followed[frame]!.push({ category: "car", box, score: DOUBT_SCORE, ignore: true });
    }
  });
}
