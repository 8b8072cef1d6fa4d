// Retention: nothing that shows people outlives its days; counters, in which nobody can be found, stay.
import { AppError } from "@vigie/contracts/errors";
import type { Clock, FileSystem } from "@vigie/core";
import type { StoreRecords } from "../open-records.ts";
import { alarmFiles, recordingFiles } from "./file-names.ts";
import { finishRemovals, type RemovalResult } from "./file-removal.ts";

export interface RetentionOptions {
  records: StoreRecords;
  files: FileSystem;
  clock: Clock;
  /** Whole days, 1 to 30. */
  days: number;
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
  journalEntries: number;
  /** One sentence when nothing was deleted because only a step of the clock explains so much; null otherwise. */
  refused: string | null;
}

export const SHORTEST_DAYS = 1;
export const LONGEST_DAYS = 30;
const DAY_MS = 86_400_000;
const LAST_PASS = "retention.last-pass";
const SUSPICIOUS_SHARE = 0.05;
const ROWS_A_ROUND = 200;

/**
 * Deletes recordings, clips, stills, events, alarms and journal entries older than `days`. Rows go before files, and files stay noted
 * until they are gone: a crash at any moment leaves nothing served that is not there, and no file for ever.
 * Errors: `retention.bad-days`, `store.*`.
 */
export async function enforceRetention(options: RetentionOptions): Promise<RetentionResult> {
  const { records, files, clock } = options;
  const days = checkedDays(options.days);
  const nowMs = Math.floor(clock.nowMs());
  const cutoffMs = nowMs - days * DAY_MS;
  const result: RetentionResult = {
    cutoffMs,
    segments: 0,
    segmentBytes: 0,
    alarms: 0,
    events: 0,
    journalEntries: 0,
    refused: options.confirmed ? null : await clockDoubt(records, nowMs, cutoffMs),
    removed: 0,
    failed: [],
  };
  if (result.refused === null) {
    await dropSegments(records, cutoffMs, result);
    await dropAlarms(records, cutoffMs, result);
    result.events += await records.upkeep.dropEventsBefore(cutoffMs);
    result.journalEntries = await records.upkeep.dropJournalBefore(cutoffMs);
  }
  Object.assign(result, await finishRemovals(records, files));
  if (result.refused === null) await records.settings.set(LAST_PASS, String(nowMs));
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

/** A clock that jumped makes young pictures look old. The pass before tells how far it moved, the store how much would go. */
async function clockDoubt(records: StoreRecords, nowMs: number, cutoffMs: number): Promise<string | null> {
  const text = await records.settings.get(LAST_PASS);
  if (text === null || Math.abs(nowMs - Number(text)) <= DAY_MS) return null;
  const { before, all } = await records.upkeep.shareBefore(cutoffMs);
  if (before <= all * SUSPICIOUS_SHARE) return null;
  const moved = ((nowMs - Number(text)) / DAY_MS).toFixed(1);
  return `The clock has moved by ${moved} days since the last clean-up and ${before} of ${all} recordings and alarms would be deleted at once; check the clock, then confirm the clean-up.`;
}

async function dropSegments(records: StoreRecords, cutoffMs: number, result: RetentionResult): Promise<void> {
  for (;;) {
    const old = await records.segments.olderThan(cutoffMs, ROWS_A_ROUND);
    if (old.length === 0) return;
    const paths = old.map((segment) => segment.path);
    await records.upkeep.dropSegments(paths, paths.flatMap(recordingFiles));
    result.segments += old.length;
    result.segmentBytes += old.reduce((sum, segment) => sum + segment.sizeBytes, 0);
  }
}

async function dropAlarms(records: StoreRecords, cutoffMs: number, result: RetentionResult): Promise<void> {
  for (;;) {
    const old = await records.upkeep.alarmsBefore(cutoffMs, ROWS_A_ROUND);
    if (old.length === 0) return;
    const dropped = await records.upkeep.dropAlarms(old, old.flatMap(alarmFiles));
    result.alarms += old.length;
    result.events += dropped.events;
  }
}
