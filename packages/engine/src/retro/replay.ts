// Stored tracks shown once more to the very rules that watch live, as fast as they can look.
import type { GroundPlane, Line, Scenario, Scene, SceneEvent, Zone } from "@vigie/contracts";
import { placeReferences } from "@vigie/contracts/places";
import {
  createMinuteLooks,
  createSceneWatch,
  createTracks,
  createWatchHours,
  decodeTimes,
  INTERRUPTED,
  type SceneWatch,
  type StoredLooks,
  type StoredMinute,
  type Tracks,
} from "@vigie/core";
import { BEGINS_MS, FIRST_FRAMES, restOf } from "./waits.ts";

export interface ReplayOptions {
  cameraId: string;
  scenario: Scenario;
  lines: readonly Line[];
  zones: readonly Zone[];
  groundPlane?: GroundPlane | undefined;
  /** The scenario begins with the first frame at or after this, as if somebody had started it then, and ends before `toMs`. */
  fromMs: number;
  toMs: number;
}

export interface Replay {
  /** Shows one minute, minutes in the order of time; `pieces` are those that matter. Returns what the rules said; null when it is damaged: nothing was shown. */
  show(minute: StoredMinute, pieces: readonly StoredLooks[]): SceneEvent[] | null;
  /** A minute that nobody can look at: watching breaks off before it, and what comes after is looked at anew. */
  leaveOut(): SceneEvent[];
  /** After the last minute: the session goes on elsewhere, another one begins, or the asked period is over. */
  end(followedBy: "more" | "session" | "end"): SceneEvent[];
  /** Per session that ended: why the scenario could not watch, one sentence; null where it could. */
  reasons(): (string | null)[];
}

/** Nobody waits for a rule before it was shown so many frames without anything. */
const LEAST_EMPTY_FRAMES = 3;

