// Times in the site's zone and spans in words that fit in a small place.

export interface TimeStyle {
  zone: string;
  language: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(style: TimeStyle, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${style.language}|${style.zone}|${name}`;
  const known = formats.get(key);
  if (known) return known;
  const locale = style.language === "en" ? "en-GB" : style.language;
  const made = new Intl.DateTimeFormat(locale, { timeZone: style.zone, hourCycle: "h23", ...options });
  formats.set(key, made);
  return made;
}

/** 14:03:27 */
export function clockTime(ms: number, style: TimeStyle): string {
  return format(style, "clock", { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(ms);
}

/** 14:03 */
export function shortTime(ms: number, style: TimeStyle): string {
  return format(style, "short", { hour: "2-digit", minute: "2-digit" }).format(ms);
}

/** 21 Nov, 14:03:27 */
export function dayAndTime(ms: number, style: TimeStyle): string {
  return format(style, "day", {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).format(ms);
}

/** 21 Nov 2026, of a date without a time. Shape: YYYY-MM-DD. */
export function calendarDay(date: string, language: string): string {
  const style = { zone: "UTC", language };
  return format(style, "calendar", { day: "numeric", month: "short", year: "numeric" }).format(Date.parse(date));
}

/** Zones whose name says the offset already. */
const UNIVERSAL = /^(Etc\/)?(UTC|UCT|GMT|Universal|Zulu|Greenwich)$/;

function offset(ms: number, style: TimeStyle): string {
  const parts = format(style, "offset", { timeZoneName: "shortOffset" }).formatToParts(ms);
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
}

/** 14:03:27 GMT+1, or 14:03:27 UTC */
export function timeWithZone(ms: number, style: TimeStyle): string {
  return `${clockTime(ms, style)} ${UNIVERSAL.test(style.zone) ? "UTC" : offset(ms, style)}`;
}

/** GMT+1 · Europe/Paris, or UTC: how the site's clock differs from others, and why. */
export function zoneText(ms: number, style: TimeStyle): string {
  return UNIVERSAL.test(style.zone) ? "UTC" : `${offset(ms, style)} · ${style.zone}`;
}

/** 0:07, 12:34, 1:02:03 */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** 45 s, 19 min, 2 h 5 min: how long, where a clock would be misread. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds}\u00a0s`;
  const minutes = Math.round(seconds / 60);
  const rest = minutes % 60;
  if (minutes < 60) return `${minutes}\u00a0min`;
  return `${Math.floor(minutes / 60)}\u00a0h${rest > 0 ? ` ${rest}\u00a0min` : ""}`;
}

/** 3.4 MB */
export function bytes(value: number, language: string): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: power === 0 ? 0 : 1 });
  return `${number.format(value / 1000 ** power)} ${units[power]}`;
}

/** 21 Nov */
export function shortDay(ms: number, style: TimeStyle): string {
  return format(style, "short-day", { day: "numeric", month: "short" }).format(ms);
}
