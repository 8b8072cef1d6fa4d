// One part of a question about the past: reads the looks of what is to be shown, and shows them.
import type { PieceKey, StoredLooks, StoredMinute, TrajectoryReader } from "@vigie/core";
import { cancelled } from "./past-errors.ts";
import { createReplay } from "./replay.ts";
import type { PastPart, PastQuestion } from "./survey.ts";
import { createToldEvents, type Told } from "./told-events.ts";

/** Can be sent to another thread. */
export interface PartAnswer {
  told: Told;
  /** Per session that ended in it: why the scenario could not watch, null where it could. */
  reasons: (string | null)[];
  /** `fromMs` of its minutes that could not be read, and were left out. */
  unreadMs: number[];
}

export interface PastHooks {
  /** Range: 0 to 1. */
  onProgress?(share: number): void;
  /** Asked often; true ends the work with `retro.cancelled`. */
  cancelled?(): boolean;
}

const KEYS_A_READ = 1_000;
const MINUTES_A_READ = 1_000;

/** Between two reads, messages of other threads are heard. Errors: `retro.cancelled`, `store.*`. */
export async function replayPart(
  reader: TrajectoryReader,
  question: PastQuestion,
  part: PastPart,
  hooks: PastHooks = {},
): Promise<PartAnswer> {
  const { cameraId } = question;
  const minutes = (await reader.minutes(cameraId, part.firstMinuteMs, part.lastMinuteMs + 1)).filter(
    (minute) => minute.fromMs >= part.firstMinuteMs,
  );
  const share = part.stored > 0 ? part.minuteMs.length / part.stored : 0;
  const replay = createReplay(question);
  const told = createToldEvents();
  const unreadMs = new Set(part.damagedMs);
  /** Apart from the reading, because what runs for long must not be what waits. */
  const show = (batch: readonly StoredMinute[], keys: readonly PieceKey[], bodies: readonly (Uint8Array | null)[]) => {
    let k = 0;
    for (const minute of batch) {
      const pieces: StoredLooks[] = [];
      for (; k < keys.length && keys[k]!.minuteMs <= minute.fromMs; k++) {
        const { minuteMs, trackId } = keys[k]!;
        const body = bodies[k];
        if (body && minuteMs === minute.fromMs) pieces.push({ trackId, body });
        // Chosen, and nobody can say where it was.
        else unreadMs.add(minuteMs);
      }
      const events = unreadMs.has(minute.fromMs) ? replay.leaveOut() : replay.show(minute, pieces);
      if (events === null) unreadMs.add(minute.fromMs);
      for (const event of events ?? replay.leaveOut()) told.take(event);
    }
  };
  const keyEnds = endsOf(minutes, part);
  for (let m = 0, key = 0; m < minutes.length; ) {
    // Whole minutes with at most about KEYS_A_READ pieces.
    let end = m + 1;
    while (end < minutes.length && keyEnds[end - 1]! - key < KEYS_A_READ && end - m < MINUTES_A_READ) end++;
    const keyEnd = keyEnds[end - 1]!;
    const keys: PieceKey[] = [];
    for (let i = key; i < keyEnd; i++) keys.push({ minuteMs: part.minuteMs[i]!, trackId: part.trackIds[i]! });
    const bodies = keys.length > 0 ? await reader.bodies(cameraId, keys, share) : [];
    show(minutes.slice(m, end), keys, bodies);
    m = end;
    key = keyEnd;
    hooks.onProgress?.(m / minutes.length);
    await new Promise(setImmediate);
    if (hooks.cancelled?.()) throw cancelled();
  }
  for (const event of replay.end(part.followedBy)) told.take(event);
  // Minutes that were deleted since the survey.
  for (const minuteMs of part.minuteMs.subarray(keyEnds.at(-1) ?? 0)) unreadMs.add(minuteMs);
  return { told: told.told(), reasons: replay.reasons(), unreadMs: [...unreadMs] };
}

/** How many pieces are to be shown up to the end of each minute. */
function endsOf(minutes: readonly StoredMinute[], { minuteMs }: PastPart): Int32Array {
  const ends = new Int32Array(minutes.length);
  let k = 0;
  for (let m = 0; m < minutes.length; m++) {
    const { fromMs } = minutes[m]!;
    while (k < minuteMs.length && minuteMs[k]! <= fromMs) k++;
    ends[m] = k;
  }
  return ends;
}
