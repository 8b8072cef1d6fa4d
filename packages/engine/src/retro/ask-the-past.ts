// One question about the stored past of one camera, from the reading to the answer.
import { AppError, type RetroResult, type Scenario, type SceneEvent, scenarioKindInfo } from "@vigie/contracts";
import { type CoveredSpan, joinMinutes, ruledKinds, type StoredMinute, type TrajectoryReader } from "@vigie/core";
import { createRelevance } from "./relevance.ts";
import { createReplay, type ReplayOptions } from "./replay.ts";

/** What is asked, of which camera and time. */
export type PastQuestion = ReplayOptions;

export interface PastHooks {
  /** Range: 0 to 1. */
  onProgress?(share: number): void;
  /** Asked often; true ends the work with `retro.cancelled`. */
  cancelled?(): boolean;
}

/** What was seen before the period is shown first, so that things are known when it begins. Longer than anything is remembered. */
const LEAD_MS = 150_000;
const KEYS_A_READ = 1_000;
const MOST_EVENTS = 500;
const DAY_MS = 86_400_000;
/** Share of the work that choosing takes. */
const CHOOSING = 0.2;

/** Errors: `retro.needs-picture`, `retro.not-built`. */
export function requireAnswerable(scenario: Scenario): void {
  const { evidence } = scenarioKindInfo(scenario.kind);
  if (evidence !== "tracks") {
    throw new AppError({
      code: "retro.needs-picture",
      kind: "invalid",
      message: `A scenario of kind "${scenario.kind}" is judged from the picture, and only tracks are kept of the past: it can be started, but not be asked about what was.`,
    });
  }
  if (!ruledKinds.includes(scenario.kind)) {
    throw new AppError({
      code: "retro.not-built",
      kind: "invalid",
      message: `This build has no rule for scenarios of kind "${scenario.kind}".`,
    });
  }
}

export function nothingStored(cameraId: string): AppError {
  return new AppError({
    code: "retro.nothing-stored",
    kind: "conflict",
    message: `No tracks of camera "${cameraId}" are stored for this period: it was not analysed then, or its time is over.`,
  });
}

/**
 * What the scenario would have told, had it been started at `fromMs`.
 * Errors: `retro.needs-picture`, `retro.not-built`, `retro.nothing-stored`, `retro.not-watching`, `retro.cancelled`, `store.*`.
 */
export async function askThePast(
  reader: TrajectoryReader,
  question: PastQuestion,
  hooks: PastHooks = {},
): Promise<RetroResult> {
  requireAnswerable(question.scenario);
  const { cameraId, fromMs, toMs } = question;
  const minutes = await reader.minutes(cameraId, fromMs - LEAD_MS, toMs);
  const covered = joinMinutes(minutes.filter((minute) => minute.toMs >= fromMs));
  if (covered.length === 0) throw nothingStored(cameraId);
  const goOn = (share: number): void => {
    if (hooks.cancelled?.()) throw cancelled();
    hooks.onProgress?.(share);
  };
  goOn(0);
  const chosen = await choose(reader, question, minutes);
  goOn(CHOOSING);

  const replay = createReplay(question);
  const told = createToldEvents();
  let next = 0;
  for (let m = 0; m < minutes.length; ) {
    const end = batchEnd(minutes, m, chosen, next);
    const keys = chosen.slice(next, end.key);
    next = end.key;
    const bodies = keys.length > 0 ? await reader.bodies(cameraId, keys) : [];
    let k = 0;
    for (; m < end.minute; m++) {
      const minute = minutes[m]!;
      const pieces: { trackId: number; body: Uint8Array }[] = [];
      for (; k < keys.length && keys[k]!.minuteMs === minute.fromMs; k++) {
        const body = bodies[k];
        if (body) pieces.push({ trackId: keys[k]!.trackId, body });
      }
      for (const event of replay.show(minute, pieces)) told.take(event);
    }
    goOn(CHOOSING + ((1 - CHOOSING) * m) / minutes.length);
  }
  for (const event of replay.end()) told.take(event);
  const reason = replay.couldNotWatch();
  if (reason !== null) throw notWatching(reason);
  return told.result(cut(covered, fromMs, toMs), new Set(chosen.map((piece) => piece.name)).size);
}

