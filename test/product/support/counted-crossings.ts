// Real clips, and per line what a person counted there; see ../truth/README.md.

export interface Crossings {
  forward: number;
  backward: number;
}

export const COUNTED_CROSSINGS: readonly [file: string, lines: Record<string, Crossings>][] = [
  [
    "person-bicycle-car-detection.mp4",
    { exit: { forward: 2, backward: 0 }, path: { forward: 0, backward: 1 }, cycle: { forward: 0, backward: 2 } },
  ],
  ["car-detection.mp4", { middle: { forward: 2, backward: 2 } }],
  ["suburb-cars.mp4", { lane: { forward: 8, backward: 0 } }],
  ["tfl-625_201708101116.mp4", { away: { forward: 0, backward: 5 }, near: { forward: 7, backward: 0 } }],
  ["one-by-one-person-detection.mp4", { side: { forward: 0, backward: 6 } }],
  ["road-from-above.avi", { middle: { forward: 0, backward: 5 } }],
];

/** Lines of a clip, as a scenario file. */
export function linesOf(file: string): string {
  return new URL(`../truth/${file.replace(/\.\w+$/, "")}.yaml`, import.meta.url).pathname;
}

/** Crossings that a person counted and the report lacks, and those that it has too many. */
export function crossingErrors(
  wanted: Crossings,
  counted: { forward: Record<string, number>; backward: Record<string, number> },
): number {
  const total = (counts: Record<string, number>) => Object.values(counts).reduce((sum, n) => sum + n, 0);
  return Math.abs(total(counted.forward) - wanted.forward) + Math.abs(total(counted.backward) - wanted.backward);
}
