// The tracker alone on the boxes of a MOTChallenge file: no video, no detector.
import { createDetections, createTracker, type TrackerOptions } from "@vigie/core";
import type { MotRow, SequenceInfo } from "./mot-format.ts";
import { groupByFrame } from "./sequence-pairs.ts";

export interface TrackerRun {
  rows: MotRow[];
  frames: number;
  /** Time inside the tracker alone. Unit: ms. */
  trackerMs: number;
}

/**
 * Feeds every frame of the sequence, also the empty ones, at its true rate and returns the boxes that a detection supports.
 * `nowMs` measures the cost; the tracker itself sees only frame times.
 */
export function runTracker(
  detections: readonly MotRow[],
  info: SequenceInfo,
  nowMs: () => number,
  options: Omit<TrackerOptions, "classes"> = {},
): TrackerRun {
  const tracker = createTracker({ ...options, classes: ["person"] });
  const scoreOf = scoreScale(detections);
  const byFrame = groupByFrame(detections);
  const aspect = info.widthPx / info.heightPx;
  const rows: MotRow[] = [];
  let frameBoxes = createDetections(256);
  let trackerMs = 0;
  for (let frame = 1; frame <= info.frameCount; frame++) {
    const boxes = byFrame.get(frame) ?? [];
    if (boxes.length > frameBoxes.scores.length) frameBoxes = createDetections(boxes.length * 2);
    frameBoxes.count = boxes.length;
    boxes.forEach((row, i) => {
      frameBoxes.boxes[i * 4] = row.leftPx / info.widthPx;
      frameBoxes.boxes[i * 4 + 1] = row.topPx / info.heightPx;
      frameBoxes.boxes[i * 4 + 2] = (row.leftPx + row.widthPx) / info.widthPx;
      frameBoxes.boxes[i * 4 + 3] = (row.topPx + row.heightPx) / info.heightPx;
      frameBoxes.scores[i] = scoreOf(row.confidence);
    });
    const before = nowMs();
    const tracks = tracker.step(frameBoxes, ((frame - 1) / info.framesPerS) * 1000, aspect);
    trackerMs += nowMs() - before;
    for (let t = 0; t < tracks.count; t++) {
      if (tracks.seen[t] !== 1) continue;
      const [x1, y1, x2, y2] = tracks.boxes.subarray(t * 4, t * 4 + 4) as unknown as [number, number, number, number];
      rows.push({
        frame,
        id: tracks.ids[t]!,
        leftPx: x1 * info.widthPx,
        topPx: y1 * info.heightPx,
        widthPx: (x2 - x1) * info.widthPx,
        heightPx: (y2 - y1) * info.heightPx,
        confidence: tracks.scores[t]!,
      });
    }
  }
  return { rows, frames: info.frameCount, trackerMs };
}

/**
 * Detectors of the files score on scales of their own. Scores within 0 to 1 are taken as they are; others are squeezed by their
 * middle: the median of the file's positive scores becomes 0.6.
 */
function scoreScale(rows: readonly MotRow[]): (score: number) => number {
  if (rows.every((row) => row.confidence >= 0 && row.confidence <= 1)) return (score) => score;
  const positive = rows.map((row) => row.confidence).filter((score) => score > 0);
  const median = positive.sort((a, b) => a - b)[Math.floor(positive.length / 2)] ?? 1;
  return (score) => (score <= 0 ? 0.1 : score / (score + (median * 2) / 3));
}
