// Keeps user names and passwords of addresses out of every text that leaves the process.

/** The text with `user:password@` removed from every address in it. */
export function withoutUserInfo(text: string): string {
  return text.replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^/\s"'?#]*@/gi, "$1");
}

/** A copy of plain data in which every text has lost its user info. */
export function dataWithoutUserInfo(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(data), (_key, value: unknown) =>
    typeof value === "string" ? withoutUserInfo(value) : value,
  ) as Record<string, unknown>;
}

/** Paths of fields that a log line never shows. */
export const REDACTED_FIELDS = [
  "password",
  "token",
  "*.password",
  "*.token",
  "*.*.password",
  "req.headers.cookie",
  "req.headers.authorization",
  "headers.cookie",
  "headers.authorization",
  'res.headers["set-cookie"]',
];
