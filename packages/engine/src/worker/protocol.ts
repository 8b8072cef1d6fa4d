// What supervisor and worker say to each other; plain data only, sent with the structured-clone serialisation.
import { AppError, type CameraConfig, type CameraHealth, type CameraSource, type SceneEvent } from "@vigie/contracts";
import type { LiveChunk, RecordedSegment, StoredMemory, TraceChunk } from "@vigie/core";
import type { CameraFigures, CountsDelta, EventMedia, ProbeReport, SpentKnownObjects } from "../fleet.ts";

export type SegmentChain = { sequence: number; sha256: string; endMs: number } | null;

/** A question carries a number that its answer repeats. */
export type ToWorker =
  | { type: "put"; camera: CameraConfig; chain: SegmentChain; memory?: StoredMemory | null }
  | { type: "remove"; cameraId: string; ask: number }
  | { type: "still"; cameraId: string; maxWidthPx: number; ask: number }
  | { type: "figures"; cameraId: string; ask: number }
  | { type: "accept-view"; cameraId: string; ask: number }
  | { type: "probe"; source: CameraSource; ask: number }
  | { type: "live-open"; cameraId: string; viewer: number; ask: number }
  | { type: "live-close"; viewer: number }
  | { type: "stop" };

/** Facts that must not be lost; the supervisor keeps each until the store has it. */
export type Fact =
  | { type: "event"; event: SceneEvent }
  | { type: "media"; media: EventMedia }
  | { type: "segment"; segment: RecordedSegment }
  | { type: "counts"; delta: CountsDelta }
  | { type: "trace"; chunk: TraceChunk }
  | { type: "known-objects-spent"; spent: SpentKnownObjects }
  | { type: "memory"; memory: StoredMemory };

/** The camera that a fact is about. */
export function cameraOfFact(fact: Fact): string {
  switch (fact.type) {
    case "event":
      return fact.event.cameraId;
    case "media":
      return fact.media.eventId.split(".")[0] ?? "";
    case "segment":
      return fact.segment.cameraId;
    case "counts":
      return fact.delta.cameraId;
    case "trace":
      return fact.chunk.cameraId;
    case "known-objects-spent":
      return fact.spent.cameraId;
    case "memory":
      return fact.memory.cameraId;
  }
}

export type ToSupervisor =
  | { type: "ready" }
  | { type: "heartbeat"; rssBytes: number; cpuShare: number; health: CameraHealth[] }
  | { type: "fact"; fact: Fact }
  /** Worth a line in the log and nothing more. */
  | { type: "note"; cameraId: string; text: string }
  | { type: "chunk"; viewer: number; chunk: LiveChunk }
  | { type: "live-end"; viewer: number; reason: string }
  | { type: "answer"; ask: number; ok: true; value: AnswerValue }
  | { type: "answer"; ask: number; ok: false; error: PlainError }
  | { type: "stopped" };

export type AnswerValue =
  | null
  | { jpeg: Uint8Array; capturedAtMs: number }
  | { mimeType: string }
  | ProbeReport
  | CameraFigures;

export interface PlainError {
  code: string;
  kind: AppError["kind"];
  message: string;
  audience: AppError["audience"];
  details: Readonly<Record<string, unknown>>;
  retryable: boolean;
}

export function toPlainError(cause: unknown): PlainError {
  if (cause instanceof AppError) {
    const { code, kind, message, audience, details, retryable } = cause;
    return { code, kind, message, audience, details, retryable };
  }
  const message = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return { code: "worker.internal", kind: "internal", message, audience: "developer", details: {}, retryable: false };
}

export function fromPlainError(error: PlainError): AppError {
  return new AppError(error);
}
