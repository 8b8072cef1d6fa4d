// What the store offers: records on two databases, files, the clock, retention and the start-up check.

export { createNodeFileSystem } from "./files/node-file-system.ts";
export { openRecords, SQLITE_FILE, type StoreOptions, type StoreRecords } from "./open-records.ts";
export { systemClock } from "./system-clock.ts";
