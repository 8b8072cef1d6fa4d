// What a camera's analysis has learnt, from one analysis to the next and from one process to the next.
import { createHash } from "node:crypto";
import type { CameraConfig } from "@vigie/contracts";
import {
  CAMERA_MEMORY_VERSION,
  type CameraMemory,
  type Clock,
  isCameraMemory,
  memoryOrigin,
  renewedEveryMs,
  type StoredMemory,
} from "@vigie/core";

export interface MemorySink {
  /** To be stored in place of what was stored before. */
  onMemory(memory: StoredMemory): void;
  /** Why the camera begins anew, in one sentence for the log and for people. */
  onAnew(reason: string): void;
}

/** Something that learns, and can go on from what another has learnt. */
export interface Learner {
  kept(): CameraMemory | null;
  goOn(memory: CameraMemory): boolean;
}

/** First told once something is learnt, then ever less often, and soon after the sight or the drawing has become another. Unit: ms. */
const TELL_FIRST_MS = 8_000;
const TELL_CHANGE_MS = 5_000;
/** Light has changed too much since then for the view to be told by its edges. Unit: ms. */
const OLDEST_MS = 2 * 3_600_000;
const NOTHING = "null";

export class MemoryKeeper {
  readonly #clock: Clock;
  readonly #sink: MemorySink;
  #newest: StoredMemory | null;
  #toldAtMs: number;
  #waitMs = TELL_FIRST_MS;
  #everyMs = TELL_FIRST_MS;
  #toldSight: string | null = null;

  /** `stored`: what a process before this one has told. */
  constructor(stored: StoredMemory | null, clock: Clock, sink: MemorySink) {
    this.#newest = stored?.body === NOTHING ? null : stored;
    this.#clock = clock;
    this.#toldAtMs = clock.monotonicMs();
    this.#sink = sink;
  }

  /** What was learnt elsewhere, or behind other masks, is forgotten here and in the store at once. */
  forgetOthers(camera: CameraConfig): void {
    const key = memoryKey(camera);
    if (!this.#newest || this.#newest.key === key) return;
    this.#newest = null;
    this.#sink.onMemory({ cameraId: camera.id, key, atMs: this.#clock.nowMs(), body: NOTHING });
    this.#sink.onAnew("The camera's source or masks are not those it has learnt with; it learns its view anew.");
  }

  /** Lets a new analysis go on from the newest memory of this camera, when there is one that fits; whatever it is, it never throws. */
  resume(camera: CameraConfig, learner: Learner): void {
    this.forgetOthers(camera);
    this.#toldAtMs = this.#clock.monotonicMs();
    if (!this.#newest) return;
    const why = this.#hinders(this.#newest, learner);
    if (why === null) return;
    this.#newest = null;
    this.#sink.onAnew(why);
  }

  /** Why the learner has to begin anew; null when it goes on. */
  #hinders({ atMs, body }: StoredMemory, learner: Learner): string | null {
    if (this.#clock.nowMs() - atMs > OLDEST_MS)
      return "The camera was not watched for more than two hours; it learns its view anew.";
    try {
      const memory: unknown = JSON.parse(body);
      if ((memory as { version?: unknown } | null)?.version !== CAMERA_MEMORY_VERSION)
        return "What the camera had learnt was written by another version; it learns its view anew.";
      if (isCameraMemory(memory) && learner.goOn(memory)) return null;
    } catch {
      // Said below.
    }
    return "What the camera had learnt cannot be read; it learns its view anew.";
  }

  /** The picture came in another size, and the learner has begun anew. */
  resized(camera: CameraConfig, learner: Learner, sight: string): void {
    this.keep(camera, learner, sight);
    this.#sink.onAnew(
      "The camera's picture has another size than the one it has learnt with; it learns its view anew.",
    );
  }

  /** Called about every second. Cost: some milliseconds when it is time, nothing else. */
  note(camera: CameraConfig, learner: Learner, sight: string): void {
    const isAnother = this.#toldSight !== null && sight !== this.#toldSight;
    const waitMs = isAnother ? Math.min(this.#waitMs, TELL_CHANGE_MS) : this.#waitMs;
    if (this.#clock.monotonicMs() - this.#toldAtMs < waitMs) return;
    this.keep(camera, learner, sight);
    this.#waitMs = Math.min(this.#everyMs, this.#waitMs * 2);
  }

  /** Other places are drawn: what is learnt of them is told as what a camera learns first. */
  redrawn(): void {
    this.#waitMs = TELL_FIRST_MS;
  }

  /** Keeps and tells what was learnt by now. */
  keep(camera: CameraConfig, learner: Learner, sight: string): void {
    const kept = learner.kept();
    if (!kept) return;
    this.#toldAtMs = this.#clock.monotonicMs();
    this.#toldSight = sight;
    this.#everyMs = renewedEveryMs(kept);
    const memory = { cameraId: camera.id, key: memoryKey(camera), atMs: kept.atMs, body: JSON.stringify(kept) };
    this.#newest = memory;
    this.#sink.onMemory(memory);
  }
}

/** Short for what a memory is a memory of. */
export function memoryKey(camera: CameraConfig): string {
  return createHash("sha256").update(memoryOrigin(camera)).digest("hex");
}
