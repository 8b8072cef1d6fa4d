// The fleet: about one worker process per core, cameras spread over them, the fallen replaced, the dangerous set aside.
import { AppError, type CameraConfig, type CameraHealth, type CameraSource } from "@vigie/contracts";
import { type Clock, type LiveChunk, type StoredMemory, withSilentScenarios } from "@vigie/core";
import type { CameraFigures, Fleet, FleetListener, LiveSubscription, ProbeReport, WorkerReport } from "../fleet.ts";
import { memoryKey } from "../pipeline/memory-keeper.ts";
import type { Fact, SegmentChain, ToSupervisor } from "../worker/protocol.ts";
import { FactOutbox } from "./fact-outbox.ts";
import { Quarantine } from "./quarantine.ts";
import { RestartPace } from "./restart-pace.ts";
import { disabledHealth, healthWithout } from "./unspoken-health.ts";
import { type WorkerExit, WorkerProcess } from "./worker-process.ts";

export interface FleetOptions {
  /** Module that a worker process runs. */
  workerEntry: URL;
  workers: number;
  /** Environment of the worker processes, beside this process's own. */
  environment: Record<string, string>;
  clock: Clock;
  listener: FleetListener;
  /** Where the camera's recording chain ended, so that it goes on from there. */
  lastSegment(cameraId: string): Promise<SegmentChain>;
  /** What the camera's analysis had learnt, so that it goes on from there; every camera begins anew without it. */
  lastMemory?(cameraId: string): Promise<StoredMemory | null>;
  /** Something went wrong that the fleet mends by itself; for the log. */
  onTrouble(what: string, details: Record<string, unknown>): void;
}

interface Slot {
  process: WorkerProcess;
  cameras: Set<string>;
  restarts: number;
  pace: RestartPace;
  rssBytes: number;
  cpuShare: number;
}

interface Viewer {
  cameraId: string;
  slot: Slot;
  onChunk(chunk: LiveChunk): void;
  onEnd(reason: string): void;
}

/** A pending read of each camera holds one of libuv's threads, and files and hashes want some too. */
const THREADS_PER_WORKER = 128;
const STOP_MS = 3_500;

export function createFleet(options: FleetOptions): Fleet {
  return new Supervisor(options);
}

