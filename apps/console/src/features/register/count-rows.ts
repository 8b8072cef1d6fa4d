// Bins of counts to rows of a table: crossings are summed, what was inside at once is the largest.
import type { countsSchema } from "@vigie/contracts";
import type { z } from "zod";

type CountBin = z.infer<typeof countsSchema>["bins"][number];

export interface CountRow {
  placeId: string;
  className: string;
  /** Null for a zone. */
  forward: number | null;
  backward: number | null;
  /** Most at once; null for a line. */
  inside: number | null;
}

export function countRows(bins: readonly CountBin[]): CountRow[] {
  const rows = new Map<string, CountRow>();
  for (const { placeId, className, direction, value } of bins) {
    const isZone = direction === "inside";
    const key = `${isZone ? "zone" : "line"} ${placeId} ${className}`;
    const row = rows.get(key) ?? {
      placeId,
      className,
      forward: isZone ? null : 0,
      backward: isZone ? null : 0,
      inside: isZone ? 0 : null,
    };
    if (direction === "inside") row.inside = Math.max(row.inside ?? 0, value);
    else row[direction] = (row[direction] ?? 0) + value;
    rows.set(key, row);
  }
  return [...rows.values()].sort(
    (a, b) => a.placeId.localeCompare(b.placeId) || total(b) - total(a) || a.className.localeCompare(b.className),
  );
}

function total(row: CountRow): number {
  return (row.forward ?? 0) + (row.backward ?? 0) + (row.inside ?? 0);
}
