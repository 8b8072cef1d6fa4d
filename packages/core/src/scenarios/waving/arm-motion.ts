// Motion around one person, cell by cell: does something beside and above the shoulders go to and fro, while the rest stands still?
import type { WatchPicture } from "../../ports/watch-picture.ts";

/** Cells across: two of surroundings on each side, eight across the arms. */
const COLUMNS = 12;
const SURROUNDINGS = 2;
const ROWS = 3;
/** Swings of a cell's brightness, or of one of its colours, below this are noise. Unit: levels of 255. */
const SWING = 5;
/** The mean from which a cell swings follows within this. Unit: ms. */
const MEAN_MS = 700;
/** To and fro: so many turns within the window, none later than this after the one before. Unit: ms. */
const WINDOW_MS = 2_400;
const TURNS = 4;
const SLOWEST_MS = 900;
/** So many cells of the arms wave together. */
const CELLS = 2;
/** Colours tremble, most of all at night: a swing of theirs is at least so many times the one of cells that show no arms. */
const ABOVE_NOISE = 3;
/** Beside the arms so many cells do only where everything moves. */
const AROUND = 2;

export interface ArmMotion {
  /** Takes one picture. `box` of the person; returns true while arms seem to wave. Cost: a few thousand pixels. */
  look(picture: WatchPicture, box: readonly [number, number, number, number], nowMs: number): boolean;
}

/** One cell in one plane: an arm as bright as the wall behind it swings in its colours all the same. */
interface Cell {
  mean: number;
  sign: number;
  turns: number[];
  /** How far the newest look lies from the mean. Unit: levels of 255. */
  swing: number;
}

type Grid = readonly Cell[];

/** What is seen of somebody in one plane. */
interface Seen {
  arms: Grid;
  legs: Grid;
  /** How far the cells swing that show no arms. Unit: levels of 255. */
  noise: number;
}

/** One of brightness, red, green and blue. */
interface Plane {
  data: Uint8Array;
  strideBytes: number;
  widthPx: number;
  heightPx: number;
}

export function createArmMotion(): ArmMotion {
  const [gray, ...colours] = Array.from({ length: 4 }, (): Seen => ({ arms: grid(), legs: grid(), noise: 0 }));
  const place: [number, number, number, number] = [0, 0, 0, 0];
  let lastMs: number | null = null;

  return {
    look(picture, box, nowMs) {
      const share = lastMs === null ? 1 : 1 - Math.exp((lastMs - nowMs) / 1_500);
      const sinceMs = lastMs === null ? 0 : nowMs - lastMs;
      lastMs = nowMs;
      for (let k = 0; k < 4; k++) place[k] = place[k]! + (box[k]! - place[k]!) * share;
      const take = (seen: Seen, plane: Plane, leastSwing: number): void => {
        const [x1, y1, x2, y2] = place;
        const [width, height] = [x2 - x1, y2 - y1];
        const [left, right] = [x1 - 0.9 * width, x2 + 0.9 * width];
        const arms = [left, y1 - 0.18 * height, right, y1 + 0.27 * height] as const;
        follow(seen.arms, plane, arms, nowMs, sinceMs, leastSwing);
        follow(seen.legs, plane, [left, y1 + 0.55 * height, right, y2], nowMs, sinceMs, leastSwing);
        seen.noise += (noiseOf(seen) - seen.noise) * share;
      };
      take(gray!, picture.gray, SWING);
      const { rgb } = picture;
      for (const [i, data] of [rgb.r, rgb.g, rgb.b].entries())
        take(colours[i]!, { ...rgb, data }, Math.max(SWING, ABOVE_NOISE * colours[i]!.noise));
      if (isWaving(gray!, nowMs)) return true;
      // What moves everywhere in brightness is restless, whatever colours seem to say.
      return !isRestless(gray!, nowMs) && colours.some((colour) => isWaving(colour, nowMs));
    },
  };
}

function grid(): Grid {
  return Array.from({ length: COLUMNS * ROWS }, () => ({ mean: Number.NaN, sign: 0, turns: [], swing: 0 }));
}

function follow(
  cells: Grid,
  plane: Plane,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  nowMs: number,
  sinceMs: number,
  leastSwing: number,
): void {
  const { widthPx, heightPx } = plane;
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const cell = cells[row * COLUMNS + column]!;
      const left = Math.round((x1 + ((x2 - x1) * column) / COLUMNS) * widthPx);
      const right = Math.max(left + 1, Math.round((x1 + ((x2 - x1) * (column + 1)) / COLUMNS) * widthPx));
      const top = Math.round((y1 + ((y2 - y1) * row) / ROWS) * heightPx);
      const bottom = Math.max(top + 1, Math.round((y1 + ((y2 - y1) * (row + 1)) / ROWS) * heightPx));
      const value = meanOf(plane, left, top, right, bottom);
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(cell.mean)) cell.mean = value;
      const swing = value - cell.mean;
      cell.swing = Math.abs(swing);
      cell.mean += swing * (1 - Math.exp(-sinceMs / MEAN_MS));
      if (cell.swing >= leastSwing && Math.sign(swing) !== cell.sign) {
        cell.sign = Math.sign(swing);
        cell.turns.push(nowMs);
        while (cell.turns.length > 0 && nowMs - cell.turns[0]! > WINDOW_MS) cell.turns.shift();
      }
    }
  }
}

function noiseOf({ arms, legs }: Seen): number {
  const quiet = [...legs, ...arms.filter((_, i) => isAround(i))];
  return quiet.reduce((sum, { swing }) => sum + swing, 0) / quiet.length;
}

function isWaving(seen: Seen, nowMs: number): boolean {
  return wavingIn(seen.arms, nowMs).inside >= CELLS && !isRestless(seen, nowMs);
}

/** The place around moves as well, or the legs do. */
function isRestless({ arms, legs }: Seen, nowMs: number): boolean {
  const { inside, around } = wavingIn(arms, nowMs);
  const below = wavingIn(legs, nowMs).inside;
  return around >= AROUND || (below > 0 && inside <= 2 * below);
}

function wavingIn(cells: Grid, nowMs: number): { inside: number; around: number } {
  let [inside, around] = [0, 0];
  cells.forEach((cell, i) => {
    if (!goesToAndFro(cell, nowMs)) return;
    if (isAround(i)) around++;
    else inside++;
  });
  return { inside, around };
}

function isAround(i: number): boolean {
  const column = i % COLUMNS;
  return column < SURROUNDINGS || column >= COLUMNS - SURROUNDINGS;
}

function goesToAndFro({ turns }: Cell, nowMs: number): boolean {
  const recent = turns.filter((ms) => nowMs - ms <= WINDOW_MS);
  if (recent.length < TURNS || nowMs - recent.at(-1)! > SLOWEST_MS) return false;
  return recent.every((ms, k) => k === 0 || ms - recent[k - 1]! <= SLOWEST_MS);
}

/** NaN outside the picture. */
function meanOf(
  { data, widthPx, heightPx, strideBytes }: Plane,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
): number {
  let [sum, n] = [0, 0];
  for (let y = Math.max(0, y1); y < Math.min(heightPx, y2); y++)
    for (let x = Math.max(0, x1); x < Math.min(widthPx, x2); x++, n++) sum += data[y * strideBytes + x]!;
  return n === 0 ? Number.NaN : sum / n;
}
