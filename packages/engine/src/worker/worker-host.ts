// The inside of a worker process: many cameras, one analysis queue, shared models.
import { AppError, type CameraConfig } from "@vigie/contracts";
import type {
  Clock,
  DetectorCatalogue,
  DetectorModel,
  FileSystem,
  Media,
  MotionMeter,
  RecordedSegment,
  StoredMemory,
} from "@vigie/core";
import { AnalysisQueue } from "../pipeline/analysis-queue.ts";
import { CameraPipeline, type PipelineSink } from "../pipeline/camera-pipeline.ts";
import { probeSource } from "./probe.ts";
import {
  type AnswerValue,
  type Fact,
  type SegmentChain,
  type ToSupervisor,
  type ToWorker,
  toPlainError,
} from "./protocol.ts";

export interface WorkerDeps {
  media: Media;
  files: FileSystem;
  clock: Clock;
  catalogue: DetectorCatalogue;
  createMeter(): MotionMeter;
  gateThreshold: number;
  send(message: ToSupervisor): void;
  /** Notes which camera native code is about to work for, so that a crash can be told from a bystander. */
  noteInHand(cameraId: string): void;
  /** Makes whole the recordings that a killed worker left unfinished in this folder, oldest first; none when left out. */
  recoverSegments?(folder: string): Promise<RecordedSegment[]>;
  /** Resources of this process. */
  usage(): { rssBytes: number; cpuShare: number };
}

const HEARTBEAT_MS = 1_000;
/** After a start or a change people wait for what becomes of a camera. */
const EAGER_HEARTBEAT_MS = 250;
const EAGER_FOR_MS = 10_000;

