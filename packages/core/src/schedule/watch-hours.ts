// When a scenario watches: weekly windows in local wall time, over midnight and through clock changes, other on holidays, until its end.
import type { Scenario, Schedule } from "@vigie/contracts";
import { createLocalClockFace, dayBefore } from "./local-time.ts";

/** True when the scenario watches at that instant. Clock: wall, ms since the epoch. */
export type WatchHours = (ms: number) => boolean;

interface MinuteWindow {
  /** Day on which the window begins; 0 is Monday. */
  days: ReadonlySet<number>;
  fromMinute: number;
  toMinute: number;
}

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** Cost: next to nothing but for the first call within each minute. */
export function createWatchHours({ schedule, until }: Pick<Scenario, "schedule" | "until">): WatchHours {
  const endMs = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  if (!schedule) return (ms) => ms < endMs;
  const isOpen = createWeek(schedule);
  // Windows begin and end on whole minutes, and so do the offsets of all zones: within a minute nothing changes.
  let cachedMinute = Number.NaN;
  let cached = false;
  return (ms) => {
    if (ms >= endMs) return false;
    const minute = Math.floor(ms / MINUTE_MS);
    if (minute !== cachedMinute) {
      cachedMinute = minute;
      cached = isOpen(minute * MINUTE_MS);
    }
    return cached;
  };
}

function createWeek(schedule: Schedule): WatchHours {
  const face = createLocalClockFace(schedule.timeZone);
  const windows = schedule.windows.map(
    (window): MinuteWindow => ({
      days: new Set(window.days.map((day) => WEEK.indexOf(day))),
      fromMinute: minuteOf(window.from),
      toMinute: minuteOf(window.to),
    }),
  );
  // Schedules stored before there were holidays have none.
  const holidays = new Set(schedule.onHolidays === "as-usual" ? [] : (schedule.holidays ?? []));
  const isAllDay = schedule.onHolidays === "all-day";
  return (ms) => {
    const { date, weekday, minute } = face(ms);
    const isHoliday = holidays.has(date);
    if (isHoliday && isAllDay) return true;
    // A window belongs to the day on which it begins, over midnight too: so does the holiday that cancels it.
    const beganYesterday = holidays.size === 0 || isAllDay || !holidays.has(dayBefore(date));
    const yesterday = (weekday + 6) % 7;
    return windows.some(({ days, fromMinute, toMinute }) => {
      const isAfterBegin = !isHoliday && days.has(weekday) && minute >= fromMinute;
      if (fromMinute < toMinute) return isAfterBegin && minute < toMinute;
      return isAfterBegin || (beganYesterday && days.has(yesterday) && minute < toMinute);
    });
  };
}

/** 24:00 is the end of the day. Range: 0 to 1440. */
function minuteOf(time: string): number {
  const [hours, minutes] = time.split(":").map(Number);
  return Math.min(DAY_MINUTES, hours! * 60 + minutes!);
}
