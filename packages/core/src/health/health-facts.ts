// What can be known of a camera, one fact at a time, as the stages tell it.
import type { CameraHealth } from "@vigie/contracts";

/** Clock: `atMs` is wall time, never going back. Messages are sentences that a person can act on. */
export type HealthFact =
  | { type: "stream-opening"; atMs: number }
  | { type: "stream-opened"; atMs: number; video: NonNullable<CameraHealth["video"]> }
  /** Could not be opened, ended, or fell silent: no picture until a frame is decoded again. */
  | { type: "stream-failed"; atMs: number; code: string; message: string }
  /** A picture was really decoded; packets alone prove nothing. */
  | { type: "frame-decoded"; atMs: number; capturedAtMs: number }
  | { type: "analysis-on"; atMs: number; detector: string }
  /** Many of the last pictures were damaged; told again while it lasts. */
  | { type: "stream-damaged"; atMs: number; code: string; message: string }
  /** Switched off by its owner. */
  | { type: "analysis-off"; atMs: number }
  /** `lasting`: until it is on again; else one frame failed. */
  | { type: "analysis-failed"; atMs: number; code: string; message: string; lasting: boolean }
  /** Which share of the pictures that were to be analysed was left out over the last minute; null while it is small. */
  | { type: "analysis-behind"; atMs: number; leftOutShare: number | null }
  /** The camera shows pictures, but not what it should; null when it sees again. `isBlind`: nothing can be seen in them. */
  | { type: "sight"; atMs: number; problem: { code: string; message: string; isBlind: boolean } | null }
  /** What was learnt of the view says nothing any more; `reason` is one sentence. */
  | { type: "learns-anew"; atMs: number; reason: string }
  /** The view is known again. */
  | { type: "learnt"; atMs: number }
  | { type: "recording-on"; atMs: number }
  | { type: "recording-off"; atMs: number }
  | { type: "recording-lost"; atMs: number; code: string; message: string }
  | { type: "not-watching"; atMs: number; scenarios: CameraHealth["notWatching"] }
  | { type: "worker-lost"; atMs: number; code: string; message: string }
  | { type: "worker-quarantined"; atMs: number; message: string }
  | { type: "worker-started"; atMs: number }
  | {
      type: "measured";
      atMs: number;
      sourceFps: number;
      decodedFps: number;
      analysedFps: number;
      droppedFrames: number;
    }
  /** Nothing happened but time; what was seen grows old. */
  | { type: "time-passed"; atMs: number };