export class WorkerHost {
  readonly #deps: WorkerDeps;
  readonly #queue: AnalysisQueue;
  readonly #models = new Map<string, Promise<DetectorModel>>();
  readonly #pipelines = new Map<string, CameraPipeline>();
  readonly #viewers = new Map<number, { close(): void }>();
  /** Changes of one camera, one after the other: two pipelines of it must never write to the same folder. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #eagerUntilMs = 0;
  #stopped = false;

  constructor(deps: WorkerDeps) {
    this.#deps = deps;
    this.#queue = new AnalysisQueue(deps.clock);
    this.#beSwift();
    this.#deps.send({ type: "ready" });
    this.#beat();
  }

  /** Resolves once the message has taken effect; rejects for none that the supervisor sends. */
  async receive(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "put":
        return this.#put(message.camera, message.chain, message.memory ?? null);
      case "remove":
        return this.#answer(message.ask, async () => {
          await this.#inTurn(message.cameraId, () => this.#remove(message.cameraId));
          return null;
        });
      case "still":
        return this.#answer(message.ask, async () => this.#pipeline(message.cameraId).still(message.maxWidthPx));
      case "figures":
        return this.#answer(message.ask, async () => this.#pipeline(message.cameraId).figures());
      case "accept-view":
        return this.#answer(message.ask, async () => this.#pipeline(message.cameraId).acceptView());
      case "probe":
        return this.#answer(message.ask, () => probeSource(this.#deps.media, message.source));
      case "live-open":
        return this.#answer(message.ask, async () => this.#openLive(message.cameraId, message.viewer));
      case "live-close":
        this.#viewers.get(message.viewer)?.close();
        this.#viewers.delete(message.viewer);
        return;
      case "stop":
        return this.stop();
    }
  }

  /** Ends all cameras; their recordings are closed and reported before it returns. */
  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await Promise.allSettled(this.#turns.values());
    await Promise.all([...this.#pipelines.values()].map((pipeline) => pipeline.stop()));
    for (const model of this.#models.values()) await model.then((m) => m.close()).catch(() => {});
    this.#deps.send({ type: "stopped" });
  }

  async #inTurn(cameraId: string, change: () => Promise<void>): Promise<void> {
    this.#beSwift();
    const turn = (this.#turns.get(cameraId) ?? Promise.resolve()).then(change, change);
    this.#turns.set(cameraId, turn);
    try {
      await turn;
    } finally {
      if (this.#turns.get(cameraId) === turn) this.#turns.delete(cameraId);
    }
  }

  async #remove(cameraId: string): Promise<void> {
    const pipeline = this.#pipelines.get(cameraId);
    this.#pipelines.delete(cameraId);
    await pipeline?.stop();
  }

  /** A running camera takes its new masks over at once; a new one waits for the end of one of the same name. */
  async #put(camera: CameraConfig, chain: SegmentChain, memory: StoredMemory | null): Promise<void> {
    const running = this.#pipelines.get(camera.id);
    if (running) {
      this.#beSwift();
      return running.put(camera);
    }
    await this.#inTurn(camera.id, async () => {
      const meanwhile = this.#pipelines.get(camera.id);
      if (meanwhile) return meanwhile.put(camera);
      if (!this.#stopped) this.#begin(camera, chain, memory);
    });
  }

  #begin(camera: CameraConfig, chain: SegmentChain, memory: StoredMemory | null): void {
    const { media, files, clock, createMeter, gateThreshold } = this.#deps;
    const pipeline = new CameraPipeline(camera, chain, memory, {
      media,
      files,
      clock,
      createMeter,
      gateThreshold,
      queue: this.#queue,
      openModel: (name) => this.#openModel(name),
      recoverSegments: async (folder) => (await this.#deps.recoverSegments?.(folder)) ?? [],
      sink: this.#sink(),
    });
    this.#pipelines.set(camera.id, pipeline);
    pipeline.start();
  }

  #sink(): PipelineSink {
    return {
      onEvent: (event) => this.#tell({ type: "event", event }),
      onEventMedia: (media) => this.#tell({ type: "media", media }),
      onSegment: (segment) => this.#tell({ type: "segment", segment }),
      onCounts: (delta) => this.#tell({ type: "counts", delta }),
      onTrace: (chunk) => this.#tell({ type: "trace", chunk }),
      onKnownObjectsSpent: (spent) => this.#tell({ type: "known-objects-spent", spent }),
      onMemory: (memory) => this.#tell({ type: "memory", memory }),
      onNote: (cameraId, text) => this.#deps.send({ type: "note", cameraId, text }),
      onNative: (cameraId) => this.#deps.noteInHand(cameraId),
    };
  }

  #tell(fact: Fact): void {
    this.#deps.send({ type: "fact", fact });
  }

  /** Cameras with the same detector share one session; a model that failed to open is tried again for the next camera. */
  #openModel(name: string): Promise<DetectorModel> {
    const known = this.#models.get(name);
    if (known) return known;
    const opening = this.#deps.catalogue.open(name);
    this.#models.set(name, opening);
    opening.catch(() => this.#models.delete(name));
    return opening;
  }

  #openLive(cameraId: string, viewer: number): AnswerValue {
    const { send } = this.#deps;
    const subscription = this.#pipeline(cameraId).live({
      onChunk: (chunk) => send({ type: "chunk", viewer, chunk }),
      onEnd: (reason) => {
        this.#viewers.delete(viewer);
        send({ type: "live-end", viewer, reason });
      },
    });
    this.#viewers.set(viewer, subscription);
    return { mimeType: subscription.mimeType };
  }

  #pipeline(cameraId: string): CameraPipeline {
    const pipeline = this.#pipelines.get(cameraId);
    if (pipeline) return pipeline;
    throw new AppError({
      code: "camera.not-found",
      kind: "not-found",
      message: `There is no camera "${cameraId}" here.`,
    });
  }

  async #answer(ask: number, work: () => Promise<AnswerValue>): Promise<void> {
    try {
      this.#deps.send({ type: "answer", ask, ok: true, value: await work() });
    } catch (cause) {
      this.#deps.send({ type: "answer", ask, ok: false, error: toPlainError(cause) });
    }
  }

  #beSwift(): void {
    this.#eagerUntilMs = this.#deps.clock.monotonicMs() + EAGER_FOR_MS;
  }

  #beat(): void {
    if (this.#stopped) return;
    for (const pipeline of this.#pipelines.values()) pipeline.tick();
    const health = [...this.#pipelines.values()].map((pipeline) => pipeline.health());
    this.#deps.send({ type: "heartbeat", ...this.#deps.usage(), health });
    const isEager = this.#deps.clock.monotonicMs() < this.#eagerUntilMs;
    this.#deps.clock.after(isEager ? EAGER_HEARTBEAT_MS : HEARTBEAT_MS, () => this.#beat());
  }
}
