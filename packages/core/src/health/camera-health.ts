// From facts to health: unknown before anything was seen, blind without a picture, degraded when seen in part, and never quiet about it.
import type { CameraHealth, HealthState } from "@vigie/contracts";
import type { HealthFact } from "./health-facts.ts";

interface Problem {
  code: string;
  message: string;
}

interface Outage extends Problem {
  atMs: number;
  lasting: boolean;
}

/** Everything remembered of one camera. Immutable: each fact gives a new one. */
export interface HealthMemory {
  /** What people and clients are told. */
  readonly health: CameraHealth;
  readonly stream: "idle" | "opening" | "open" | "failed";
  readonly streamSinceMs: number;
  readonly streamProblem: Problem | null;
  readonly damage: Outage | null;
  /** What covers, blurs or moves the view; null while the camera sees what it should. */
  readonly sightProblem: (Problem & { isBlind: boolean }) | null;
  readonly workerProblem: Problem | null;
  readonly analysis: "off" | "starting" | "on";
  readonly analysisOutage: Outage | null;
  /** Too many pictures are left out; null while the analysis keeps up. */
  readonly analysisBehind: Problem | null;
  readonly recordingWanted: boolean;
  readonly recordingOutage: Outage | null;
  /** Clock: facts' `atMs` of the newest decoded frame. */
  readonly decodedAtMs: number | null;
}

/** An open stream that shows nothing for this long is blind. */
export const STALE_MS = 5_000;
/** A passing failure is told for this long after it last happened. */
export const REMEMBER_MS = 30_000;

/** Nothing is known yet. */
export function beginHealth(cameraId: string, atMs: number): HealthMemory {
  return {
    health: {
      cameraId,
      state: "unknown",
      reason: "The camera has not been looked at yet.",
      code: "camera.not-seen",
      sinceMs: atMs,
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
    },
    stream: "idle",
    streamSinceMs: atMs,
    streamProblem: null,
    damage: null,
    sightProblem: null,
    workerProblem: null,
    analysis: "starting",
    analysisOutage: null,
    analysisBehind: null,
    recordingWanted: false,
    recordingOutage: null,
    decodedAtMs: null,
  };
}

/** What is known after one more fact. Pure. */
export function applyHealthFact(memory: HealthMemory, fact: HealthFact): HealthMemory {
  return judge(remember(memory, fact), fact.atMs);
}

function remember(memory: HealthMemory, fact: HealthFact): HealthMemory {
  const { health } = memory;
  switch (fact.type) {
    case "stream-opening":
      return { ...memory, stream: "opening", streamSinceMs: fact.atMs };
    case "stream-opened":
      return { ...memory, stream: "open", streamSinceMs: fact.atMs, health: { ...health, video: fact.video } };
    case "stream-failed":
      return { ...memory, stream: "failed", streamSinceMs: fact.atMs, streamProblem: problemOf(fact) };
    case "stream-damaged":
      return { ...memory, damage: { ...problemOf(fact), atMs: fact.atMs, lasting: false } };
    case "frame-decoded":
      return {
        ...memory,
        stream: "open",
        streamProblem: null,
        decodedAtMs: fact.atMs,
        health: { ...health, lastFrameAtMs: fact.capturedAtMs },
      };
    case "analysis-on":
      return { ...memory, analysis: "on", analysisOutage: null, health: { ...health, detector: fact.detector } };
    case "analysis-off":
      return {
        ...memory,
        analysis: "off",
        analysisOutage: null,
        analysisBehind: null,
        health: { ...withoutAnew(health), detector: null },
      };
    case "analysis-failed":
      return { ...memory, analysisOutage: { ...problemOf(fact), atMs: fact.atMs, lasting: fact.lasting } };
    case "analysis-behind":
      return { ...memory, analysisBehind: fact.leftOutShare === null ? null : behind(fact.leftOutShare) };
    case "sight":
      return { ...memory, sightProblem: fact.problem };
    case "learns-anew":
      return { ...memory, health: { ...health, learnsAnew: { sinceMs: fact.atMs, reason: fact.reason } } };
    case "learnt":
      return { ...memory, health: withoutAnew(health) };
    case "recording-on":
      return { ...memory, recordingWanted: true, recordingOutage: null };
    case "recording-off":
      return { ...memory, recordingWanted: false, recordingOutage: null };
    case "recording-lost":
      return { ...memory, recordingOutage: { ...problemOf(fact), atMs: fact.atMs, lasting: false } };
    case "not-watching":
      return { ...memory, health: { ...health, notWatching: fact.scenarios } };
    case "worker-lost":
      return { ...memory, stream: "idle", workerProblem: problemOf(fact) };
    case "worker-quarantined":
      return { ...memory, stream: "idle", workerProblem: { code: "worker.quarantined", message: fact.message } };
    case "worker-started":
      // Until the new worker has shown a picture, what the old one left is the reason for seeing nothing.
      return {
        ...memory,
        stream: "opening",
        streamSinceMs: fact.atMs,
        streamProblem: memory.workerProblem,
        workerProblem: null,
      };
    case "measured": {
      const { sourceFps, decodedFps, analysedFps, droppedFrames } = fact;
      return { ...memory, health: { ...health, sourceFps, decodedFps, analysedFps, droppedFrames } };
    }
    case "time-passed":
      return memory;
  }
}

