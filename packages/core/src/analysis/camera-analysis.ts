// One camera's domain in one object: detections of a frame in; tracks, events and counts out. Pure: the caller brings the time.
import type { CameraHealth, CountTotals, Scene, SceneEvent } from "@vigie/contracts";
import type { Detections } from "../detections/detections.ts";
import type { Sight } from "../picture/index.ts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import type { Tracks } from "../tracks/tracks.ts";
import type { TraceChunk } from "../trajectories/trace.ts";
import type { CameraMemory } from "./camera-memory.ts";

export interface AnalysisFrame {
  /** Clock: capturedAtMs of the frame; strictly increasing within one run. */
  timeMs: number;
  detections: Detections;
  /** Width divided by height of the source picture, so that distances mean the same in both directions. */
  aspect: number;
  /** The small picture, whenever `needsPicture` says so; only read during the step. */
  picture?: WatchPicture | null;
  /** The detector did not look at this frame: its last answer stands. */
  isRepeat?: boolean;
}

export interface AnalysisResult {
  /** Reused by the next step. */
  tracks: Tracks;
  /** New facts of this frame, in a deterministic order; mostly empty. */
  events: SceneEvent[];
}

export interface CameraAnalysis {
  step(frame: AnalysisFrame): AnalysisResult;
  /** New drawings and scenarios, live; unchanged scenarios keep their state. */
  setScene(scene: Scene): void;
  /** The stream has a hole or began anew: tracks end, open events end with the reason, counts stay. */
  interrupt(timeMs: number): SceneEvent[];
  /** Closes what is open at the end of a file. */
  finish(timeMs: number): SceneEvent[];
  /** Lines and zones, turning movements, queues: totals since the analysis began. */
  counts(): CountTotals;
  /** True when a picture is to be brought with the frame of this time: for scenarios that judge from it, and to know that the camera sees. */
  needsPicture(timeMs: number): boolean;
  /** True when that picture is to be brought in more detail as well. */
  needsFinePicture(): boolean;
  /** What the camera's own sight was like when it was last looked at; null before. */
  sight(): Sight | null;
  /** A person says that the present view is the right one. False when nothing was wrong with it. */
  acceptView(): boolean;
  /** Scenarios that cannot watch with this detector, with the reason in one sentence. */
  notWatching(): CameraHealth["notWatching"];
  /** Ids of notes on known objects that are spent: the object has left, so that whoever keeps the scene may delete them. */
  spentKnownObjects(): string[];
  /** What was learnt and outlives the process; null before the first frame. Cost: some milliseconds. */
  kept(): CameraMemory | null;
  /** Goes on from what was kept, as if there had been no break. False, and nothing is taken over, for another version or after the first frame. */
  goOn(memory: CameraMemory): boolean;
  /** How often what was learnt of the view was given up, because the picture came in a size that it is not known in. */
  viewResizes(): number;
  /** True once the view was learnt from about a minute of pictures that showed it. */
  isViewLearnt(): boolean;
}

export interface CameraAnalysisOptions {
  cameraId: string;
  /** Class names by class id of the active detector. */
  classes: readonly string[];
  scene: Scene;
  /** Hears of each finished minute of tracks; absent, none are kept. */
  onTrace?: ((chunk: TraceChunk) => void) | undefined;
}
