// The fleet as the server sees it: cameras go in; health, events, recordings and live pictures come out.
import type {
  CameraConfig,
  CameraHealth,
  CameraSource,
  CountTotals,
  LineCounts,
  SceneEvent,
  ZoneCounts,
} from "@vigie/contracts";
import type { LiveChunk, RecordedSegment, StoredMemory, TraceChunk } from "@vigie/core";

/** What an alarm's pictures have become. Paths are relative to the data folder. */
export interface EventMedia {
  eventId: string;
  still?: { state: "ready" | "failed"; path: string };
  clip?: { state: "pending" | "ready" | "failed"; path: string; startMs: number; durationMs: number };
}

/** What was counted since the report before; the server adds it to its bins. */
export interface CountsDelta {
  cameraId: string;
  atMs: number;
  lines: LineCounts[];
  zones: ZoneCounts[];
}

/** What a camera's analysis knows at this moment. */
export interface CameraFigures {
  /** Newest analysed picture; null while there is none. */
  atMs: number | null;
  totals: CountTotals;
  /** Since when each scenario's sums are counted, by scenario id. */
  sinceMs: Record<string, number>;
  notWatching: CameraHealth["notWatching"];
  /** True while the camera's picture shows nothing that could be judged. */
  isSightLost: boolean;
}

/** Notes on known objects that keep nothing back any more: the object has left, or their time is over. */
export interface SpentKnownObjects {
  cameraId: string;
  ids: string[];
}

/** Called by the fleet in order per camera. A rejected promise from `onEvent` is retried until it succeeds, so that no event is lost. */
export interface FleetListener {
  onEvent(event: SceneEvent): Promise<void>;
  onEventMedia(media: EventMedia): Promise<void>;
  onHealth(health: CameraHealth): void;
  onSegment(segment: RecordedSegment): Promise<void>;
  onCounts(delta: CountsDelta): Promise<void>;
  /** A minute of tracks; the same one may come again. */
  onTrace(chunk: TraceChunk): Promise<void>;
  /** The same ones may come again. */
  onKnownObjectsSpent(spent: SpentKnownObjects): Promise<void>;
  /** What a camera's analysis has learnt by now; it replaces what came before. */
  onMemory(memory: StoredMemory): Promise<void>;
}

export interface ProbeReport {
  codec: string;
  codecString: string | null;
  widthPx: number;
  heightPx: number;
  fps: number | null;
  durationS: number | null;
  /** One picture, masks not applied because none is drawn yet. */
  still: Uint8Array;
}

export interface LiveSubscription {
  mimeType: string;
  close(): void;
}

export interface WorkerReport {
  pid: number;
  cameras: string[];
  startedAtMs: number;
  restarts: number;
  rssBytes: number;
  cpuShare: number;
}

export interface Fleet {
  start(cameras: readonly CameraConfig[]): Promise<void>;
  /** Adds a camera or applies its new configuration; only this camera is touched. */
  put(camera: CameraConfig): Promise<void>;
  remove(cameraId: string): Promise<void>;
  health(): CameraHealth[];
  workers(): WorkerReport[];
  /** The newest picture. Errors: `camera.blind` when there is none, `camera.not-found`. */
  still(cameraId: string, maxWidthPx: number): Promise<{ jpeg: Uint8Array; capturedAtMs: number }>;
  /** What is counted now; null while the camera is not analysed. Errors: `camera.blind`, `camera.not-found`, `worker.*`. */
  figures(cameraId: string): Promise<CameraFigures | null>;
  /** A person says that what the camera shows now is its view. Errors: `camera.view-unchanged`, `camera.blind`, `camera.not-found`. */
  acceptView(cameraId: string): Promise<void>;
  /** First an `init` chunk and the current group of pictures, then fragments as they come. `onEnd` when the camera stops or changes. */
  live(
    cameraId: string,
    onChunk: (chunk: LiveChunk) => void,
    onEnd: (reason: string) => void,
  ): Promise<LiveSubscription>;
  /** Opens a source once, in a worker, and closes it again. Errors: those of VideoSource. */
  probe(source: CameraSource): Promise<ProbeReport>;
  stop(): Promise<void>;
}
