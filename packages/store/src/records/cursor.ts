// Opaque page cursors: the sort key of the last row, so that a page neither repeats nor skips when rows come and go.
import { AppError } from "@vigie/contracts/errors";

type CursorValue = string | number;

/** A cursor that only a list of the same order takes back. */
export function toCursor(order: string, values: readonly CursorValue[]): string {
  return Buffer.from(JSON.stringify([order, ...values])).toString("base64url");
}

/** The values inside. Shape: as many as `kinds`, each of that type. Errors: `store.bad-cursor`. */
export function fromCursor(cursor: string, order: string, kinds: readonly ("string" | "number")[]): CursorValue[] {
  const parsed = parse(Buffer.from(cursor, "base64url").toString());
  const [found, ...values] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
  const fits = found === order && values.length === kinds.length && kinds.every((kind, i) => typeof values[i] === kind);
  if (fits) return values as CursorValue[];
  throw new AppError({
    code: "store.bad-cursor",
    kind: "invalid",
    message: "This page mark does not belong to this list; begin again with the first page.",
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
