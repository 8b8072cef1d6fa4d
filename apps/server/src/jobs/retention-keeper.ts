// Deletes what is too old, one pass at a time, and remembers what the last pass could not do until one has done it.
import { uptime } from "node:os";
import type { Clock, FileSystem } from "@vigie/core";
import { createClockWatch, enforceRetention, type RetentionResult, type StoreRecords } from "@vigie/store";
import type { FastifyBaseLogger } from "fastify";
import type { Metrics } from "../metrics/metrics.ts";
import { readSiteSettings } from "../site-settings.ts";

export interface RetentionKeeper {
  /** One pass by the site's settings. `confirmed`: an administrator says that the clock is right. Errors: `store.*`. */
  run(confirmed?: boolean): Promise<RetentionResult>;
  /** What the last pass held back or could not delete, one sentence each; empty when all is done. */
  reasons(): string[];
}

export interface RetentionKeeperDeps {
  records: StoreRecords;
  files: FileSystem;
  clock: Clock;
  metrics: Metrics;
  logger: FastifyBaseLogger;
  /** Measured time; the machine's own by default. */
  elapsedMs?: () => number;
}

/** What a camera has learnt is of no use after some hours without it. */
const MEMORY_OF_USE_MS = 24 * 3_600_000;

export function createRetentionKeeper(deps: RetentionKeeperDeps): RetentionKeeper {
  const { records, files, clock, metrics, logger } = deps;
  const watch = createClockWatch(records.settings, clock, deps.elapsedMs ?? measuredTime(clock));
  let last: Promise<unknown> = Promise.resolve();
  let reasons: string[] = [];

  const pass = async (confirmed: boolean): Promise<RetentionResult> => {
    const { retentionDays } = await readSiteSettings(records);
    const done = await enforceRetention({ records, files, clock, days: retentionDays, watch, confirmed });
    metrics.retentionRemoved(done.segments);
    await records.memories.dropBefore(clock.nowMs() - MEMORY_OF_USE_MS);
    const { segments, alarms, events, failed, refused } = done;
    const stuck = `${failed.length} files whose time is over could not be deleted; they are tried again each hour.`;
    const before = reasons;
    reasons = [...(refused === null ? [] : [refused]), ...(failed.length === 0 ? [] : [stuck])];
    for (const reason of reasons) if (!before.includes(reason)) logger.error({ job: "retention", failed }, reason);
    if (segments + alarms + events > 0) logger.info({ segments, alarms, events }, "Deleted what was too old.");
    return done;
  };

  return {
    run(confirmed = false) {
      const run = last.then(() => pass(confirmed));
      last = run.catch(() => undefined);
      return run;
    },
    reasons: () => reasons,
  };
}

/** On Linux the machine's uptime counts time asleep, which no jump of the clock can change; elsewhere it follows the clock. */
function measuredTime(clock: Clock): () => number {
  return process.platform === "linux" ? () => uptime() * 1000 : () => clock.monotonicMs();
}
