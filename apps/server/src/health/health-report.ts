// The state of the whole site in one answer: ok only when every part was looked at and is well.
import type { HealthReport } from "@vigie/contracts";
import type { Clock, FileSystem, Records } from "@vigie/core";
import type { Fleet } from "@vigie/engine";
import { shownHealth } from "../cameras/camera-book.ts";
import type { RetentionKeeper } from "../jobs/retention-keeper.ts";
import type { StoreWatch } from "./store-watch.ts";

const LOW_DISK_BYTES = 1024 ** 3;
const MAX_REASONS = 20;

export interface HealthReportDeps {
  records: Records;
  files: FileSystem;
  clock: Clock;
  fleet: Fleet;
  retention: RetentionKeeper;
  storeWatch: StoreWatch;
  version: string;
  startedAtMs: number;
}

interface StoredFigures {
  cameras: { id: string; name: string; enabled: boolean }[];
  alarmsRaised: number;
  alarmsOpen: number;
  recordedBytes: number;
}

/** Makes reports that never throw: what cannot be read is said in the reasons, and its figures are those last read, 0 before. */
export function createHealthReport(deps: HealthReportDeps): () => Promise<HealthReport> {
  const { records, files, clock, fleet, retention, storeWatch } = deps;
  let figures: StoredFigures = { cameras: [], alarmsRaised: 0, alarmsOpen: 0, recordedBytes: 0 };

  const readFigures = async (): Promise<StoredFigures> => {
    await records.ping();
    const [cameras, alarmsRaised, byState, recordedBytes] = await Promise.all([
      records.cameras.list(),
      records.alarms.totalRaised(),
      records.alarms.countByState(),
      records.segments.totalBytes(),
    ]);
    return { cameras, alarmsRaised, alarmsOpen: byState.raised + byState.acknowledged, recordedBytes };
  };

  return async () => {
    const reasons: string[] = [];
    const attempt = async <T>(read: Promise<T>, otherwise: T, reason: string): Promise<T> => {
      try {
        return await read;
      } catch {
        reasons.push(storeWatch.trouble()?.message ?? reason);
        return otherwise;
      }
    };
    const known = figures;
    const read = storeWatch.trouble() ? Promise.reject(storeWatch.trouble()) : storeWatch.orTrouble(readFigures());
    figures = await attempt(read, known, "The store does not answer.");
    const storeOk = reasons.length === 0;
    const freeBytes = await files.freeBytes().catch(() => null);
    if (freeBytes === null) reasons.push("The data folder cannot be read.");
    else if (freeBytes < LOW_DISK_BYTES) {
      reasons.push(`Only ${Math.round(freeBytes / 1024 ** 2)} MB are free in the data folder.`);
    }
    reasons.push(...retention.reasons());

    const cameras = { total: 0, ok: 0, degraded: 0, blind: 0, unknown: 0 };
    const health = fleet.health();
    for (const camera of figures.cameras) {
      if (!camera.enabled) continue;
      const found = health.find((item) => item.cameraId === camera.id);
      const state = found?.state ?? "unknown";
      cameras.total++;
      cameras[state]++;
      if (found && (state === "degraded" || state === "blind")) {
        reasons.push(`Camera "${camera.name}" is ${state}: ${shownHealth(found).reason}`);
      }
    }
    return {
      status: reasons.length === 0 ? "ok" : "degraded",
      version: deps.version,
      startedAtMs: deps.startedAtMs,
      nowMs: clock.nowMs(),
      cameras,
      alarmsRaised: figures.alarmsRaised,
      alarmsOpen: figures.alarmsOpen,
      store: { dialect: records.dialect, ok: storeOk },
      disk: { freeBytes: freeBytes ?? 0, recordedBytes: figures.recordedBytes },
      reasons: reasons.slice(0, MAX_REASONS),
    };
  };
}