class Supervisor implements Fleet {
  readonly #options: FleetOptions;
  readonly #outbox: FactOutbox;
  readonly #quarantine = new Quarantine();
  readonly #slots: Slot[] = [];
  readonly #cameras = new Map<string, CameraConfig>();
  readonly #health = new Map<string, CameraHealth>();
  /** Where each camera's recordings ended as far as its workers said: the store may not have taken the newest segment yet. */
  readonly #chains = new Map<string, NonNullable<SegmentChain>>();
  /** What each camera's worker said last that it had learnt, for the same reason. */
  readonly #memories = new Map<string, StoredMemory>();
  readonly #onStopped = new Map<Slot, () => void>();
  readonly #viewers = new Map<number, Viewer>();
  #nextViewer = 1;
  #stopping = false;

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#outbox = new FactOutbox(options.listener, options.clock, (what, cause) => options.onTrouble(what, { cause }));
  }

  async start(cameras: readonly CameraConfig[]): Promise<void> {
    for (let i = 0; i < Math.max(1, this.#options.workers); i++) this.#slots.push(this.#newSlot());
    for (const camera of cameras) await this.put(camera);
  }

  async put(camera: CameraConfig): Promise<void> {
    this.#cameras.set(camera.id, camera);
    this.#quarantine.release(camera.id);
    if (!camera.enabled) {
      await this.#dismiss(camera.id);
      return this.#setHealth(disabledHealth(camera.id, this.#options.clock.nowMs()));
    }
    if (!this.#health.has(camera.id) || this.#health.get(camera.id)?.code === "camera.disabled") {
      this.#setHealth(healthWithout(camera.id, { type: "stream-opening", atMs: this.#options.clock.nowMs() }));
    }
    const slot = this.#slotOf(camera.id) ?? this.#leastLoaded();
    slot.cameras.add(camera.id);
    await this.#hand(slot, camera.id);
  }

  async remove(cameraId: string): Promise<void> {
    this.#cameras.delete(cameraId);
    await this.#dismiss(cameraId);
    this.#health.delete(cameraId);
    this.#chains.delete(cameraId);
    this.#memories.delete(cameraId);
  }

  health(): CameraHealth[] {
    return [...this.#health.values()];
  }

  workers(): WorkerReport[] {
    return this.#slots.map((slot) => ({
      pid: slot.process.pid,
      cameras: [...slot.cameras],
      startedAtMs: slot.process.startedAtMs,
      restarts: slot.restarts,
      rssBytes: slot.rssBytes,
      cpuShare: slot.cpuShare,
    }));
  }

  async still(cameraId: string, maxWidthPx: number): Promise<{ jpeg: Uint8Array; capturedAtMs: number }> {
    const slot = this.#requireSlot(cameraId);
    return (await slot.process.ask((ask) => ({ type: "still", cameraId, maxWidthPx, ask }))) as {
      jpeg: Uint8Array;
      capturedAtMs: number;
    };
  }

  async figures(cameraId: string): Promise<CameraFigures | null> {
    const slot = this.#requireSlot(cameraId);
    return (await slot.process.ask((ask) => ({ type: "figures", cameraId, ask }))) as CameraFigures | null;
  }

  async acceptView(cameraId: string): Promise<void> {
    await this.#requireSlot(cameraId).process.ask((ask) => ({ type: "accept-view", cameraId, ask }));
  }

  async live(
    cameraId: string,
    onChunk: (chunk: LiveChunk) => void,
    onEnd: (reason: string) => void,
  ): Promise<LiveSubscription> {
    const slot = this.#requireSlot(cameraId);
    const number = this.#nextViewer++;
    // Chunks may come before the answer: the viewer must be known first.
    this.#viewers.set(number, { cameraId, slot, onChunk, onEnd });
    try {
      const answer = await slot.process.ask((ask) => ({ type: "live-open", cameraId, viewer: number, ask }));
      const { mimeType } = answer as { mimeType: string };
      return {
        mimeType,
        close: () => {
          if (this.#viewers.delete(number)) slot.process.send({ type: "live-close", viewer: number });
        },
      };
    } catch (cause) {
      this.#viewers.delete(number);
      throw cause;
    }
  }

  async probe(source: CameraSource): Promise<ProbeReport> {
    return (await this.#leastLoaded().process.ask((ask) => ({ type: "probe", source, ask }))) as ProbeReport;
  }

  /** Recordings are closed, facts delivered; what does not end in time is killed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const ended = this.#slots.map(
      (slot) =>
        new Promise<void>((resolve) => {
          if (slot.process.isGone) return resolve();
          this.#onStopped.set(slot, resolve);
          slot.process.send({ type: "stop" });
        }),
    );
    const timer = this.#options.clock.after(STOP_MS, () => {
      for (const slot of this.#slots) slot.process.kill();
    });
    await Promise.all(ended);
    timer.cancel();
    await this.#outbox.stop(500);
  }

  #newSlot(): Slot {
    const slot: Slot = {
      process: undefined as never,
      cameras: new Set(),
      restarts: 0,
      pace: new RestartPace(),
      rssBytes: 0,
      cpuShare: 0,
    };
    slot.process = this.#fork(slot);
    return slot;
  }

  #fork(slot: Slot): WorkerProcess {
    const environment = { UV_THREADPOOL_SIZE: String(THREADS_PER_WORKER), ...this.#options.environment };
    return new WorkerProcess(this.#options.workerEntry, environment, this.#options.clock, {
      onMessage: (message) => this.#heard(slot, message),
      onSilent: () =>
        this.#blindAll(slot, "worker.silent", "Its worker does not answer; it is replaced if that lasts."),
      onExit: (exit) => this.#fallen(slot, exit),
    });
  }

  #heard(slot: Slot, message: ToSupervisor): void {
    switch (message.type) {
      case "heartbeat":
        slot.rssBytes = message.rssBytes;
        slot.cpuShare = message.cpuShare;
        for (const health of message.health) if (slot.cameras.has(health.cameraId)) this.#setHealth(health);
        return;
      case "fact":
        this.#noteChain(message.fact);
        if (message.fact.type === "memory" && !this.#noteMemory(message.fact.memory)) return;
        return this.#outbox.put(cameraOf(message.fact), message.fact);
      case "note":
        return this.#options.onTrouble(message.text, { cameraId: message.cameraId });
      case "chunk":
        return this.#viewers.get(message.viewer)?.onChunk(message.chunk);
      case "live-end":
        return this.#endViewer(message.viewer, message.reason);
      case "stopped":
        return slot.process.kill();
    }
  }

  #fallen(slot: Slot, exit: WorkerExit): void {
    for (const [number, viewer] of this.#viewers) {
      if (viewer.slot === slot) this.#endViewer(number, "The camera's worker has ended and is being replaced.");
    }
    if (this.#stopping) return this.#onStopped.get(slot)?.();
    const { clock, onTrouble } = this.#options;
    onTrouble("A worker has ended and is being replaced.", { pid: slot.process.pid, ...exit });
    const suspect = exit.crashed && exit.inHand && slot.cameras.has(exit.inHand) ? exit.inHand : null;
    if (suspect && this.#quarantine.strike(suspect, exit.description, clock.monotonicMs())) {
      slot.cameras.delete(suspect);
      const message = this.#quarantine.reason(suspect)!;
      this.#setHealth(healthWithout(suspect, { type: "worker-quarantined", atMs: clock.nowMs(), message }));
    }
    this.#blindAll(slot, "worker.gone", "Its worker has ended and is being replaced.");
    slot.restarts += 1;
    const delayMs = slot.pace.next(clock.monotonicMs());
    if (delayMs === 0) this.#restart(slot);
    else clock.after(delayMs, () => this.#restart(slot));
  }

  #restart(slot: Slot): void {
    if (this.#stopping) return;
    slot.process = this.#fork(slot);
    for (const id of slot.cameras) void this.#hand(slot, id);
  }

  #blindAll(slot: Slot, code: string, message: string): void {
    const atMs = this.#options.clock.nowMs();
    for (const id of slot.cameras) this.#setHealth(healthWithout(id, { type: "worker-lost", atMs, code, message }));
  }

  #noteChain(fact: Fact): void {
    if (fact.type !== "segment") return;
    const { cameraId, sequence, sha256, endMs } = fact.segment;
    if (sequence > (this.#chains.get(cameraId)?.sequence ?? 0)) this.#chains.set(cameraId, { sequence, sha256, endMs });
  }

  /** False for what was learnt of another source or behind other masks than the camera has by now: that is never stored. */
  #noteMemory(memory: StoredMemory): boolean {
    const camera = this.#cameras.get(memory.cameraId);
    if (!camera || memoryKey(camera) !== memory.key) return false;
    this.#memories.set(memory.cameraId, memory);
    return true;
  }

  /** Gives the camera to its worker as it is configured by then, not as it was when this was asked for. */
  async #hand(slot: Slot, cameraId: string): Promise<void> {
    const process = slot.process;
    const stored = await this.#options.lastSegment(cameraId).catch((cause) => {
      this.#options.onTrouble("The store did not say where the recordings of a camera ended.", { cameraId, cause });
      return null;
    });
    const memory = this.#memories.get(cameraId) ?? (await this.#storedMemory(cameraId));
    const camera = this.#cameras.get(cameraId);
    if (!camera?.enabled || !slot.cameras.has(cameraId) || slot.process !== process) return;
    const known = this.#chains.get(cameraId) ?? null;
    const chain = (known?.sequence ?? 0) > (stored?.sequence ?? 0) ? known : stored;
    process.send({ type: "put", camera, chain, memory });
  }

  async #storedMemory(cameraId: string): Promise<StoredMemory | null> {
    try {
      return (await this.#options.lastMemory?.(cameraId)) ?? null;
    } catch (cause) {
      this.#options.onTrouble("The store did not say what a camera had learnt; it begins anew.", { cameraId, cause });
      return null;
    }
  }

  async #dismiss(cameraId: string): Promise<void> {
    const slot = this.#slotOf(cameraId);
    if (!slot) return;
    slot.cameras.delete(cameraId);
    await slot.process.ask((ask) => ({ type: "remove", cameraId, ask })).catch(() => {});
  }

  #endViewer(number: number, reason: string): void {
    const viewer = this.#viewers.get(number);
    this.#viewers.delete(number);
    viewer?.onEnd(reason);
  }

  #setHealth(told: CameraHealth): void {
    const health = withSilentScenarios(told, this.#cameras.get(told.cameraId)?.scene.scenarios ?? []);
    this.#health.set(health.cameraId, health);
    this.#options.listener.onHealth(health);
  }

  #slotOf(cameraId: string): Slot | undefined {
    return this.#slots.find((slot) => slot.cameras.has(cameraId));
  }

  #leastLoaded(): Slot {
    return this.#slots.reduce((a, b) => (b.cameras.size < a.cameras.size ? b : a));
  }

  #requireSlot(cameraId: string): Slot {
    const slot = this.#slotOf(cameraId);
    if (slot) return slot;
    const known = this.#health.get(cameraId);
    if (!known)
      throw new AppError({ code: "camera.not-found", kind: "not-found", message: `There is no camera "${cameraId}".` });
    throw new AppError({
      code: "camera.blind",
      kind: "unavailable",
      message: `Camera "${cameraId}" shows nothing now: ${known.reason}`,
    });
  }
}

function cameraOf(fact: Fact): string {
  switch (fact.type) {
    case "event":
      return fact.event.cameraId;
    case "media":
      return fact.media.eventId.split(".")[0] ?? "";
    case "segment":
      return fact.segment.cameraId;
    case "counts":
      return fact.delta.cameraId;
    case "trace":
      return fact.chunk.cameraId;
    case "known-objects-spent":
      return fact.spent.cameraId;
    case "memory":
      return fact.memory.cameraId;
  }
}
