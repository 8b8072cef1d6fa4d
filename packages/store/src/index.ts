// What the store offers: records on two databases, files, the clock, retention and the start-up check.

export { type CheckedFile, type CheckReport, reindex } from "./check/reindex.ts";
export { SQLITE_FILE } from "./database/sqlite-file.ts";
export { createNodeFileSystem } from "./files/node-file-system.ts";
export { openRecords, type StoreOptions, type StoreRecords } from "./open-records.ts";
export { sealed } from "./records/sealed-bytes.ts";
export { openTrajectoryReader } from "./records/trajectory-reader.ts";
export { type ClockReading, type ClockStep, type ClockWatch, createClockWatch } from "./retention/clock-watch.ts";
export { type PruneOptions, type PruneResult, pruneForSpace } from "./retention/prune.ts";
export {
  checkedDays,
  enforceRetention,
  LONGEST_DAYS,
  type RetentionOptions,
  type RetentionResult,
  SHORTEST_DAYS,
} from "./retention/retention.ts";
export { systemClock } from "./system-clock.ts";
