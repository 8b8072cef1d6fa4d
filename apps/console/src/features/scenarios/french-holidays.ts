// The public holidays of metropolitan France in a year, so that nobody types eleven dates.
// Source: Code du travail L3133-1; Easter by the Gregorian computus (Meeus).

const FIXED = ["01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25"];
/** Days after Easter Sunday: Easter Monday, Ascension, Whit Monday. */
const AFTER_EASTER = [1, 39, 50];
const DAY_MS = 86_400_000;

/** Dates as YYYY-MM-DD, in order. */
export function frenchHolidays(year: number): string[] {
  const easterMs = easterSunday(year);
  const moving = AFTER_EASTER.map((days) => new Date(easterMs + days * DAY_MS).toISOString().slice(0, 10));
  return [...FIXED.map((day) => `${year}-${day}`), ...moving].sort();
}

/** Midnight UTC of Easter Sunday. */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1);
}
