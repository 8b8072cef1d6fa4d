// A disk that is nearly full: the oldest recordings that no alarm needs make room for new ones.
import type { FileSystem, RecordedSegment } from "@vigie/core";
import type { StoreRecords } from "../open-records.ts";
import { recordingFiles } from "./file-names.ts";
import { finishRemovals, type RemovalResult } from "./file-removal.ts";

export interface PruneOptions {
  records: StoreRecords;
  files: FileSystem;
  /** Below this, recordings are deleted. Unit: bytes. */
  minFreeBytes: number;
}

export interface PruneResult extends RemovalResult {
  segments: number;
  segmentBytes: number;
  freeBytes: number;
  /** False when all that may go has gone and the disk is still too full. */
  enough: boolean;
}

const ROWS_A_ROUND = 50;

/** Deletes recordings, oldest first, until enough is free; those that show an undecided or true alarm stay. Errors: `store.*`, `files.io`. */
export async function pruneForSpace({ records, files, minFreeBytes }: PruneOptions): Promise<PruneResult> {
  const result: PruneResult = { segments: 0, segmentBytes: 0, freeBytes: 0, enough: true, removed: 0, failed: [] };
  for (;;) {
    result.freeBytes = await files.freeBytes();
    const missing = minFreeBytes - result.freeBytes;
    if (missing <= 0) return result;
    const chosen = enoughOf(await records.upkeep.unprotectedSegments(ROWS_A_ROUND), missing);
    if (chosen.length === 0 || result.failed.length > 0) return { ...result, enough: false };
    const paths = chosen.map((segment) => segment.path);
    await records.upkeep.dropSegments(paths, paths.flatMap(recordingFiles));
    const { removed, failed } = await finishRemovals(records, files);
    result.segments += chosen.length;
    result.segmentBytes += chosen.reduce((sum, segment) => sum + segment.sizeBytes, 0);
    result.removed += removed;
    result.failed = failed;
  }
}

function enoughOf(segments: readonly RecordedSegment[], bytes: number): RecordedSegment[] {
  const chosen: RecordedSegment[] = [];
  let sum = 0;
  for (const segment of segments) {
    if (sum >= bytes) break;
    chosen.push(segment);
    sum += segment.sizeBytes;
  }
  return chosen;
}
