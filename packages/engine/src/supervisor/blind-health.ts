// The health of a camera that no worker speaks for: never "ok", never silent.
import type { CameraHealth } from "@vigie/contracts";

export function blindHealth(
  cameraId: string,
  state: "blind" | "unknown",
  code: string,
  reason: string,
  nowMs: number,
): CameraHealth {
  return {
    cameraId,
    state,
    reason,
    code,
    sinceMs: nowMs,
    recording: false,
    analysing: false,
    detector: null,
    notWatching: [],
    video: null,
    sourceFps: 0,
    decodedFps: 0,
    analysedFps: 0,
    droppedFrames: 0,
    lastFrameAtMs: null,
  };
}
