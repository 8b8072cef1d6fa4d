// Which of the frames that were looked at become pictures.
import type { FollowedSighting, SeenFrame } from "./follow.ts";

/** At most and at least so many pictures a second are kept. */
const MOST_FPS = 4;
const LEAST_FPS = 1.5;
/** Something moved when it moved by this share of its width. */
const MOVED = 0.15;

/** Indices of the frames to keep: more where things move, few where nothing changes. */
export function chooseFrames(seen: readonly SeenFrame[], followed: readonly FollowedSighting[][]): number[] {
  const kept: number[] = [];
  let lastS = Number.NEGATIVE_INFINITY;
  let moved = 0;
  seen.forEach(({ timeS }, index) => {
    const before = new Map(followed[index - 1]?.map((label) => [label.track, label.box]));
    for (const { track, box } of followed[index]!) {
      const old = track === undefined ? undefined : before.get(track);
      if (old) moved = Math.max(moved, Math.hypot(box[0] - old[0], box[3] - old[3]) / Math.max(0.02, box[2] - box[0]));
    }
    const waitS = moved > MOVED ? 1 / MOST_FPS : 1 / LEAST_FPS;
    if (timeS - lastS + 1e-3 < waitS) return;
    kept.push(index);
    lastS = timeS;
    moved = 0;
  });
  return kept;
}
