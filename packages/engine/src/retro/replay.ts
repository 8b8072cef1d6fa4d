// Stored tracks shown once more to the very rules that watch live, as fast as they can look.
import {
  type GroundPlane,
  type Line,
  placeReferences,
  type Scenario,
  type Scene,
  type SceneEvent,
  type Zone,
} from "@vigie/contracts";
import {
  createSceneWatch,
  createTracks,
  type DecodedPiece,
  decodePiece,
  decodeTimes,
  INTERRUPTED,
  type SceneWatch,
  type StoredMinute,
  type Tracks,
} from "@vigie/core";
import { restOf } from "./locality.ts";

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
  /** Shows one minute, minutes in the order of time; `pieces` are those that matter. Returns what the rules said. */
  show(minute: StoredMinute, pieces: readonly { trackId: number; body: Uint8Array }[]): SceneEvent[];
  /** Ends what is open where the asked period ends. */
  end(): SceneEvent[];
  /** Why the scenario could not watch in any session so far, one sentence; null when it could in one. */
  couldNotWatch(): string | null;
}

export function createReplay(options: ReplayOptions): Replay {
  const rest = restOf(options.scenario);
  const used = new Set(
    placeReferences(options.scenario).map(({ shape, id }) => `${shape === "line" ? "line" : "zone"} ${id}`),
  );
  const tracks = createRows(64);
  let watch: SceneWatch | null = null;
  let session = Number.NaN;
  let sessionEndMs: number | null = null;
  let begun = false;
  const reasons: (string | null)[] = [];
  /** Clock: newest frame shown, newest frame with something in sight or remembered, newest minute that was only passed over. */
  let shownMs = Number.NEGATIVE_INFINITY;
  let busyMs = Number.NEGATIVE_INFINITY;
  let passed: StoredMinute | null = null;

  function show(minute: StoredMinute, pieces: readonly { trackId: number; body: Uint8Array }[]): SceneEvent[] {
    const events: SceneEvent[] = [];
    if (minute.session !== session) begin(minute, events);
    sessionEndMs = minute.endedAtMs;
    if (pieces.length === 0 && isAtRest(minute.fromMs)) {
      passed = minute;
      return events;
    }
    const times = decodeTimes(minute.times);
    const rows = pieces
      .map(({ trackId, body }) => decodePiece(trackId, body, minute.fromMs))
      .sort((a, b) => a.trackId - b.trackId);
    const cursors = new Int32Array(rows.length);
    for (let i = 0; i < times.length; i++) {
      const timeMs = times[i]!;
      if (timeMs >= options.toMs) break;
      if (!begun && timeMs >= options.fromMs) start();
      gather(rows, cursors, i);
      if (tracks.count === 0 && isAtRest(timeMs)) {
        const next = nextLook(rows, cursors);
        if (next === Number.POSITIVE_INFINITY) break;
        // The frame before a look is shown, so that hours that began meanwhile have begun before it.
        if (next - 1 > i) {
          i = next - 2;
          continue;
        }
      } else showPassed(events);
      step(timeMs, minute.aspect, events);
    }
    passed = minute;
    return events;
  }

  function begin(minute: StoredMinute, events: SceneEvent[]): void {
    endSession(events, INTERRUPTED);
    session = minute.session;
    watch = createSceneWatch({ cameraId: options.cameraId, classes: minute.classes, scene: EMPTY });
    begun = false;
    shownMs = Number.NEGATIVE_INFINITY;
    // Nothing is passed over before the first frames were seen.
    busyMs = minute.fromMs;
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
    return (
      shownMs > Number.NEGATIVE_INFINITY && (!rest.whenForgotten || watch!.isEmpty()) && timeMs - busyMs >= rest.afterMs
    );
  }

  /** The last frame of a minute that was passed over, before the first look of the next one. */
  function showPassed(events: SceneEvent[]): void {
    const before = passed;
    passed = null;
    if (!before || before.toMs <= shownMs || before.toMs >= options.toMs) return;
    const count = tracks.count;
    tracks.count = 0;
    if (!begun && before.toMs >= options.fromMs) start();
    step(before.toMs, before.aspect, events);
    tracks.count = count;
  }

  function step(timeMs: number, aspect: number, events: SceneEvent[]): void {
    for (const event of watch!.step(tracks, timeMs, aspect)) events.push(event);
    shownMs = timeMs;
    if (tracks.count > 0 || (rest.whenForgotten && !watch!.isEmpty())) busyMs = timeMs;
  }

  function gather(rows: readonly DecodedPiece[], cursors: Int32Array, frame: number): void {
    let count = 0;
    for (let r = 0; r < rows.length; r++) {
      const piece = rows[r]!;
      const at = cursors[r]!;
      if (at >= piece.count || piece.frames[at] !== frame) continue;
      cursors[r] = at + 1;
      if (count === tracks.seen.length) growRows(tracks);
      tracks.ids[count] = piece.trackId;
      for (let k = 0; k < 4; k++) {
        tracks.boxes[count * 4 + k] = piece.boxes[at * 4 + k]!;
        tracks.bornBoxes![count * 4 + k] = piece.bornBox[k]!;
      }
      tracks.classIds[count] = piece.classIds[at]!;
      tracks.scores[count] = piece.scores[at]!;
      tracks.bornAtMs[count] = piece.bornMs;
      count++;
    }
    tracks.count = count;
  }

  function endSession(events: SceneEvent[], because: string): void {
    if (!watch || shownMs === Number.NEGATIVE_INFINITY) return;
    showPassed(events);
    if (begun) reasons.push(watch.notWatching()[0]?.reason ?? null);
    const endMs = sessionEndMs ?? (passed?.toMs ?? shownMs) + 1;
    for (const event of watch.interrupt(Math.max(shownMs + 1, endMs), because)) events.push(event);
  }

  return {
    show,
    end() {
      const events: SceneEvent[] = [];
      endSession(events, sessionEndMs !== null && sessionEndMs < options.toMs ? INTERRUPTED : "the asked period ends");
      watch = null;
      return events;
    },
    couldNotWatch: () => (reasons.includes(null) ? null : (reasons.at(-1) ?? null)),
  };
}

const EMPTY: Scene = { lines: [], zones: [], masks: [], scenarios: [], knownObjects: [] };

function nextLook(rows: readonly DecodedPiece[], cursors: Int32Array): number {
  let next = Number.POSITIVE_INFINITY;
  rows.forEach((piece, r) => {
    const at = cursors[r]!;
    if (at < piece.count) next = Math.min(next, piece.frames[at]!);
  });
  return next;
}

type Rows = { -readonly [K in keyof Tracks]: Tracks[K] };

/** Stored tracks were all seen, by detections that are no longer there. */
function createRows(capacity: number): Rows {
  const rows: Rows = createTracks(capacity);
  rows.seen.fill(1);
  rows.detectionRows.fill(-1);
  return rows;
}

/** Twice the room; what was gathered stays. */
function growRows(rows: Rows): void {
  const larger = createRows(rows.seen.length * 2);
  larger.ids.set(rows.ids);
  larger.boxes.set(rows.boxes);
  larger.classIds.set(rows.classIds);
  larger.scores.set(rows.scores);
  larger.bornAtMs.set(rows.bornAtMs);
  larger.bornBoxes!.set(rows.bornBoxes!);
  Object.assign(rows, larger);
}
