// Retention: nothing that shows people outlives its days; counters, in which nobody can be found, stay.
import type { Alarm } from "@vigie/contracts";
import { AppError } from "@vigie/contracts/errors";
import type { Clock, FileSystem, RecordedSegment } from "@vigie/core";
import type { StoreRecords } from "../open-records.ts";
import { type ClockReading, type ClockWatch, createClockWatch } from "./clock-watch.ts";
import { alarmFiles, recordingFiles } from "./file-names.ts";
import { finishRemovals, type RemovalResult } from "./file-removal.ts";
import { dueAhead } from "./stamped-ahead.ts";

export interface RetentionOptions {
  records: StoreRecords;
  files: FileSystem;
  clock: Clock;
  /** Whole days, 1 to 30. */
  days: number;
  /** Kept by a server that runs pass after pass; without it the pass is that of a server that has just started. */
  watch?: ClockWatch;
  /** A person has said that the clock is right: delete even what `refused` held back. */
  confirmed?: boolean;
}

export interface RetentionResult extends RemovalResult {
  /** Everything before this wall time went. */
  cutoffMs: number;
  segments: number;
  segmentBytes: number;
  alarms: number;
  events: number;
  /** Pieces of stored tracks. */
  trajectories: number;
  journalEntries: number;
  /** One sentence when the clock has stepped and what only the step explains is held back; null otherwise. */
  refused: string | null;
}

export const SHORTEST_DAYS = 1;
export const LONGEST_DAYS = 30;
const DAY_MS = 86_400_000;
const ROWS_A_ROUND = 200;
/** Who asked for candidates on other cameras, under which reference, can be looked up long after the pictures are gone. */
const ASKED_KEPT_MS = 365 * DAY_MS;

/**
 * Deletes recordings, clips, stills, tracks, events, alarms and journal entries older than `days`. Rows go before files, and files stay noted
 * until they are gone: a crash at any moment leaves nothing served that is not there, and no file for ever. Journal entries about what an
 * investigator asked stay for a year.
 * Errors: `retention.bad-days`, `store.*`.
 */
export async function enforceRetention(options: RetentionOptions): Promise<RetentionResult> {
  const { records, files, clock } = options;
  const keptMs = checkedDays(options.days) * DAY_MS;
  const watch = options.watch ?? createClockWatch(records.settings, clock);
  if (options.confirmed) await watch.trustWall();
  const reading = await watch.read(keptMs);
  const cutoffMs = reading.trustedMs - keptMs;
  const result: RetentionResult = {
    cutoffMs,
    segments: 0,
    segmentBytes: 0,
    alarms: 0,
    events: 0,
    trajectories: 0,
    journalEntries: 0,
    refused: null,
    removed: 0,
    failed: [],
  };
  await dropSegments(records, () => records.segments.olderThan(cutoffMs, ROWS_A_ROUND), result);
  await dropAlarms(records, () => records.upkeep.alarmsBefore(cutoffMs, ROWS_A_ROUND), result);
  const ahead = await dueAhead(records.upkeep, records.settings, reading.wallMs, keptMs);
  if (ahead) {
    const { fromMs, toMs } = ahead;
    await dropSegments(records, () => records.upkeep.segmentsWithin(fromMs, toMs, ROWS_A_ROUND), result);
    await dropAlarms(records, () => records.upkeep.alarmsWithin(fromMs, toMs, ROWS_A_ROUND), result);
    const notes = await records.upkeep.dropNotesWithin(fromMs, toMs);
    result.events += notes.events;
    result.journalEntries += notes.journalEntries;
    result.trajectories += await records.upkeep.dropTracksWithin(fromMs, toMs);
  }
  result.events += await records.upkeep.dropEventsBefore(cutoffMs);
  result.trajectories += await records.upkeep.dropTracksBefore(cutoffMs);
  result.journalEntries += await records.upkeep.dropJournalBefore(cutoffMs, reading.trustedMs - ASKED_KEPT_MS);
  Object.assign(result, await finishRemovals(records, files));
  result.refused = await heldBack(records, reading, keptMs);
  await watch.accept(reading);
  return result;
}

/** Errors: `retention.bad-days`. */
export function checkedDays(days: number): number {
  if (Number.isInteger(days) && days >= SHORTEST_DAYS && days <= LONGEST_DAYS) return days;
  throw new AppError({
    code: "retention.bad-days",
    kind: "invalid",
    audience: "operator",
    message: `Recordings are kept for ${SHORTEST_DAYS} to ${LONGEST_DAYS} whole days; ${days} is not allowed.`,
  });
}

/** The sentence for a person about what the clock's step keeps from being deleted; null when it makes no difference. */
async function heldBack(records: StoreRecords, { wallMs, step }: ClockReading, keptMs: number): Promise<string | null> {
  if (step === null) return null;
  const days = (step.byMs / DAY_MS).toFixed(1);
  if (step.kind === "backward") {
    return `The server's clock lies ${days} days before the last clean-up, so what was recorded since then is kept too long; set the clock right, or confirm the clean-up.`;
  }
  const { before, all } = await records.upkeep.shareBefore(wallMs - keptMs);
  if (before === 0) return null;
  return `The server's clock has jumped forward by ${days} days: ${before} of ${all} recordings and alarms look too old only because of that and stay until their days have really passed; set the clock right, or confirm the clean-up.`;
}

async function dropSegments(
  records: StoreRecords,
  nextDue: () => Promise<RecordedSegment[]>,
  result: RetentionResult,
): Promise<void> {
  for (;;) {
    const old = await nextDue();
    if (old.length === 0) return;
    const paths = old.map((segment) => segment.path);
    await records.upkeep.dropSegments(paths, paths.flatMap(recordingFiles));
    result.segments += old.length;
    result.segmentBytes += old.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  }
}

async function dropAlarms(
  records: StoreRecords,
  nextDue: () => Promise<Alarm[]>,
  result: RetentionResult,
): Promise<void> {
  for (;;) {
    const old = await nextDue();
    if (old.length === 0) return;
    const dropped = await records.upkeep.dropAlarms(old, old.flatMap(alarmFiles));
    result.alarms += old.length;
    result.events += dropped.events;
  }
}
