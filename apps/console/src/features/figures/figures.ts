// Statistics as people read them: a week by hour, two periods side by side, and a table for a spreadsheet.
import type { Statistics } from "@vigie/contracts";

/** All series of a period added bin by bin; null where nothing is known. */
export function summed(series: Statistics["period"]["series"], bins: number): (number | null)[] {
  return Array.from({ length: bins }, (_, i) => {
    const known = series.map(({ values }) => values[i] ?? null).filter((value) => value !== null);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
  });
}

/** Row a day (Monday first), column an hour. */
export function weekRows(values: readonly (number | null)[]): (number | null)[][] {
  return Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (__, hour) => values[day * 24 + hour] ?? null),
  );
}

/** One row a bin, one column a series; fields quoted as RFC 4180 asks, so that every spreadsheet reads names with commas. */
export function csvOf(statistics: Statistics, binName: (bin: number) => string, comparedName: string): string {
  const { period, compared } = statistics;
  const columns = [
    ...period.series.map(({ key, name, values }) => ({ name: name || key || statistics.of, values })),
    ...(compared?.series ?? []).map(({ key, name, values }) => ({
      name: `${name || key || statistics.of} (${comparedName})`,
      values,
    })),
  ];
  const head = [statistics.by, ...columns.map(({ name }) => name)];
  const rows = statistics.bins.map((bin, i) => [binName(bin), ...columns.map(({ values }) => values[i] ?? "")]);
  return [head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n");
}

function quoted(value: string | number): string {
  const text = String(value);
  // A cell that begins like a formula would be run by the spreadsheet.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
