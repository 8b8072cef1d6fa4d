// When a scenario watches: weekly windows in the site's time zone, and an end.
import { z } from "zod";

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, "a time of day is written HH:MM, 00:00 to 24:00");

/** `from` later than `to` means over midnight; the window belongs to the day on which it begins. */
export const windowSchema = z.strictObject({
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1)
    .default([...WEEKDAYS]),
  from: timeOfDay,
  to: timeOfDay,
});

export const scheduleSchema = z.strictObject({
  /** IANA zone, for example Europe/Paris. */
  timeZone: z.string().refine(isTimeZone, "the time zone must be an IANA name such as Europe/Paris"),
  windows: z.array(windowSchema).min(1).max(50),
  /** Days that are not as others (YYYY-MM-DD in that zone), for example public holidays. */
  holidays: z.array(z.iso.date()).max(400).default([]),
  /** `as-usual`: holidays change nothing · `never`: it does not watch on them · `all-day`: it watches all of them. */
  onHolidays: z.enum(["as-usual", "never", "all-day"]).default("as-usual"),
});
export type Schedule = z.infer<typeof scheduleSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
