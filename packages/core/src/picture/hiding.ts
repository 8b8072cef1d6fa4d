// Which things stand before a place: what they hide is not judged.
import type { Thing } from "../observations/thing.ts";

/** A thing that was not seen for this long hides nothing any more. Unit: ms. */
const FORGOTTEN_MS = 2_000;
/** A box is a little smaller than what hides. Unit: share of its side. */
const MARGIN = 0.08;

/** True for points that a thing's box covers at this time, or did until it was lost `forgottenMs` ago at most. */
export function hiddenBy(
  things: readonly Thing[],
  nowMs: number,
  forgottenMs = FORGOTTEN_MS,
): (x: number, y: number) => boolean {
  const boxes = things
    .filter((thing) => nowMs - thing.seenMs <= forgottenMs)
    .map(({ box: [x1, y1, x2, y2] }) => {
      const [mx, my] = [(x2 - x1) * MARGIN, (y2 - y1) * MARGIN];
      return [x1 - mx, y1 - my, x2 + mx, y2 + my] as const;
    });
  return (x, y) => boxes.some(([x1, y1, x2, y2]) => x >= x1 && x <= x2 && y >= y1 && y <= y2);
}
