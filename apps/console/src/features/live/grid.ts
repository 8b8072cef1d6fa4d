// How many live pictures are shown, and in how many columns.

/** More than this nobody can look at. */
export const MOST_PICTURES = 25;

/** Columns that let all pictures fit a wide screen. */
export function columnsFor(count: number): number {
  return Math.min(5, Math.max(1, Math.ceil(Math.sqrt(count))));
}
