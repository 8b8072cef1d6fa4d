// One part of a question about the past: reads the looks of what is to be shown, and shows them.
import type { SceneEvent } from "@vigie/contracts";
import type { PieceKey, StoredLooks, StoredMinute, TrajectoryReader } from "@vigie/core";
import { cancelled, damaged, readUndamaged } from "./past-errors.ts";
import { createReplay } from "./replay.ts";
import type { PastPart, PastQuestion } from "./survey.ts";
import { createToldEvents, type Told } from "./told-events.ts";

/** Can be sent to another thread. */
export interface PartAnswer {
  told: Told;
  /** Per session that ended in it: why the scenario could not watch, null where it could. */
  reasons: (string | null)[];
}

export interface PastHooks {
  /** Range: 0 to 1. */
  onProgress?(share: number): void;
  /** Asked often; true ends the work with `retro.cancelled`. */
  cancelled?(): boolean;
}

const KEYS_A_READ = 1_000;
const MINUTES_A_READ = 1_000;

/** Between two reads, messages of other threads are heard. Errors: `retro.cancelled`, `retro.damaged`, `store.*`. */
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
  /** Apart from the reading, because what runs for long must not be what waits. */
  const show = (batch: readonly StoredMinute[], keys: readonly PieceKey[], bodies: readonly (Uint8Array | null)[]) => {
    let k = 0;
    for (const minute of batch) {
      const pieces: StoredLooks[] = [];
      for (; k < keys.length && keys[k]!.minuteMs <= minute.fromMs; k++) {
        const body = bodies[k];
        if (body && keys[k]!.minuteMs === minute.fromMs) pieces.push({ trackId: keys[k]!.trackId, body });
      }
      for (const event of shown(cameraId, minute, () => replay.show(minute, pieces))) told.take(event);
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
    const bodies = keys.length > 0 ? await readUndamaged(cameraId, reader.bodies(cameraId, keys, share)) : [];
    show(minutes.slice(m, end), keys, bodies);
    m = end;
    key = keyEnd;
    hooks.onProgress?.(m / minutes.length);
    await new Promise(setImmediate);
    if (hooks.cancelled?.()) throw cancelled();
  }
  for (const event of replay.end(part.followedBy)) told.take(event);
  return { told: told.told(), reasons: replay.reasons() };
}

/** Bytes that are no tracks are found by their decoder alone. */
function shown(cameraId: string, minute: StoredMinute, show: () => SceneEvent[]): SceneEvent[] {
  try {
    return show();
  } catch (cause) {
    throw cause instanceof RangeError ? damaged(cameraId, minute.fromMs, cause) : cause;
  }
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
