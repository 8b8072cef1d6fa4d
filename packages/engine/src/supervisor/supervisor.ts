// The fleet: about one worker process per core, cameras spread over them, the fallen replaced, the dangerous set aside.
import { AppError, type CameraConfig, type CameraHealth, type CameraSource } from "@vigie/contracts";
import { type Clock, type LiveChunk, withSilentScenarios } from "@vigie/core";
import type { CameraFigures, Fleet, FleetListener, LiveSubscription, ProbeReport, WorkerReport } from "../fleet.ts";
import { cameraOfFact, type Fact, type ToSupervisor } from "../worker/protocol.ts";
import { FactOutbox } from "./fact-outbox.ts";
import { HandOver, type HandOverOptions } from "./hand-over.ts";
import { Quarantine } from "./quarantine.ts";
import { type Slot, Slots } from "./slots.ts";
import { disabledHealth, healthWithout } from "./unspoken-health.ts";
import { Viewers } from "./viewers.ts";
import { type WorkerExit, WorkerProcess } from "./worker-process.ts";

export interface FleetOptions extends HandOverOptions {
  /** Module that a worker process runs. */
  workerEntry: URL;
  workers: number;
  /** Environment of the worker processes, beside this process's own. */
  environment: Record<string, string>;
  clock: Clock;
  listener: FleetListener;
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
  readonly #handOver: HandOver;
  readonly #slots = new Slots();
  readonly #cameras = new Map<string, CameraConfig>();
  readonly #health = new Map<string, CameraHealth>();
  readonly #onStopped = new Map<Slot, () => void>();
  readonly #viewers = new Viewers();
  #stopping = false;

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#handOver = new HandOver(options);
    this.#outbox = new FactOutbox(options.listener, options.clock, (what, cause) => options.onTrouble(what, { cause }));
  }

  async start(cameras: readonly CameraConfig[]): Promise<void> {
    for (let i = 0; i < Math.max(1, this.#options.workers); i++) this.#slots.add((slot) => this.#fork(slot));
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
    const slot = this.#slots.of(camera.id) ?? this.#slots.leastLoaded();
    slot.cameras.add(camera.id);
    await this.#hand(slot, camera.id);
  }

  async remove(cameraId: string): Promise<void> {
    this.#cameras.delete(cameraId);
    await this.#dismiss(cameraId);
    this.#health.delete(cameraId);
    this.#handOver.forget(cameraId);
  }

  health(): CameraHealth[] {
    return [...this.#health.values()];
  }

  workers(): WorkerReport[] {
    return this.#slots.all.map((slot) => ({
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
    return this.#viewers.open(this.#requireSlot(cameraId).process, cameraId, { onChunk, onEnd });
  }

  async probe(source: CameraSource): Promise<ProbeReport> {
    return (await this.#slots.leastLoaded().process.ask((ask) => ({ type: "probe", source, ask }))) as ProbeReport;
  }

  /** Recordings are closed, facts delivered; what does not end in time is killed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const ended = this.#slots.all.map(
      (slot) =>
        new Promise<void>((resolve) => {
          if (slot.process.isGone) return resolve();
          this.#onStopped.set(slot, resolve);
          slot.process.send({ type: "stop" });
        }),
    );
    const timer = this.#options.clock.after(STOP_MS, () => {
      for (const slot of this.#slots.all) slot.process.kill();
    });
    await Promise.all(ended);
    timer.cancel();
    await this.#outbox.stop(500);
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
        return this.#keep(message.fact);
      case "note":
        return this.#options.onTrouble(message.text, { cameraId: message.cameraId });
      case "chunk":
        return this.#viewers.show(message.viewer, message.chunk);
      case "live-end":
        return this.#viewers.end(message.viewer, message.reason);
      case "stopped":
        return slot.process.kill();
    }
  }

  #fallen(slot: Slot, exit: WorkerExit): void {
    this.#viewers.endAllOf(slot.process, "The camera's worker has ended and is being replaced.");
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

  #keep(fact: Fact): void {
    if (fact.type === "segment") this.#handOver.noteSegment(fact);
    if (fact.type === "memory" && !this.#handOver.noteMemory(fact.memory, this.#cameras.get(fact.memory.cameraId)))
      return;
    this.#outbox.put(cameraOfFact(fact), fact);
  }

  /** Gives the camera to its worker as it is configured by then, not as it was when this was asked for. */
  async #hand(slot: Slot, cameraId: string): Promise<void> {
    const process = slot.process;
    const taken = await this.#handOver.forCamera(cameraId);
    const camera = this.#cameras.get(cameraId);
    if (!camera?.enabled || !slot.cameras.has(cameraId) || slot.process !== process) return;
    process.send({ type: "put", camera, ...taken });
  }

  async #dismiss(cameraId: string): Promise<void> {
    const slot = this.#slots.of(cameraId);
    if (!slot) return;
    slot.cameras.delete(cameraId);
    await slot.process.ask((ask) => ({ type: "remove", cameraId, ask })).catch(() => {});
  }

  #setHealth(told: CameraHealth): void {
    const health = withSilentScenarios(told, this.#cameras.get(told.cameraId)?.scene.scenarios ?? []);
    this.#health.set(health.cameraId, health);
    this.#options.listener.onHealth(health);
  }

  #requireSlot(cameraId: string): Slot {
    const slot = this.#slots.of(cameraId);
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
