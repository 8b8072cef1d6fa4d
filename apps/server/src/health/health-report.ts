// The state of the whole site in one answer: ok only when every part was looked at and is well.
import type { HealthReport } from "@vigie/contracts";
import type { Clock, FileSystem, Records } from "@vigie/core";
import type { Fleet } from "@vigie/engine";
import { shownHealth } from "../cameras/camera-book.ts";
import type { RetentionKeeper } from "../jobs/retention-keeper.ts";

const LOW_DISK_BYTES = 1024 ** 3;
const MAX_REASONS = 20;

export interface HealthReportDeps {
  records: Records;
  files: FileSystem;
  clock: Clock;
  fleet: Fleet;
  retention: RetentionKeeper;
  version: string;
  startedAtMs: number;
}

/** Never throws: what cannot be read is said in the reasons, and its figures are 0. */
export async function reportHealth(deps: HealthReportDeps): Promise<HealthReport> {
  const { records, files, clock, fleet } = deps;
  const reasons: string[] = [];
  const attempt = async <T>(read: Promise<T>, otherwise: T, reason: string): Promise<T> => {
    try {
      return await read;
    } catch {
      if (!reasons.includes(reason)) reasons.push(reason);
      return otherwise;
    }
  };
  const noStore = "The store does not answer.";
  const storeOk = await attempt(
    records.ping().then(() => true),
    false,
    noStore,
  );
  const [configured, alarmsRaised, byState, recordedBytes, freeBytes] = await Promise.all([
    attempt(records.cameras.list(), [], noStore),
    attempt(records.alarms.totalRaised(), 0, noStore),
    attempt(records.alarms.countByState(), { raised: 0, acknowledged: 0, cleared: 0, suppressed: 0 }, noStore),
    attempt(records.segments.totalBytes(), 0, noStore),
    attempt(files.freeBytes(), 0, "The data folder cannot be read."),
  ]);
  if (freeBytes < LOW_DISK_BYTES && reasons.length === 0) {
    reasons.push(`Only ${Math.round(freeBytes / 1024 ** 2)} MB are free in the data folder.`);
  }

  reasons.push(...deps.retention.reasons());

  const cameras = { total: 0, ok: 0, degraded: 0, blind: 0, unknown: 0 };
  const health = fleet.health();
  for (const camera of configured) {
    if (!camera.enabled) continue;
    const known = health.find((item) => item.cameraId === camera.id);
    const state = known?.state ?? "unknown";
    cameras.total++;
    cameras[state]++;
    if (known && (state === "degraded" || state === "blind")) {
      reasons.push(`Camera "${camera.name}" is ${state}: ${shownHealth(known).reason}`);
    }
  }
  return {
    status: reasons.length === 0 ? "ok" : "degraded",
    version: deps.version,
    startedAtMs: deps.startedAtMs,
    nowMs: clock.nowMs(),
    cameras,
    alarmsRaised,
    alarmsOpen: byState.raised + byState.acknowledged,
    store: { dialect: records.dialect, ok: storeOk },
    disk: { freeBytes, recordedBytes },
    reasons: reasons.slice(0, MAX_REASONS),
  };
}
