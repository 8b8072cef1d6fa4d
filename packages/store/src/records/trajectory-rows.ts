// Stored minutes and pieces as rows without objects: the statements that both databases answer, and what their columns mean.
import type { MinuteSpan, StoredMinute, StoredPiece, TrajectoryReader } from "@vigie/core";

/** Runs a statement and hands over its rows, each a list of values in the order of the columns. */
export type EachRow = (
  statement: string,
  values: readonly (string | number)[],
  each: (row: unknown[]) => void,
) => Promise<void>;

/** Analysed at long intervals, a minute may last a little longer. */
export const LONGEST_MINUTE_MS = 600_000;

const OF_MINUTES = `from "traceMinute" m join "classList" l on l."id" = m."classListId"
  where m."cameraId" = $1 and m."fromMs" < $2 and m."fromMs" >= $3 and m."toMs" >= $4 order by m."fromMs"`;
const SPANS = `select m."session", m."fromMs", m."toMs", m."frames", m."aspect", l."names", m."endedAtMs" ${OF_MINUTES}`;
const MINUTES = `select m."session", m."fromMs", m."toMs", m."frames", m."aspect", l."names", m."endedAtMs", m."times" ${OF_MINUTES}`;
const OF_PIECES = `from "trajectory" where "cameraId" = $1 and "minuteMs" >= $2 and "minuteMs" < $3 order by "minuteMs", "trackId"`;
const TIMES = `select "minuteMs", "trackId", "thing", "firstMs", "lastMs" ${OF_PIECES}`;
const PLACES = `select "minuteMs", "trackId", "thing", "firstMs", "lastMs", "classes", "x1", "y1", "x2", "y2", "size" ${OF_PIECES}`;
/** Whole statements are answered at once: so much of the time is asked for. */
const SPAN_MS = 86_400_000;

export function readerOf(eachRow: EachRow): Pick<TrajectoryReader, "minutes" | "spans" | "eachPiece"> {
  async function eachMinute(
    statement: string,
    [cameraId, fromMs, toMs]: readonly [string, number, number],
    take: (span: MinuteSpan, row: unknown[]) => void,
  ): Promise<void> {
    const lists = new Map<string, readonly string[]>();
    const leastMs = Math.floor(fromMs);
    await eachRow(statement, [cameraId, Math.ceil(toMs), leastMs - LONGEST_MINUTE_MS, leastMs], (row) => {
      const names = row[5] as string;
      const classes = lists.get(names) ?? (JSON.parse(names) as string[]);
      lists.set(names, classes);
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
      await eachMinute(MINUTES, of, (span, row) => minutes.push({ ...span, times: row[7] as Uint8Array }));
      return minutes;
    },
    async eachPiece(cameraId, fromMs, toMs, withPlaces, each) {
      const piece: StoredPiece = { ...NOWHERE };
      for (let atMs = Math.floor(fromMs); atMs <= toMs; atMs += SPAN_MS) {
        const untilMs = Math.min(Math.floor(toMs) + 1, atMs + SPAN_MS);
        await eachRow(withPlaces ? PLACES : TIMES, [cameraId, atMs, untilMs], (row) => {
          piece.minuteMs = row[0] as number;
          piece.trackId = row[1] as number;
          piece.thing = row[2] as number;
          piece.firstMs = row[3] as number;
          piece.lastMs = row[4] as number;
          if (withPlaces) {
            piece.classes = row[5] as string;
            piece.x1 = row[6] as number;
            piece.y1 = row[7] as number;
            piece.x2 = row[8] as number;
            piece.y2 = row[9] as number;
            piece.size = row[10] as number;
          }
          each(piece);
        });
      }
    },
  };
}

const NOWHERE: StoredPiece = {
  minuteMs: 0,
  trackId: 0,
  thing: 0,
  firstMs: 0,
  lastMs: 0,
  classes: "",
  x1: 0,
  y1: 0,
  x2: 0,
  y2: 0,
  size: 0,
};
