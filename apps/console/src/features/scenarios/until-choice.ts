// How long a scenario runs, as people say it, to the instant at which it ends.
import { nextTimeOfDay } from "../../app/time/zoned.ts";

export const UNTIL_CHOICES = ["1h", "2h", "tonight", "permanent"] as const;
export type UntilChoice = (typeof UNTIL_CHOICES)[number];

const HOUR_MS = 3_600_000;
/** "Tonight" ends when the morning begins. Unit: hours of the site's clock. */
const MORNING_HOUR = 6;

/** ISO 8601 in UTC, or undefined for no end. */
export function untilInstant(choice: UntilChoice, nowMs: number, zone: string): string | undefined {
  switch (choice) {
    case "1h":
      return iso(nowMs + HOUR_MS);
    case "2h":
      return iso(nowMs + 2 * HOUR_MS);
    case "tonight":
      return iso(nextTimeOfDay(nowMs, zone, MORNING_HOUR));
    case "permanent":
      return undefined;
  }
}

function iso(ms: number): string {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString();
}