interface Chosen {
  minuteMs: number;
  trackId: number;
  /** Its thing. */
  name: string;
}

/** Pieces of things that matter, by minute. */
async function choose(
  reader: TrajectoryReader,
  question: PastQuestion,
  minutes: readonly StoredMinute[],
): Promise<Chosen[]> {
  const { cameraId, scenario, lines, zones, toMs } = question;
  const fromMs = minutes[0]!.fromMs;
  const classLists = [...new Map(minutes.map(({ classes }) => [classes.join(), classes])).values()];
  const aspect = Math.min(...minutes.map((minute) => minute.aspect));
  const relevance = createRelevance({ scenario, lines, zones, aspect, classLists });
  const sessions: number[] = [];
  const things: number[] = [];
  const minuteMs: number[] = [];
  const trackIds: number[] = [];
  await reader.eachPiece(cameraId, fromMs, toMs, (piece) => {
    relevance.note(piece);
    sessions.push(piece.session);
    things.push(piece.thing);
    minuteMs.push(piece.minuteMs);
    trackIds.push(piece.trackId);
  });
  const chosen: Chosen[] = [];
  for (let i = 0; i < sessions.length; i++) {
    if (!relevance.has(sessions[i]!, things[i]!)) continue;
    chosen.push({ minuteMs: minuteMs[i]!, trackId: trackIds[i]!, name: `${sessions[i]} ${things[i]}` });
  }
  return chosen;
}

/** Whole minutes with at most about KEYS_A_READ pieces. */
function batchEnd(
  minutes: readonly StoredMinute[],
  minute: number,
  chosen: readonly Chosen[],
  key: number,
): { minute: number; key: number } {
  let m = minute;
  let k = key;
  while (m < minutes.length && k - key < KEYS_A_READ && m - minute < KEYS_A_READ) {
    const { fromMs } = minutes[m++]!;
    while (k < chosen.length && chosen[k]!.minuteMs <= fromMs) k++;
  }
  return { minute: m, key: k };
}

function createToldEvents() {
  const events = new Map<string, SceneEvent>();
  return {
    take(event: SceneEvent): void {
      const begun = events.get(event.id);
      // As the store keeps it: the beginning stays, its end is filled in.
      if (begun) events.set(event.id, { ...begun, phase: event.phase, endedAtMs: event.endedAtMs });
      else events.set(event.id, event);
    },
    result(covered: readonly CoveredSpan[], tracks: number): RetroResult {
      const all = [...events.values()].sort((a, b) => b.startedAtMs - a.startedAtMs);
      const coveredMs = covered.reduce((sum, span) => sum + (span.toMs - span.fromMs), 0);
      return {
        events: all.slice(0, MOST_EVENTS),
        totalEvents: all.length,
        scores: all.map((event) => event.score),
        eventsPerDay: coveredMs > 0 ? (all.length * DAY_MS) / coveredMs : 0,
        tracks,
        coveredMs,
        coverage: covered.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
      };
    },
  };
}

function cut(spans: readonly CoveredSpan[], fromMs: number, toMs: number): CoveredSpan[] {
  return spans.map((span) => ({
    ...span,
    fromMs: Math.max(span.fromMs, fromMs),
    toMs: Math.min(span.toMs, toMs),
  }));
}

function notWatching(reason: string): AppError {
  return new AppError({
    code: "retro.not-watching",
    kind: "conflict",
    message: `The scenario would not have watched: ${reason}.`,
  });
}

function cancelled(): AppError {
  return new AppError({ code: "retro.cancelled", kind: "conflict", message: "The question was taken back." });
}
