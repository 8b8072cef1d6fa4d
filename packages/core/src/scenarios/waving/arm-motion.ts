// Motion around one person, cell by cell: does something beside and above the shoulders go to and fro, while the rest stands still?
import type { GrayImage } from "../../ports/video.ts";

/** Cells across: two of surroundings on each side, eight across the arms. */
const COLUMNS = 12;
const SURROUNDINGS = 2;
const ROWS = 3;
/** Swings of a cell's brightness below this are noise. Unit: grey levels. */
const SWING = 5;
/** The mean from which a cell swings follows within this. Unit: ms. */
const MEAN_MS = 700;
/** To and fro: so many turns within the window, none later than this after the one before. Unit: ms. */
const WINDOW_MS = 2_400;
const TURNS = 4;
const SLOWEST_MS = 900;
/** So many cells of the arms wave together. */
const CELLS = 2;

export interface ArmMotion {
  /** Takes one picture. `box` of the person; returns true while arms seem to wave. Cost: a few thousand pixels. */
  look(gray: GrayImage, box: readonly [number, number, number, number], nowMs: number): boolean;
}

interface Cell {
  mean: number;
  sign: number;
  turns: number[];
}

export function createArmMotion(): ArmMotion {
  const arms = cells();
  const legs = cells();
  const place: [number, number, number, number] = [0, 0, 0, 0];
  let lastMs: number | null = null;

  return {
    look(gray, box, nowMs) {
      const share = lastMs === null ? 1 : 1 - Math.exp((lastMs - nowMs) / 1_500);
      const sinceMs = lastMs === null ? 0 : nowMs - lastMs;
      lastMs = nowMs;
      for (let k = 0; k < 4; k++) place[k] = place[k]! + (box[k]! - place[k]!) * share;
      const [x1, y1, x2, y2] = place;
      const [width, height] = [x2 - x1, y2 - y1];
      const left = x1 - 0.9 * width;
      const right = x2 + 0.9 * width;
      follow(arms, gray, [left, y1 - 0.18 * height, right, y1 + 0.27 * height], nowMs, sinceMs);
      follow(legs, gray, [left, y1 + 0.55 * height, right, y2], nowMs, sinceMs);
      const waving = wavingIn(arms, nowMs);
      const isRestlessPlace = waving.around >= 2;
      return waving.inside >= CELLS && !isRestlessPlace && waving.inside > 2 * wavingIn(legs, nowMs).inside;
    },
  };
}

function cells(): Cell[] {
  return Array.from({ length: COLUMNS * ROWS }, () => ({ mean: Number.NaN, sign: 0, turns: [] }));
}

function follow(
  grid: Cell[],
  gray: GrayImage,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  nowMs: number,
  sinceMs: number,
): void {
  const { widthPx, heightPx } = gray;
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const cell = grid[row * COLUMNS + column]!;
      const left = Math.round((x1 + ((x2 - x1) * column) / COLUMNS) * widthPx);
      const right = Math.max(left + 1, Math.round((x1 + ((x2 - x1) * (column + 1)) / COLUMNS) * widthPx));
      const top = Math.round((y1 + ((y2 - y1) * row) / ROWS) * heightPx);
      const bottom = Math.max(top + 1, Math.round((y1 + ((y2 - y1) * (row + 1)) / ROWS) * heightPx));
      const value = meanOf(gray, left, top, right, bottom);
      if (Number.isNaN(value)) continue;
      if (Number.isNaN(cell.mean)) cell.mean = value;
      const swing = value - cell.mean;
      cell.mean += swing * (1 - Math.exp(-sinceMs / MEAN_MS));
      if (Math.abs(swing) >= SWING && Math.sign(swing) !== cell.sign) {
        cell.sign = Math.sign(swing);
        cell.turns.push(nowMs);
        while (cell.turns.length > 0 && nowMs - cell.turns[0]! > WINDOW_MS) cell.turns.shift();
      }
    }
  }
}

function wavingIn(grid: readonly Cell[], nowMs: number): { inside: number; around: number } {
  let [inside, around] = [0, 0];
  grid.forEach(({ turns }, i) => {
    const recent = turns.filter((ms) => nowMs - ms <= WINDOW_MS);
    if (recent.length < TURNS || nowMs - recent.at(-1)! > SLOWEST_MS) return;
    if (recent.some((ms, k) => k > 0 && ms - recent[k - 1]! > SLOWEST_MS)) return;
    const column = i % COLUMNS;
    if (column < SURROUNDINGS || column >= COLUMNS - SURROUNDINGS) around++;
    else inside++;
  });
  return { inside, around };
}

/** NaN outside the picture. */
function meanOf(
  { data, widthPx, heightPx, strideBytes }: GrayImage,
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
