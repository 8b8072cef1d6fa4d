// Time cut into hours, days or hours of the week as the clocks of the site show them.
import type { StatisticsQuery } from "@vigie/contracts";
import { createLocalClockFace } from "@vigie/core";

export interface TimeBins {
  /** Begin of each bin, ms; of week-hour the hour of the week, 0 to 167. */
  starts: number[];
  /** -1 outside. `ms` is a whole quarter of an hour. */
  indexOf(ms: number): number;
}

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const WEEK_HOURS = 168;

/** Bins that cover [fromMs, toMs). Errors: RangeError for a zone that does not exist. Cost: some microseconds a quarter of an hour. */
export function timeBins(
  by: NonNullable<StatisticsQuery["by"]>,
  fromMs: number,
  toMs: number,
  timeZone: string,
): TimeBins {
  const face = createLocalClockFace(timeZone);
  const inside = (ms: number): boolean => ms >= firstMs && ms < toMs;
  const firstMs = Math.floor(fromMs / QUARTER_MS) * QUARTER_MS;
  if (by === "hour") {
    const startMs = firstMs - (face(firstMs).minute % 60) * 60_000;
    const count = Math.ceil((toMs - startMs) / HOUR_MS);
    return {
      starts: Array.from({ length: count }, (_, i) => startMs + i * HOUR_MS),
      indexOf: (ms) => (inside(ms) ? Math.floor((ms - startMs) / HOUR_MS) : -1),
    };
  }
  if (by === "week-hour") {
    return {
      starts: Array.from({ length: WEEK_HOURS }, (_, i) => i),
      indexOf(ms) {
        if (!inside(ms)) return -1;
        const { weekday, minute } = face(ms);
        return weekday * 24 + Math.floor(minute / 60);
      },
    };
  }
  const starts: number[] = [];
  const dayOf = new Map<number, number>();
  let date = "";
  for (let ms = firstMs; ms < toMs; ms += QUARTER_MS) {
    const now = face(ms).date;
    if (now !== date) starts.push(ms);
    date = now;
    dayOf.set(ms, starts.length - 1);
  }
  return { starts, indexOf: (ms) => dayOf.get(ms) ?? -1 };
}