function judge(before: HealthMemory, nowMs: number): HealthMemory {
  const isPast = (outage: Outage | null) => outage !== null && !outage.lasting && nowMs - outage.atMs >= REMEMBER_MS;
  const memory = {
    ...before,
    damage: isPast(before.damage) ? null : before.damage,
    analysisOutage: isPast(before.analysisOutage) ? null : before.analysisOutage,
    recordingOutage: isPast(before.recordingOutage) ? null : before.recordingOutage,
  };
  const { health } = memory;
  const [state, problem] = verdict(memory, nowMs);
  const sees = state === "ok" || state === "degraded";
  // The pictures of a covered camera are there and are recorded: they may show who covered it.
  const hasPictures = sees || (memory.sightProblem !== null && problem === memory.sightProblem);
  const reason = problem?.message ?? "";
  const changed = state !== health.state || reason !== health.reason;
  return {
    ...memory,
    health: {
      ...health,
      state,
      reason,
      code: problem?.code ?? null,
      sinceMs: changed ? nowMs : health.sinceMs,
      recording: hasPictures && memory.recordingWanted && memory.recordingOutage === null,
      analysing: sees && memory.analysis === "on" && !memory.analysisOutage?.lasting,
    },
  };
}

function verdict(memory: HealthMemory, nowMs: number): [HealthState, Problem | null] {
  const { stream, streamProblem, workerProblem, decodedAtMs, analysisOutage, recordingOutage } = memory;
  if (workerProblem) return ["blind", workerProblem];
  if (streamProblem) return ["blind", streamProblem];
  const silentMs = nowMs - Math.max(decodedAtMs ?? 0, memory.streamSinceMs);
  if (decodedAtMs === null || stream === "idle") {
    if (stream === "open" && silentMs >= STALE_MS) return ["blind", silent];
    return ["unknown", stream === "idle" ? notSeen : opening];
  }
  if (nowMs - decodedAtMs >= STALE_MS) return ["blind", silent];
  // Damaged pictures show what no camera saw: then the damage is the reason.
  if (memory.sightProblem?.isBlind && !memory.damage) return ["blind", memory.sightProblem];
  if (recordingOutage) return ["degraded", recordingOutage];
  if (memory.damage) return ["degraded", memory.damage];
  if (memory.sightProblem) return ["degraded", memory.sightProblem];
  if (analysisOutage) return ["degraded", analysisOutage];
  if (memory.analysis === "starting") return ["degraded", starting];
  if (memory.analysisBehind) return ["degraded", memory.analysisBehind];
  // What a person has rest is no fault.
  const [first, ...further] = memory.health.notWatching.filter((scenario) => !scenario.planned);
  if (first) {
    const more = further.length;
    const others = more > 0 ? ` (and ${more} more)` : "";
    const message = `Scenario "${first.scenarioId}"${others} is not watching: ${first.reason}.`;
    return ["degraded", { code: "scenario.not-watching", message }];
  }
  return ["ok", null];
}

const notSeen: Problem = { code: "camera.not-seen", message: "The camera has not been looked at yet." };
const opening: Problem = { code: "camera.opening", message: "The stream is being opened." };
const silent: Problem = { code: "source.silent", message: "The stream is open but shows no pictures." };
const starting: Problem = { code: "analysis.starting", message: "The picture is there; its analysis is starting." };

/** Share of 1. */
function behind(leftOutShare: number): Problem {
  const percent = Math.round(leftOutShare * 100);
  return {
    code: "analysis.behind",
    message: `This machine is too slow for what is asked: about ${percent} % of the pictures that should be analysed are left out; analyse fewer pictures a second, choose a lighter detector, or watch fewer cameras.`,
  };
}

function withoutAnew({ learnsAnew: _, ...health }: CameraHealth): CameraHealth {
  return health;
}

function problemOf({ code, message }: Problem): Problem {
  return { code, message };
}
