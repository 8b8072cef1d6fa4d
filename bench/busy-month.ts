// Thirty days of tracks of one busy street, as a worker would have kept them.
import {
  createTraceRecorder,
  decodeTimes,
  encodeTimes,
  quantiseTracks,
  type TraceChunk,
  type Tracks,
} from "@vigie/core";

export const STREET_CLASSES = ["person", "bicycle", "car", "truck"];
export const DAY_MS = 86_400_000;
const FRAME_MS = 200;
const ASPECT = 16 / 9;
const MOST_AT_ONCE = 64;
/** Share of the day's passages per hour: quiet nights, a peak in the morning and one in the evening. */
const HOURS = [3, 2, 1, 1, 2, 8, 25, 60, 80, 55, 45, 50, 65, 60, 50, 55, 70, 85, 75, 50, 35, 22, 12, 6];

interface Passage {
  id: number;
  classId: number;
  fromMs: number;
  toMs: number;
  /** Bottom centre at both ends; standing for a while on the way. */
  from: readonly [number, number];
  to: readonly [number, number];
  standMs: number;
  height: number;
  width: number;
}

/** One day: `passages` tracks; the same seed gives the same day. */
export function busyDay(cameraId: string, startMs: number, passages: number, seed: number): TraceChunk[] {
  const random = evenNoise(seed);
  const all = plan(startMs, passages, random);
  const recorder = createTraceRecorder({ cameraId, classes: STREET_CLASSES });
  const chunks: TraceChunk[] = [];
  const tracks = emptyTracks();
  const present: Passage[] = [];
  let next = 0;
  for (let ms = startMs; ms < startMs + DAY_MS; ms += FRAME_MS) {
    while (next < all.length && all[next]!.fromMs <= ms) present.push(all[next++]!);
    tracks.count = 0;
    for (let i = present.length - 1; i >= 0; i--) if (present[i]!.toMs < ms) present.splice(i, 1);
    for (const passage of present) if (tracks.count < MOST_AT_ONCE) place(tracks, passage, ms, random);
    quantiseTracks(tracks);
    const chunk = recorder.note(tracks, ms, ASPECT);
    if (chunk) chunks.push(chunk);
  }
  const last = recorder.end(startMs + DAY_MS);
  return last ? [...chunks, last] : chunks;
}

/** The same day later. */
export function shifted(chunks: readonly TraceChunk[], byMs: number): TraceChunk[] {
  return chunks.map((chunk) => ({
    ...chunk,
    session: chunk.session + byMs,
    fromMs: chunk.fromMs + byMs,
    toMs: chunk.toMs + byMs,
    endedAtMs: chunk.endedAtMs === null ? null : chunk.endedAtMs + byMs,
    times: encodeTimes([...decodeTimes(chunk.times)].map((ms) => ms + byMs)),
    pieces: chunk.pieces.map((piece) => ({ ...piece, firstMs: piece.firstMs + byMs, lastMs: piece.lastMs + byMs })),
  }));
}

/** People on two pavements and a crossing, vehicles on a road with two lanes; one in forty stands for a while. */
function plan(startMs: number, passages: number, random: () => number): Passage[] {
  const sum = HOURS.reduce((a, b) => a + b, 0);
  const all: Passage[] = [];
  for (let hour = 0; hour < 24; hour++) {
    const count = Math.round((passages * HOURS[hour]!) / sum);
    for (let i = 0; i < count; i++) {
      const isPerson = random() < 0.5;
      const backward = random() < 0.5;
      const way = isPerson
        ? random() < 0.2
          ? ([
              [0.45 + 0.1 * random(), 0.95],
              [0.5 + 0.1 * random(), 0.45],
            ] as const)
          : random() < 0.5
            ? ([
                [0, 0.88 + 0.08 * random()],
                [1, 0.9 + 0.08 * random()],
              ] as const)
            : ([
                [0, 0.45 + 0.04 * random()],
                [1, 0.47 + 0.04 * random()],
              ] as const)
        : ([
            [0, 0.6 + (backward ? 0.08 : 0.16)],
            [1, 0.62 + (backward ? 0.08 : 0.16)],
          ] as const);
      const standMs = random() < 0.025 ? 20_000 + 60_000 * random() : 0;
      const takesMs = (isPerson ? 9_000 + 9_000 * random() : 3_000 + 3_000 * random()) + standMs;
      const fromMs = startMs + (hour + random()) * 3_600_000;
      const height = isPerson ? 0.16 : 0.14;
      all.push({
        id: 0,
        classId: isPerson ? 0 : random() < 0.1 ? 3 : random() < 0.1 ? 1 : 2,
        fromMs,
        toMs: fromMs + takesMs,
        from: backward ? way[1] : way[0],
        to: backward ? way[0] : way[1],
        standMs,
        height,
        width: isPerson ? 0.04 : 0.16,
      });
    }
  }
  all.sort((a, b) => a.fromMs - b.fromMs);
  all.forEach((passage, i) => {
    passage.id = i + 1;
  });
  return all;
}

function place(tracks: Tracks, passage: Passage, ms: number, random: () => number): void {
  const takesMs = passage.toMs - passage.fromMs;
  const walkMs = takesMs - passage.standMs;
  const gone = ms - passage.fromMs;
  const walked = gone < walkMs / 2 ? gone : Math.max(walkMs / 2, gone - passage.standMs);
  const share = walked / walkMs;
  const row = tracks.count++;
  const x = passage.from[0] + (passage.to[0] - passage.from[0]) * share + (random() - 0.5) * 0.002;
  const y = passage.from[1] + (passage.to[1] - passage.from[1]) * share + (random() - 0.5) * 0.002;
  const width = passage.width * (1 + (random() - 0.5) * 0.02);
  const box = [x - width / 2, y - passage.height * (1 + (random() - 0.5) * 0.02), x + width / 2, y];
  tracks.ids[row] = passage.id;
  tracks.boxes.set(box, row * 4);
  const [fx, fy] = passage.from;
  tracks.bornBoxes!.set([fx - width / 2, fy - passage.height, fx + width / 2, fy], row * 4);
  tracks.classIds[row] = passage.classId;
  tracks.scores[row] = 0.7 + 0.1 * random() * Math.exp(-gone / 2_000);
  tracks.seen[row] = random() < 0.04 ? 0 : 1;
  tracks.bornAtMs[row] = Math.ceil(passage.fromMs / FRAME_MS) * FRAME_MS;
}

function emptyTracks(): Tracks {
  return {
    count: 0,
    ids: new Float64Array(MOST_AT_ONCE),
    boxes: new Float32Array(MOST_AT_ONCE * 4),
    classIds: new Uint8Array(MOST_AT_ONCE),
    scores: new Float32Array(MOST_AT_ONCE),
    seen: new Uint8Array(MOST_AT_ONCE),
    bornAtMs: new Float64Array(MOST_AT_ONCE),
    detectionRows: new Int32Array(MOST_AT_ONCE),
    bornBoxes: new Float32Array(MOST_AT_ONCE * 4),
  };
}

/** Range: 0 to 1. The same in every run. */
function evenNoise(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
