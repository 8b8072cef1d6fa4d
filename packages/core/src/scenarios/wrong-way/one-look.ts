// A crossing that one look alone makes is none: the lower edge of a box jumps when something nearer hides it.
import { lineCrossings, type Point } from "../../geometry/index.ts";
import type { Crossing, Thing } from "../../observations/index.ts";

/** Between looks so near to each other nobody goes around the end of a line and back. Unit: ms. */
const SOON_MS = 600;

/** True when the way without one of the two looks at the crossing, straight from the look before to the look after, misses the line. */
export function isMadeByOneLook(line: readonly Point[], { thing, atMs, direction }: Crossing): boolean {
  const { trail } = thing;
  const after = trail.findIndex(({ ms }) => ms >= atMs);
  if (netOver(line, thing, -1, direction) <= 0) return false;
  return [after - 1, after].some((left) => {
    const [before, next] = [trail[left - 1], trail[left + 1]];
    if (!before || !next || next.ms - before.ms > SOON_MS) return false;
    return netOver(line, thing, left, direction) <= 0;
  });
}

/** How often the trail goes over the line that way, less how often it comes back, when the look of that index is left out. */
function netOver(line: readonly Point[], { trail }: Thing, left: number, direction: Crossing["direction"]): number {
  let net = 0;
  let before: Point | null = null;
  for (let i = 0; i < trail.length; i++) {
    if (i === left) continue;
    const here: Point = [trail[i]!.x, trail[i]!.y];
    if (before)
      for (const crossing of lineCrossings(line, before, here)) net += crossing.direction === direction ? 1 : -1;
    before = here;
  }
  return net;
}
