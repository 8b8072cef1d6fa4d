// What the server does by itself from time to time: deletes what is too old or in the way, and settles what was left pending.
import type { Clock, FileSystem } from "@vigie/core";
import { pruneForSpace, type StoreRecords } from "@vigie/store";
import type { FastifyBaseLogger } from "fastify";
import { PATIENCE_MS, settlePendingMedia } from "../alarms/pending-media.ts";
import type { CameraBook } from "../cameras/camera-book.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { announceEndedScenarios } from "../scenarios/ended-scenarios.ts";
import { type PeriodicJob, startPeriodicJob } from "./periodic-job.ts";
import type { RetentionKeeper } from "./retention-keeper.ts";

const HOUR_MS = 3_600_000;
const SPACE_LOOK_MS = 30_000;
const ENDS_LOOK_MS = 5_000;
/** Recordings make room below this, so that alarms can always be written. Unit: bytes. */
const MIN_FREE_BYTES = 1024 ** 3;

export interface UpkeepDeps {
  records: StoreRecords;
  files: FileSystem;
  clock: Clock;
  metrics: Metrics;
  cameras: CameraBook;
  retention: RetentionKeeper;
  logger: FastifyBaseLogger;
}

/** Each job runs at once and then in its own time. */
export function startUpkeep(deps: UpkeepDeps): PeriodicJob[] {
  const { records, files, clock, metrics, cameras, retention, logger } = deps;
  const every = { clock, logger };
  return [
    startPeriodicJob({
      ...every,
      name: "retention",
      everyMs: HOUR_MS,
      async work() {
        await retention.run();
      },
    }),
    startPeriodicJob({
      ...every,
      name: "unused videos",
      everyMs: HOUR_MS,
      async work() {
        const removed = await cameras.tidyVideos();
        if (removed > 0) logger.info({ removed }, "Deleted uploaded videos that no camera plays.");
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
      name: "ends of temporary scenarios",
      everyMs: ENDS_LOOK_MS,
      async work() {
        await announceEndedScenarios(records, clock);
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
