// Wall clock of a zone to instants and back, without a library: the zone's own offset at that instant.

interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

const readers = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show at the instant. */
export function wallClock(ms: number, zone: string): WallClock {
  let reader = readers.get(zone);
  if (!reader) {
    reader = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
    readers.set(zone, reader);
  }
  const parts = Object.fromEntries(reader.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  return { year: parts.year!, month: parts.month!, day: parts.day!, hour: parts.hour!, minute: parts.minute! };
}

/** The instant at which clocks in the zone show this; the later one where the hour is repeated, the next one where it is skipped. */
export function instantOf({ year, month, day, hour, minute }: WallClock, zone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  let guess = asUtc - offsetMs(asUtc, zone);
  guess = asUtc - offsetMs(guess, zone);
  return guess;
}

function offsetMs(ms: number, zone: string): number {
  const { year, month, day, hour, minute } = wallClock(ms, zone);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / 60_000) * 60_000;
}

/** Midnight with which the zone's day of this instant begins, moved by whole days. */
export function dayStart(ms: number, zone: string, days = 0): number {
  const { year, month, day } = wallClock(ms, zone);
  const moved = new Date(Date.UTC(year, month - 1, day + days));
  return instantOf(
    { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate(), hour: 0, minute: 0 },
    zone,
  );
}

/** The next instant after `ms` at which clocks in the zone show this time. */
export function nextTimeOfDay(ms: number, zone: string, hour: number, minute = 0): number {
  for (let days = 0; ; days++) {
    const at = wallClock(dayStart(ms, zone, days), zone);
    const found = instantOf({ ...at, hour, minute }, zone);
    if (found > ms) return found;
  }
}
