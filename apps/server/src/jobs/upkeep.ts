// What the server does by itself from time to time: deletes what is too old or in the way, and settles what was left pending.
import type { Clock, FileSystem } from "@vigie/core";
import { enforceRetention, pruneForSpace, type StoreRecords } from "@vigie/store";
import type { FastifyBaseLogger } from "fastify";
import { PATIENCE_MS, settlePendingMedia } from "../alarms/pending-media.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { readSiteSettings } from "../site-settings.ts";
import { type PeriodicJob, startPeriodicJob } from "./periodic-job.ts";

const HOUR_MS = 3_600_000;
const SPACE_LOOK_MS = 30_000;
/** Recordings make room below this, so that alarms can always be written. Unit: bytes. */
const MIN_FREE_BYTES = 1024 ** 3;

export interface UpkeepDeps {
  records: StoreRecords;
  files: FileSystem;
  clock: Clock;
  metrics: Metrics;
  logger: FastifyBaseLogger;
}

/** Each job runs at once and then in its own time. */
export function startUpkeep(deps: UpkeepDeps): PeriodicJob[] {
  const { records, files, clock, metrics, logger } = deps;
  const every = { clock, logger };
  return [
    startPeriodicJob({
      ...every,
      name: "retention",
      everyMs: HOUR_MS,
      async work() {
        const { retentionDays } = await readSiteSettings(records);
        const done = await enforceRetention({ records, files, clock, days: retentionDays });
        metrics.retentionRemoved(done.segments);
        const { segments, alarms, events, failed } = done;
        if (done.refused !== null) logger.error({ job: "retention" }, done.refused);
        if (failed.length > 0)
          logger.error({ failed }, "Files whose time is over could not be deleted; they are tried again.");
        if (segments + alarms + events > 0) logger.info({ segments, alarms, events }, "Deleted what was too old.");
      },
    }),
    startPeriodicJob({
      ...every,
      name: "space",
      everyMs: SPACE_LOOK_MS,
      async work() {
        if ((await files.freeBytes()) >= MIN_FREE_BYTES) return;
        const done = await pruneForSpace({ records, files, minFreeBytes: MIN_FREE_BYTES });
        metrics.retentionRemoved(done.segments);
        const { segments, freeBytes } = done;
        logger.warn(
          { segments, freeBytes },
          "The disk is almost full: the oldest recordings that no alarm needs were deleted.",
        );
        if (!done.enough)
          logger.error({ freeBytes }, "The disk is almost full and nothing more may be deleted; free some space.");
      },
    }),
    startPeriodicJob({
      ...every,
      name: "pending pictures",
      everyMs: PATIENCE_MS,
      async work() {
        const settled = await settlePendingMedia(records, files, clock);
        if (settled > 0) logger.warn({ settled }, "Pictures of alarms were announced and never came.");
      },
    }),
  ];
}
