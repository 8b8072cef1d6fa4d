// Crossings of a drawn line by something that moved from one place to another between two looks.
import { isOnSegment, type Point, sideOf } from "./point.ts";

/** Forward: from the left hand to the right hand of someone who walks the line from its first to its last point, as seen on the screen. */
export type CrossingDirection = "forward" | "backward";

export interface LineCrossing {
  direction: CrossingDirection;
  /** How much of the step lay before the line. Range: 0 to 1, ends excluded. */
  at: number;
  /** Where the line was crossed. */
  point: Point;
}

/** Result of one step along a line. */
export interface LineStep {
  /** From where the next step is tested; null as long as the thing was never seen off the line. */
  anchor: Point | null;
  /** In the order in which they happened. */
  crossings: readonly LineCrossing[];
}

const none: readonly LineCrossing[] = [];

/**
 * Every crossing of the line by the straight step from `from` to `to`, in the order of the step.
 * The line's two ends belong to it. A corner that is only touched is not crossed. A step that begins or ends exactly on the line
 * does not cross it there; `stepAcrossLine` finds that crossing when the other side is reached.
 */
export function lineCrossings(line: readonly Point[], from: Point, to: Point): readonly LineCrossing[] {
  if (!mayMeet(line, from, to)) return none;
  const sides = line.map((p) => Math.sign(sideOf(from, to, p)));
  const end = sides.length - 1;
  // An end that lies exactly on the step counts as lying beyond it; a whole end piece along the step does not.
  if (sides[0] === 0) sides[0] = -sides[1]!;
  if (sides[end] === 0) sides[end] = -sides[end - 1]!;
  const found: LineCrossing[] = [];
  let last = -1;
  for (let i = 0; i <= end; i++) {
    if (sides[i] === 0) continue;
    if (last >= 0 && sides[i] !== sides[last]) {
      const point = meetingPoint(line, last, i, from, to);
      if (point) {
        const direction = sides[i]! < 0 ? "forward" : "backward";
        found.push({ direction, at: shareOfStep(point, from, to), point });
      }
    }
    last = i;
  }
  return found.sort((a, b) => a.at - b.at);
}

/**
 * One step of something that is followed across a line. Places exactly on the line are passed over, so that touching the line,
 * standing on it or running along it is no crossing until the other side is reached, and then exactly one.
 */
export function stepAcrossLine(line: readonly Point[], anchor: Point | null, to: Point): LineStep {
  if (isOnPolyline(line, to)) return { anchor, crossings: none };
  return { anchor: to, crossings: anchor ? lineCrossings(line, anchor, to) : none };
}

/** True when the point lies exactly on the path. */
export function isOnPolyline(line: readonly Point[], p: Point): boolean {
  for (let i = 1; i < line.length; i++) if (isOnSegment(p, line[i - 1]!, line[i]!)) return true;
  return false;
}

function mayMeet(line: readonly Point[], from: Point, to: Point): boolean {
  let left = true;
  let right = true;
  let above = true;
  let below = true;
  const minX = Math.min(from[0], to[0]);
  const maxX = Math.max(from[0], to[0]);
  const minY = Math.min(from[1], to[1]);
  const maxY = Math.max(from[1], to[1]);
  for (const [x, y] of line) {
    left &&= x < minX;
    right &&= x > maxX;
    above &&= y < minY;
    below &&= y > maxY;
  }
  return !(left || right || above || below);
}

/** Where the step meets the line between its points i and j, which lie on different sides of it (those between lie on it). */
function meetingPoint(line: readonly Point[], i: number, j: number, from: Point, to: Point): Point | null {
  for (let k = i; k <= j; k++) {
    const corner = line[k]!;
    if (sideOf(from, to, corner) !== 0) continue;
    const at = shareOfStep(corner, from, to);
    return at > 0 && at < 1 ? corner : null;
  }
  const before = sideOf(line[i]!, line[j]!, from);
  const after = sideOf(line[i]!, line[j]!, to);
  if (before === 0 || after === 0 || before > 0 === after > 0) return null;
  const at = before / (before - after);
  return [from[0] + (to[0] - from[0]) * at, from[1] + (to[1] - from[1]) * at];
}

function shareOfStep(p: Point, from: Point, to: Point): number {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  return Math.abs(dx) > Math.abs(dy) ? (p[0] - from[0]) / dx : (p[1] - from[1]) / dy;
}
