// Wall time of a place, from the machine's table of time zones; the instant is always given, never read from a clock.

/** Date, day of the week and minute of the day as the clocks of the place show them. */
export interface LocalTime {
  /** YYYY-MM-DD. */
  date: string;
  /** 0 is Monday. */
  weekday: number;
  /** Range: 0 to 1439. */
  minute: number;
}

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Reads instants as local time. Errors: RangeError for a zone that does not exist. Cost: several microseconds a call. */
export function createLocalClockFace(timeZone: string): (ms: number) => LocalTime {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (ms) => {
    let weekday = 0;
    let minute = 0;
    let [year, month, day] = ["", "", ""];
    for (const { type, value } of format.formatToParts(ms)) {
      if (type === "weekday") weekday = DAYS.indexOf(value);
      else if (type === "hour") minute += Number(value) * 60;
      else if (type === "minute") minute += Number(value);
      else if (type === "year") year = value;
      else if (type === "month") month = value;
      else if (type === "day") day = value;
    }
    return { date: `${year}-${month}-${day}`, weekday, minute };
  };
}

/** The calendar day before. Shape: YYYY-MM-DD. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
