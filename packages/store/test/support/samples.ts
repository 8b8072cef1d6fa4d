// Alarms, events, cameras and recordings as they come in, with only what a test cares about spelled out.
import { createHash } from "node:crypto";
import { type Alarm, type CameraConfig, cameraConfigSchema, type SceneEvent } from "@vigie/contracts";
import type { RecordedSegment } from "@vigie/core";

export function alarm(id: string, over: Partial<Alarm> = {}): Alarm {
  return {
    id,
    eventId: `event-${id}`,
    cameraId: "gate",
    cameraName: "Gate",
    place: "North side",
    scenarioId: "intrusion",
    scenarioName: "Nobody in the yard",
    kind: "intrusion",
    priority: "normal",
    score: 0.7,
    confidence: null,
    why: 'A person stood in the "yard" for 4 s — été, 日本',
    facts: { className: "person", placeName: "été, 日本", seconds: 4 },
    classes: ["person"],
    trackIds: [4],
    box: [0.1, 0.2, 0.3, 0.4],
    state: "raised",
    startedAtMs: 1_700_000_000_000,
    endedAtMs: null,
    raisedAtMs: 1_700_000_000_500,
    occurrences: 1,
    acknowledgedAtMs: null,
    acknowledgedBy: null,
    verdict: null,
    outcome: null,
    verdictNote: "",
    verdictAtMs: null,
    verdictBy: null,
    still: "pending",
    clip: "pending",
    clipStartMs: null,
    clipDurationMs: null,
    ...over,
  };
}

export function event(id: string, over: Partial<SceneEvent> = {}): SceneEvent {
  return {
    id,
    cameraId: "gate",
    scenarioId: "intrusion",
    kind: "intrusion",
    phase: "started",
    startedAtMs: 1_700_000_000_000,
    endedAtMs: null,
    classes: ["person"],
    trackIds: [4],
    score: 0.7,
    why: "A person is in the yard.",
    facts: {},
    box: null,
    direction: null,
    mode: "record",
    priority: "normal",
    ...over,
  };
}

export function camera(id: string, name = id): CameraConfig {
  return cameraConfigSchema.parse({ id, name, source: { kind: "rtsp", url: "rtsp://192.0.2.7/stream" } });
}

export function segment(path: string, over: Partial<RecordedSegment> = {}): RecordedSegment {
  return {
    cameraId: "gate",
    path,
    sequence: 1,
    startMs: 1_700_000_000_000,
    endMs: 1_700_000_060_000,
    sizeBytes: 1000,
    sha256: "aa",
    previousSha256: "",
    codec: "h264",
    widthPx: 640,
    heightPx: 360,
    gapBeforeMs: 0,
    gapReason: "",
    ...over,
  };
}

/** A recording of `text` with the facts that belong to it. */
export function recording(
  path: string,
  text: string,
  over: Partial<RecordedSegment> = {},
): { bytes: Uint8Array; facts: RecordedSegment } {
  const bytes = new TextEncoder().encode(text);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return { bytes, facts: segment(path, { sizeBytes: bytes.length, sha256, ...over }) };
}
