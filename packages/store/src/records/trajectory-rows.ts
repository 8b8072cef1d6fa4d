// Stored minutes and pieces as rows without objects: the statements that both databases answer, and what their columns mean.
import {
  DamagedMinute,
  eachPackedPiece,
  type MinuteSpan,
  type StoredMinute,
  type StoredPiece,
  type TrajectoryReader,
} from "@vigie/core";
import { unsealed } from "./sealed-bytes.ts";

/** Runs a statement and hands over its rows, each a list of values in the order of the columns. */
export type EachRow = (
  statement: string,
  values: readonly (string | number)[],
  each: (row: unknown[]) => void,
) => Promise<void>;

/** Analysed at long intervals, a minute may last a little longer. */
export const LONGEST_MINUTE_MS = 600_000;

const OF_MINUTES = `from "traceMinute"
  where "cameraId" = $1 and "fromMs" < $2 and "fromMs" >= $3 and "toMs" >= $4 order by "fromMs"`;
const SPANS = `select "session", "fromMs", "toMs", "frames", "aspect", "classListId", "endedAtMs" ${OF_MINUTES}`;
const MINUTES = `select "session", "fromMs", "toMs", "frames", "aspect", "classListId", "endedAtMs", "times" ${OF_MINUTES}`;
const CLASS_LISTS = `select "id", "names" from "classList"`;
const OF_PERIOD = `where "cameraId" = $1 and "minuteMs" >= $2 and "minuteMs" < $3`;
const PACKED = `select "minuteMs", "classListId", "pieces" from "minuteTracks" ${OF_PERIOD} order by "minuteMs"`;
/** Minutes that were kept before they were packed. */
const SINGLE = `select "minuteMs", "trackId", "thing", "firstMs", "lastMs", "classes", "x1", "y1", "x2", "y2", "size"
  from "trajectory" ${OF_PERIOD} order by "minuteMs", "trackId"`;
/** Whole statements are answered at once: so much of the time is asked for. */
const SPAN_MS = 86_400_000;

export function readerOf(eachRow: EachRow): Pick<TrajectoryReader, "minutes" | "spans" | "eachPiece"> {
  /** Names by the id of their list; there are few lists. */
  async function classLists(): Promise<Map<string, readonly string[]>> {
    const lists = new Map<string, readonly string[]>();
    await eachRow(CLASS_LISTS, [], ([id, names]) => lists.set(id as string, JSON.parse(names as string) as string[]));
    return lists;
  }

  async function eachMinute(
    statement: string,
    [cameraId, fromMs, toMs]: readonly [string, number, number],
    take: (span: MinuteSpan, row: unknown[]) => void,
  ): Promise<void> {
    const lists = await classLists();
    const leastMs = Math.floor(fromMs);
    await eachRow(statement, [cameraId, Math.ceil(toMs), leastMs - LONGEST_MINUTE_MS, leastMs], (row) => {
      const classes = lists.get(row[5] as string);
      // Stored since the lists were read.
      if (!classes) return;
      const span: MinuteSpan = {
        session: row[0] as number,
        fromMs: row[1] as number,
        toMs: row[2] as number,
        frames: row[3] as number,
        aspect: row[4] as number,
        classes,
        endedAtMs: row[6] as number | null,
      };
      take(span, row);
    });
  }

  return {
    async spans(...of) {
      const spans: MinuteSpan[] = [];
      await eachMinute(SPANS, of, (span) => spans.push(span));
      return spans;
    },
    async minutes(...of) {
      const minutes: StoredMinute[] = [];
      await eachMinute(MINUTES, of, (span, row) =>
        minutes.push({ ...span, times: unsealed(row[7] as Uint8Array) ?? NO_BYTES }),
      );
      return minutes;
    },
    async eachPiece(cameraId, fromMs, toMs, withPlaces, each, damaged) {
      const lists = await classLists();
      for (let atMs = Math.floor(fromMs); atMs <= toMs; atMs += SPAN_MS) {
        const period = [cameraId, atMs, Math.min(Math.floor(toMs) + 1, atMs + SPAN_MS)] as const;
        const singles: StoredPiece[] = [];
        await eachRow(SINGLE, period, (row) => singles.push(singlePiece(row, withPlaces)));
        let next = 0;
        await eachRow(PACKED, period, ([ms, listId, pieces]) => {
          const minuteMs = ms as number;
          while (next < singles.length && singles[next]!.minuteMs < minuteMs) each(singles[next++]!);
          // Delivered once more after it was stored the old way.
          while (next < singles.length && singles[next]!.minuteMs === minuteMs) next++;
          const names = lists.get(listId as string) ?? [];
          if (!isWhole(pieces as Uint8Array, minuteMs, names, withPlaces, each)) damaged(minuteMs);
        });
        while (next < singles.length) each(singles[next++]!);
      }
    },
  };
}

const NO_BYTES: Uint8Array = new Uint8Array(0);

/** False, and nothing handed over, when the pieces are damaged. */
function isWhole(
  bytes: Uint8Array,
  minuteMs: number,
  names: readonly string[],
  withPlaces: boolean,
  each: (piece: StoredPiece) => void,
): boolean {
  const pieces = unsealed(bytes);
  if (!pieces) return false;
  try {
    eachPackedPiece(pieces, minuteMs, names, withPlaces, each);
    return true;
  } catch (cause) {
    if (cause instanceof DamagedMinute) return false;
    throw cause;
  }
}

function singlePiece(row: readonly unknown[], withPlaces: boolean): StoredPiece {
  const place = (at: number): number => (withPlaces ? (row[at] as number) : 0);
  return {
    minuteMs: row[0] as number,
    trackId: row[1] as number,
    thing: row[2] as number,
    firstMs: row[3] as number,
    lastMs: row[4] as number,
    classes: withPlaces ? (row[5] as string) : "",
    x1: place(6),
    y1: place(7),
    x2: place(8),
    y2: place(9),
    size: place(10),
  };
}
