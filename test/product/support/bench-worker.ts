// A worker in this process, with real media and real files, and a detector that sees what the test wants.
import { type CameraConfigInput, type CameraHealth, cameraConfigSchema, type SceneEvent } from "@vigie/contracts";
import {
  createDetections,
  type DetectorCatalogue,
  type DetectorModel,
  type FileSystem,
  type LiveChunk,
  type Media,
  type RecordedSegment,
} from "@vigie/core";
import {
  type AnswerValue,
  type CountsDelta,
  type EventMedia,
  fromPlainError,
  type ToSupervisor,
  type ToWorker,
  WorkerHost,
} from "@vigie/engine";
import { createMotionMeter, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";
import { systemClock } from "@vigie/store";

/** One gray picture as the detector got it, and when. */
export interface SeenPicture {
  timeMs: number;
  gray: GrayPicture;
}

export interface GrayPicture {
  widthPx: number;
  heightPx: number;
  data: Uint8Array;
}

/** Sees a person in each of these boxes; slow, broken or missing when it is told to be. */
export class BenchDetector implements DetectorCatalogue {
  boxes: [number, number, number, number][] = [];
  /** Boxes by how often it has looked; instead of `boxes` while it is set. */
  walk: ((look: number) => [number, number, number, number][]) | null = null;
  /** Blocks the process, as a model does. */
  blockMs = 0;
  failure: Error | null = null;
  absence: Error | null = null;
  opened = 0;
  runs = 0;
  keepsPictures = false;
  readonly seen: SeenPicture[] = [];

  async list() {
    return [];
  }

  async open(name: string): Promise<DetectorModel> {
    if (this.absence) throw this.absence;
    this.opened += 1;
    const info = {
      name,
      classes: ["person"],
      request: { rgb: null, gray: { maxWidthPx: 640, maxHeightPx: 360 } },
      gateable: false,
    };
    const detect: ReturnType<DetectorModel["forCamera"]>["detect"] = async ({ gray }, timeMs) => {
      if (this.failure) throw this.failure;
      this.runs += 1;
      if (this.keepsPictures && gray) this.seen.push({ timeMs, gray: packed(gray) });
      const until = performance.now() + this.blockMs;
      while (performance.now() < until);
      const boxes = this.walk?.(this.runs) ?? this.boxes;
      const found = createDetections(Math.max(1, boxes.length));
      for (const [i, box] of boxes.entries()) {
        found.boxes.set(box, i * 4);
        found.scores[i] = 0.9;
      }
      found.count = boxes.length;
      return found;
    };
    return {
      info,
      forCamera: () => ({ info, detect, close: () => {} }),
      modelMs: 0,
      modelRuns: 0,
      close: async () => {},
    };
  }
}

/** The picture without the padding of its rows, in memory of its own. */
export function packed(gray: {
  widthPx: number;
  heightPx: number;
  strideBytes: number;
  data: Uint8Array;
}): GrayPicture {
  const { widthPx, heightPx, strideBytes } = gray;
  const data = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++)
    data.set(gray.data.subarray(y * strideBytes, y * strideBytes + widthPx), y * widthPx);
  return { widthPx, heightPx, data };
}

export interface Viewing {
  readonly chunks: LiveChunk[];
  /** Why it ended; null while it lasts. */
  readonly ended: string | null;
}

export interface BenchOptions {
  files: FileSystem;
  media?: Media;
  catalogue?: DetectorCatalogue;
}

export class BenchWorker {
  readonly events: SceneEvent[] = [];
  readonly media: EventMedia[] = [];
  readonly segments: RecordedSegment[] = [];
  readonly counts: CountsDelta[] = [];
  readonly detector = new BenchDetector();
  readonly #health = new Map<string, CameraHealth>();
  readonly #answers = new Map<number, { resolve(value: AnswerValue): void; reject(cause: Error): void }>();
  readonly #viewings = new Map<number, { chunks: LiveChunk[]; ended: string | null }>();
  readonly #host: WorkerHost;
  #next = 1;

  constructor({ files, media = createMedia(), catalogue = this.detector }: BenchOptions) {
    this.#host = new WorkerHost({
      media,
      files,
      clock: systemClock(),
      catalogue,
      createMeter: createMotionMeter,
      gateThreshold: MOTION_GATE_THRESHOLD,
      send: (message) => this.#hear(message),
      noteInHand: () => {},
      usage: () => ({ rssBytes: process.memoryUsage.rss(), cpuShare: 0 }),
    });
  }

  health(cameraId: string): CameraHealth | undefined {
    return this.#health.get(cameraId);
  }

  put(camera: CameraConfigInput): Promise<void> {
    return this.#host.receive({ type: "put", camera: cameraConfigSchema.parse(camera), chain: null });
  }

  async remove(cameraId: string): Promise<void> {
    await this.#ask((ask) => ({ type: "remove", cameraId, ask }));
  }

  async still(cameraId: string): Promise<{ jpeg: Uint8Array; capturedAtMs: number }> {
    const answer = await this.#ask((ask) => ({ type: "still", cameraId, maxWidthPx: 640, ask }));
    return answer as { jpeg: Uint8Array; capturedAtMs: number };
  }

  async view(cameraId: string): Promise<Viewing> {
    const viewer = this.#next++;
    const viewing = { chunks: [] as LiveChunk[], ended: null };
    this.#viewings.set(viewer, viewing);
    await this.#ask((ask) => ({ type: "live-open", cameraId, viewer, ask }));
    return viewing;
  }

  stop(): Promise<void> {
    return this.#host.stop();
  }

  #ask(build: (ask: number) => ToWorker): Promise<AnswerValue> {
    const ask = this.#next++;
    return new Promise((resolve, reject) => {
      this.#answers.set(ask, { resolve, reject });
      void this.#host.receive(build(ask));
    });
  }

  #hear(message: ToSupervisor): void {
    switch (message.type) {
      case "heartbeat":
        for (const health of message.health) this.#health.set(health.cameraId, health);
        return;
      case "answer": {
        const answer = this.#answers.get(message.ask);
        this.#answers.delete(message.ask);
        if (message.ok) answer?.resolve(message.value);
        else answer?.reject(fromPlainError(message.error));
        return;
      }
      case "chunk":
        this.#viewings.get(message.viewer)?.chunks.push(message.chunk);
        return;
      case "live-end": {
        const viewing = this.#viewings.get(message.viewer);
        if (viewing) viewing.ended = message.reason;
        return;
      }
      case "fact": {
        const { fact } = message;
        if (fact.type === "event") this.events.push(fact.event);
        else if (fact.type === "media") this.media.push(fact.media);
        else if (fact.type === "segment") this.segments.push(fact.segment);
        else if (fact.type === "counts") this.counts.push(fact.delta);
      }
    }
  }
}
