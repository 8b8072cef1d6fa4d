// Running totals of one line, per class and direction.
import type { LineCounts, SceneEvent } from "@vigie/contracts";

export interface LineCounter {
  /** One crossing; the same crossing told by a second scenario of the line changes nothing. */
  add(crossing: SceneEvent): void;
  /** Classes that are counted, so that "none came" can be told from "not counted". */
  watch(classes: Iterable<string>): void;
  totals(): LineCounts;
}

/** How many of the newest crossings are remembered to recognise a second telling. */
const REMEMBERED = 64;

export function createLineCounter(camera: string, line: string): LineCounter {
  const forward: Record<string, number> = {};
  const backward: Record<string, number> = {};
  const recent: string[] = [];
  return {
    add({ classes, direction, startedAtMs, trackIds }) {
      const key = `${startedAtMs} ${trackIds[0]} ${direction}`;
      if (recent.includes(key)) return;
      recent.push(key);
      if (recent.length > REMEMBERED) recent.shift();
      const counts = direction === "backward" ? backward : forward;
      for (const name of classes) counts[name] = (counts[name] ?? 0) + 1;
    },
    watch(classes) {
      for (const name of classes) {
        forward[name] ??= 0;
        backward[name] ??= 0;
      }
    },
    totals: () => ({ camera, line, forward: { ...forward }, backward: { ...backward } }),
  };
}
