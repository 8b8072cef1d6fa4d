// Figures for Prometheus: what the fleet reports now, what was counted since the start, and the process itself.
import type { HealthState } from "@vigie/contracts";
import type { Clock, Records } from "@vigie/core";
import type { Fleet } from "@vigie/engine";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { StoreWatch } from "../health/store-watch.ts";

const HEALTH_STATES: readonly HealthState[] = ["ok", "degraded", "blind", "unknown"];
const LATENCY_BUCKETS_S = [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];

export interface Metrics {
  /** Content type and text of `/metrics`. */
  render(): Promise<{ contentType: string; text: string }>;
  alarmRaised(cameraId: string, kind: string): void;
  /** Unit: ms from the picture to the stored event. */
  eventStored(latencyMs: number): void;
  retentionRemoved(segments: number): void;
  /** Sockets open now, by what they carry. */
  socketsOpen(channel: "stream" | "live", change: 1 | -1): void;
  slowSocketClosed(channel: "stream" | "live"): void;
  /** From then on each rendering reads the fleet and the store. */
  observe(sources: { fleet: Fleet; records: Records; clock: Clock; storeWatch: StoreWatch }): void;
  /** Stops what runs in the background. */
  close(): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: "vigie_" });

  const raised = new Counter({
    name: "vigie_alarms_raised_total",
    help: "Alarms raised since this process began",
    labelNames: ["camera", "kind"],
    registers,
  });
  const latency = new Histogram({
    name: "vigie_event_latency_seconds",
    help: "From the picture that shows an event to the stored event",
    buckets: LATENCY_BUCKETS_S,
    registers,
  });
  const removed = new Counter({
    name: "vigie_retention_removed_segments_total",
    help: "Recording segments deleted because their time was over",
    registers,
  });
  const sockets = new Gauge({
    name: "vigie_websockets_open",
    help: "WebSockets open now",
    labelNames: ["channel"],
    registers,
  });
  const slow = new Counter({
    name: "vigie_websockets_slow_closed_total",
    help: "WebSockets closed because their reader was too slow",
    labelNames: ["channel"],
    registers,
  });

  return {
    async render() {
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
    alarmRaised: (camera, kind) => raised.inc({ camera, kind }),
    eventStored: (latencyMs) => latency.observe(Math.max(0, latencyMs) / 1000),
    retentionRemoved: (segments) => removed.inc(segments),
    socketsOpen: (channel, change) => sockets.inc({ channel }, change),
    slowSocketClosed: (channel) => slow.inc({ channel }),
    observe(sources) {
      observeFleet(registers, sources.fleet, sources.clock);
      observeStore(registers, sources.records, sources.storeWatch);
    },
    close: () => registry.clear(),
  };
}

function observeFleet(registers: Registry[], fleet: Fleet, clock: Clock): void {
  const perCamera = (name: string, help: string, read: (health: ReturnType<Fleet["health"]>[number]) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ["camera"],
      registers,
      collect() {
        this.reset();
        for (const health of fleet.health()) this.set({ camera: health.cameraId }, read(health));
      },
    });
  perCamera("vigie_camera_source_fps", "Pictures per second that the camera sends", (h) => h.sourceFps);
  perCamera("vigie_camera_decoded_fps", "Pictures per second decoded", (h) => h.decodedFps);
  perCamera("vigie_camera_analysed_fps", "Pictures per second analysed", (h) => h.analysedFps);
  perCamera("vigie_camera_dropped_frames", "Analysis frames dropped since the stream began", (h) => h.droppedFrames);
  perCamera("vigie_camera_recording", "1 while the camera is recorded", (h) => Number(h.recording));
  perCamera("vigie_camera_last_frame_age_seconds", "Age of the newest picture, -1 when there was none", (h) =>
    h.lastFrameAtMs === null ? -1 : Math.max(0, clock.nowMs() - h.lastFrameAtMs) / 1000,
  );
  new Gauge({
    name: "vigie_camera_health",
    help: "1 for the state in which the camera is",
    labelNames: ["camera", "state"],
    registers,
    collect() {
      this.reset();
      for (const health of fleet.health()) {
        for (const state of HEALTH_STATES) this.set({ camera: health.cameraId, state }, Number(state === health.state));
      }
    },
  });
  const perWorker = (name: string, help: string, read: (worker: ReturnType<Fleet["workers"]>[number]) => number) =>
    new Gauge({
      name,
      help,
      labelNames: ["pid"],
      registers,
      collect() {
        this.reset();
        for (const worker of fleet.workers()) this.set({ pid: String(worker.pid) }, read(worker));
      },
    });
  perWorker("vigie_worker_resident_bytes", "Memory of a worker process", (w) => w.rssBytes);
  perWorker("vigie_worker_cpu_share", "Share of one core that a worker uses", (w) => w.cpuShare);
  perWorker("vigie_worker_restarts", "How often the worker was replaced", (w) => w.restarts);
}

/** While the store is away its figures stay as they were; `vigie_store_up` says so. */
function observeStore(registers: Registry[], records: Records, store: StoreWatch): void {
  const whenThere = async (collect: () => Promise<void>): Promise<void> => {
    if (store.trouble()) return;
    await store.orTrouble(collect()).catch(() => undefined);
  };
  new Gauge({
    name: "vigie_store_up",
    help: "1 while the database answers",
    registers,
    collect() {
      this.set(store.trouble() ? 0 : 1);
    },
  });
  new Gauge({
    name: "vigie_recorded_bytes",
    help: "Bytes of all indexed recordings",
    registers,
    async collect() {
      await whenThere(async () => this.set(await records.segments.totalBytes()));
    },
  });
  new Gauge({
    name: "vigie_alarms_stored_total",
    help: "Alarms raised since the store was created",
    registers,
    async collect() {
      await whenThere(async () => this.set(await records.alarms.totalRaised()));
    },
  });
  new Gauge({
    name: "vigie_alarms",
    help: "Alarms by state",
    labelNames: ["state"],
    registers,
    async collect() {
      await whenThere(async () => {
        for (const [state, count] of Object.entries(await records.alarms.countByState())) this.set({ state }, count);
      });
    },
  });
  new Gauge({
    name: "vigie_journal_last_seq",
    help: "Number of the newest journal entry",
    registers,
    async collect() {
      await whenThere(async () => this.set(await records.journal.lastSeq()));
    },
  });
}
