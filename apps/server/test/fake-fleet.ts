// A fleet in memory for the tests: it remembers what it was given and says what the test makes it say.
import { AppError, type CameraConfig, type CameraHealth, type CameraSource } from "@vigie/contracts";
import type { LiveChunk } from "@vigie/core";
import type { CameraFigures, Fleet, LiveSubscription, ProbeReport, WorkerReport } from "@vigie/engine";

/** A valid JPEG header and end; nobody decodes it here. */
export const JPEG = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x02, 0xff, 0xd9]);

export class FakeFleet implements Fleet {
  readonly cameras = new Map<string, CameraConfig>();
  readonly states = new Map<string, CameraHealth>();
  readonly probed: CameraSource[] = [];
  readonly viewers = new Map<string, Set<{ onChunk(chunk: LiveChunk): void; onEnd(reason: string): void }>>();
  /** What the workers say is counted now, by camera id. */
  readonly counted = new Map<string, CameraFigures>();
  /** Cameras whose new view somebody accepted. */
  readonly accepted: string[] = [];
  /** Set to make the next probe fail. */
  probeError: AppError | null = null;
  stopped = false;

  async start(cameras: readonly CameraConfig[]): Promise<void> {
    for (const camera of cameras) await this.put(camera);
  }
  async put(camera: CameraConfig): Promise<void> {
    this.cameras.set(camera.id, camera);
  }
  async remove(cameraId: string): Promise<void> {
    this.cameras.delete(cameraId);
    this.states.delete(cameraId);
  }
  health(): CameraHealth[] {
    return [...this.states.values()];
  }
  workers(): WorkerReport[] {
    return [{ pid: 1, cameras: [...this.cameras.keys()], startedAtMs: 0, restarts: 0, rssBytes: 1, cpuShare: 0 }];
  }
  async still(cameraId: string): Promise<{ jpeg: Uint8Array; capturedAtMs: number }> {
    this.#require(cameraId);
    return { jpeg: JPEG, capturedAtMs: 1234 };
  }
  async acceptView(cameraId: string): Promise<void> {
    this.#require(cameraId);
    this.accepted.push(cameraId);
  }
  async figures(cameraId: string): Promise<CameraFigures | null> {
    this.#require(cameraId);
    return this.counted.get(cameraId) ?? null;
  }
  async live(
    cameraId: string,
    onChunk: (chunk: LiveChunk) => void,
    onEnd: (reason: string) => void,
  ): Promise<LiveSubscription> {
    this.#require(cameraId);
    const viewers = this.viewers.get(cameraId) ?? new Set();
    this.viewers.set(cameraId, viewers);
    const viewer = { onChunk, onEnd };
    viewers.add(viewer);
    // As the real one: the beginning may come before the subscription.
    onChunk({ kind: "init", data: Uint8Array.from([1]), isKey: false, capturedAtMs: 0 });
    onChunk({ kind: "fragment", data: Uint8Array.from([2]), isKey: true, capturedAtMs: 0 });
    return { mimeType: 'video/mp4; codecs="avc1.42c01e"', close: () => void viewers.delete(viewer) };
  }
  async probe(source: CameraSource): Promise<ProbeReport> {
    this.probed.push(source);
    if (this.probeError) throw this.probeError;
    return {
      codec: "h264",
      codecString: "avc1.42c01e",
      widthPx: 640,
      heightPx: 360,
      fps: 25,
      durationS: 1,
      still: JPEG,
    };
  }
  async stop(): Promise<void> {
    this.stopped = true;
  }

  send(cameraId: string, chunk: LiveChunk): void {
    for (const viewer of this.viewers.get(cameraId) ?? []) viewer.onChunk(chunk);
  }

  #require(cameraId: string): void {
    if (this.cameras.has(cameraId)) return;
    throw new AppError({ code: "camera.not-found", kind: "not-found", message: `There is no camera "${cameraId}".` });
  }
}