export function createReplay(options: ReplayOptions): Replay {
  const rest = restOf(options.scenario);
  const watchesAt = createWatchHours(options.scenario);
  const used = new Set(
    placeReferences(options.scenario).map(({ shape, id }) => `${shape === "line" ? "line" : "zone"} ${id}`),
  );
  const looks = createMinuteLooks();
  let times: Float64Array = new Float64Array(1024);
  let watch: SceneWatch | null = null;
  let session = Number.NaN;
  let sessionEndMs: number | null = null;
  let begun = false;
  const reasons: (string | null)[] = [];
  /** Clock: newest frame shown, newest frame with something in sight or remembered. */
  let shownMs = Number.NEGATIVE_INFINITY;
  let busyMs = Number.NEGATIVE_INFINITY;
  /** Frames shown one after the other with nothing in sight or remembered, and with nothing in sight. */
  let emptyFrames = 0;
  let unseenFrames = 0;
  /** In its hours at the newest frame shown; when that began, and the frames shown since. Null before the scenario begins. */
  let isOn: boolean | null = null;
  let turnedMs = Number.NEGATIVE_INFINITY;
  let turnedFrames = 0;
  /** The newest minute that was only passed over. */
  let passed: StoredMinute | null = null;

  function show(minute: StoredMinute, pieces: readonly StoredLooks[]): SceneEvent[] | null {
    const events: SceneEvent[] = [];
    const isNew = minute.session !== session;
    const isPassed = !isNew && pieces.length === 0 && isAtRest(minute.fromMs) && !turnsBy(minute.toMs);
    // Passed over or not, what is known to be damaged was not looked at.
    if (isPassed ? minute.times.length === 0 : !isReadable(minute, pieces)) return null;
    if (isNew) begin(minute, events);
    sessionEndMs = minute.endedAtMs;
    if (isPassed) {
      passed = minute;
      return events;
    }
    let next = looks.nextLook(0);
    for (let i = 0; i < minute.frames; i++) {
      const timeMs = times[i]!;
      if (timeMs >= options.toMs) break;
      if (!begun && timeMs >= options.fromMs) start();
      if (i < next && isAtRest(timeMs)) {
        const shownNext = Math.min(next, minute.frames) - 1;
        // When it began, and when its hours turned, is shown.
        if (i < shownNext && turnsBy(times[shownNext]!)) continue;
        if (next === Number.POSITIVE_INFINITY) break;
        // The frame before a look is shown.
        if (i < shownNext) {
          i = shownNext - 1;
          continue;
        }
      } else if (passed) showPassed(events);
      step(i < next ? NOTHING_SEEN : looks.tracksIn(i), timeMs, minute.aspect, events);
      if (i === next) next = looks.nextLook(i + 1);
    }
    passed = minute;
    return events;
  }

  /** Reads times and looks; false when they are damaged. */
  function isReadable(minute: StoredMinute, pieces: readonly StoredLooks[]): boolean {
    try {
      times = decodeTimes(minute.times, times);
      looks.open(pieces, minute.frames, minute.fromMs);
      return true;
    } catch (cause) {
      if (cause instanceof RangeError) return false;
      throw cause;
    }
  }

  function begin(minute: StoredMinute, events: SceneEvent[]): void {
    endSession(events, INTERRUPTED);
    session = minute.session;
    watch = createSceneWatch({ cameraId: options.cameraId, classes: minute.classes, scene: EMPTY });
    begun = false;
    isOn = null;
    shownMs = Number.NEGATIVE_INFINITY;
    // Nothing is passed over before the first frames were seen.
    busyMs = minute.fromMs;
    emptyFrames = 0;
    unseenFrames = 0;
    passed = null;
  }

  function start(): void {
    begun = true;
    const { scenario, lines, zones, groundPlane } = options;
    watch!.setScene({
      lines: lines.filter(({ id }) => used.has(`line ${id}`)),
      zones: zones.filter(({ id }) => used.has(`zone ${id}`)),
      masks: [],
      knownObjects: [],
      scenarios: [scenario],
      ...(groundPlane ? { groundPlane } : {}),
    });
  }

  function isAtRest(timeMs: number): boolean {
    if (shownMs === Number.NEGATIVE_INFINITY) return false;
    if (begun && (timeMs - turnedMs < BEGINS_MS || turnedFrames < FIRST_FRAMES || turnsBy(timeMs))) return false;
    const waitsForNothing = !rest.hasHours && unseenFrames >= LEAST_EMPTY_FRAMES && watch!.isIdle();
    // Begun with nothing in sight, a rule would miss when it began.
    if (waitsForNothing && (begun || watch!.isEmpty())) return true;
    // At the first frame without a look, who was inside may be taken to have gone on.
    if (unseenFrames === 0 || timeMs - busyMs < rest.afterMs) return false;
    if (rest.whenForgotten && (emptyFrames < LEAST_EMPTY_FRAMES || !watch!.isEmpty())) return false;
    return !watch!.countsFrames();
  }

  /** True when the scenario begins, or its hours begin or end, between the newest frame shown and this one. */
  function turnsBy(timeMs: number): boolean {
    if (!begun) return timeMs >= options.fromMs;
    return isOn === null || (rest.hasHours && watchesAt(timeMs) !== isOn);
  }

  /** The last frame of a minute that was passed over, before the first look of the next one. */
  function showPassed(events: SceneEvent[]): void {
    const before = passed;
    passed = null;
    if (!before || before.toMs <= shownMs || before.toMs >= options.toMs) return;
    if (!begun && before.toMs >= options.fromMs) start();
    step(NOTHING_SEEN, before.toMs, before.aspect, events);
  }

  function step(tracks: Tracks, timeMs: number, aspect: number, events: SceneEvent[]): void {
    const wasBusy = tracks.count > 0 || (rest.whenForgotten && !watch!.isEmpty());
    for (const event of watch!.step(tracks, timeMs, aspect)) events.push(event);
    shownMs = timeMs;
    turnedFrames++;
    if (begun && (isOn === null || rest.hasHours)) turn(watchesAt(timeMs), timeMs);
    unseenFrames = tracks.count > 0 ? 0 : unseenFrames + 1;
    if (wasBusy) {
      busyMs = timeMs;
      emptyFrames = 0;
    } else emptyFrames++;
  }

  function turn(isOnNow: boolean, timeMs: number): void {
    if (isOnNow === isOn) return;
    isOn = isOnNow;
    turnedMs = timeMs;
    turnedFrames = 0;
  }

  function endSession(events: SceneEvent[], because: string): void {
    if (!watch || shownMs === Number.NEGATIVE_INFINITY) return;
    // Where nothing at all happened in the asked period, it still has to say whether it could have watched.
    if (!begun && passed && passed.toMs >= options.fromMs) start();
    showPassed(events);
    if (begun) reasons.push(watch.hindrance());
    const endMs = sessionEndMs ?? (passed?.toMs ?? shownMs) + 1;
    for (const event of watch.interrupt(Math.max(shownMs + 1, endMs), because)) events.push(event);
  }

  return {
    show,
    leaveOut() {
      const events: SceneEvent[] = [];
      endSession(events, INTERRUPTED);
      watch = null;
      session = Number.NaN;
      passed = null;
      return events;
    },
    end(followedBy) {
      const events: SceneEvent[] = [];
      const isOver = followedBy === "end" && (sessionEndMs === null || sessionEndMs >= options.toMs);
      if (followedBy === "more") showPassed(events);
      else endSession(events, isOver ? "the asked period ends" : INTERRUPTED);
      watch = null;
      return events;
    },
    reasons: () => reasons,
  };
}

const EMPTY: Scene = { lines: [], zones: [], masks: [], scenarios: [], knownObjects: [] };
const NOTHING_SEEN = createTracks(0);
