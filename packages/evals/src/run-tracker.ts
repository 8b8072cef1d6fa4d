// The tracker alone on the boxes of a MOTChallenge file: no video, no detector.
import { createDetections, createTracker, defaultTrackerSettings, type TrackerOptions } from "@vigie/core";
import type { MotRow, SequenceInfo } from "./mot-format.ts";
import { groupByFrame } from "./sequence-pairs.ts";
import { fillWays } from "./way-between.ts";

/** A file of shares without anything below this was cut by its detector. */
const CUT_SHARE = 0.45;

export interface TrackerRun {
  rows: MotRow[];
  frames: number;
  /** Time inside the tracker alone. Unit: ms. */
  trackerMs: number;
}

/**
 * Feeds every frame of the sequence, also the empty ones, at its true rate and returns the boxes that a detection supports and, where a
 * track was lost for no longer than an unseen one is listed, those on the straight way between.
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
  const listed = new Set<number>();
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
      const id = tracks.ids[t]!;
      if (!listed.has(id)) {
        listed.add(id);
        const bornFrame = 1 + Math.round((tracks.bornAtMs[t]! / 1000) * info.framesPerS);
        if (bornFrame < frame) rows.push(toRow(bornFrame, id, tracks.bornBoxes!, t, tracks.scores[t]!, info));
      }
      if (tracks.seen[t] === 1) rows.push(toRow(frame, id, tracks.boxes, t, tracks.scores[t]!, info));
    }
  }
  const coastS = options.settings?.coastS ?? defaultTrackerSettings.coastS;
  return { rows: fillWays(rows, info, coastS), frames: info.frameCount, trackerMs };
}

function toRow(
  frame: number,
  id: number,
  boxes: Float32Array,
  t: number,
  confidence: number,
  info: SequenceInfo,
): MotRow {
  const x1 = boxes[t * 4]!;
  const y1 = boxes[t * 4 + 1]!;
  return {
    frame,
    id,
    leftPx: x1 * info.widthPx,
    topPx: y1 * info.heightPx,
    widthPx: (boxes[t * 4 + 2]! - x1) * info.widthPx,
    heightPx: (boxes[t * 4 + 3]! - y1) * info.heightPx,
    confidence,
  };
}

/**
 * Detectors of the files score on scales of their own. Shares from 0 to 1 are taken as they are, unless everything unsure was cut away:
 * then their log odds tell the sure from the unsure. Those and all other scales are squeezed by their middle: the median of the
 * positive scores becomes 0.6.
 */
function scoreScale(rows: readonly MotRow[]): (score: number) => number {
  const isShare = rows.every((row) => row.confidence >= 0 && row.confidence <= 1);
  if (isShare && !rows.every((row) => row.confidence >= CUT_SHARE)) return (score) => score;
  const known = isShare ? (share: number) => Math.log(share / Math.max(1e-6, 1 - share)) : (score: number) => score;
  const positive = rows.map((row) => known(row.confidence)).filter((score) => score > 0);
  const median = positive.sort((a, b) => a - b)[Math.floor(positive.length / 2)] ?? 1;
  return (confidence) => {
    const score = known(confidence);
    return score <= 0 ? 0.1 : score / (score + (median * 2) / 3);
  };
}
