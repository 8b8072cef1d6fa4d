// Segments of a day to runs without a hole, and the holes between them; a hole is never hidden.
import type { recordingsSchema } from "@vigie/contracts";
import type { z } from "zod";

export type Segment = z.infer<typeof recordingsSchema>["segments"][number];

export interface Run {
  startMs: number;
  endMs: number;
  sizeBytes: number;
  segments: readonly Segment[];
  /** The hole before this run since the run before; 0 for the first of the day. */
  gapMs: number;
  gapReason: string;
}

/** Shorter holes between two segments are how clocks differ, not a loss. */
export const SMALLEST_GAP_MS = 1_000;

export function recordingRuns(segments: readonly Segment[]): Run[] {
  const ordered = [...segments].sort((a, b) => a.startMs - b.startMs || a.sequence - b.sequence);
  const runs: Run[] = [];
  for (const segment of ordered) {
    const last = runs.at(-1);
    const gapMs = last ? segment.startMs - last.endMs : 0;
    if (last && gapMs <= SMALLEST_GAP_MS) {
      runs[runs.length - 1] = {
        ...last,
        endMs: Math.max(last.endMs, segment.endMs),
        sizeBytes: last.sizeBytes + segment.sizeBytes,
        segments: [...last.segments, segment],
      };
    } else {
      runs.push({
        startMs: segment.startMs,
        endMs: segment.endMs,
        sizeBytes: segment.sizeBytes,
        segments: [segment],
        gapMs,
        gapReason: segment.gapReason,
      });
    }
  }
  return runs;
}

/** The segment in which an instant lies, else the next one after it; null when nothing was recorded from then on. */
export function segmentFrom(segments: readonly Segment[], atMs: number): Segment | null {
  return inOrder(segments).find(({ endMs }) => endMs > atMs) ?? null;
}

/** The same, else the last. */
export function segmentAt(segments: readonly Segment[], atMs: number): Segment | null {
  return segmentFrom(segments, atMs) ?? inOrder(segments).at(-1) ?? null;
}

function inOrder(segments: readonly Segment[]): Segment[] {
  return [...segments].sort((a, b) => a.startMs - b.startMs);
}
