// Where scenarios ask to look closer: the places of those kinds, each in as few tiles as show it larger, by turns.
import type { Polygon } from "@vigie/contracts";
import { TILE_MARGIN, type Tile, tileAround, type Window } from "./tile.ts";

/** Who stands in a place reaches so far above it at most; who is taller is seen well enough without. Unit: share of the picture. */
const REACH = 0.2;
/** Feet tremble this much around a place. Unit: share of the picture. */
const AROUND = 0.02;
/**
 * So many tiles of such a share of the picture on each side are tried one after the other. One tile shows a place in every look; two wait
 * for each other. Beyond the last share a tile is not worth a run.
 */
const ATTEMPTS = [
  [1, 1 / 3],
  [1, 0.4],
  [1, 0.5],
  [2, 0.4],
  [2, 0.5],
  [2, 0.7],
] as const;

export class PlacePlanner {
  #places: readonly Polygon[] = [];
  #tiles: readonly Tile[] = [];
  #lookedAtMs: number[] = [];
  #sizePx = "";

  /** Places that are the same as before keep their turns. */
  setPlaces(places: readonly Polygon[]): void {
    if (JSON.stringify(places) === JSON.stringify(this.#places)) return;
    this.#places = places;
    this.#sizePx = "";
  }

  get isEmpty(): boolean {
    return this.#places.length === 0;
  }

  /** The tile whose last look is oldest; null where there is none, or its look is younger than `leastGapMs`. Clock: stream. */
  choose(size: { widthPx: number; heightPx: number }, leastGapMs: number, timeMs: number): Tile | null {
    const sizePx = `${size.widthPx}x${size.heightPx}`;
    if (sizePx !== this.#sizePx) {
      this.#sizePx = sizePx;
      this.#tiles = this.#places.flatMap((place) => tilesOver(place, size));
      this.#lookedAtMs = this.#tiles.map(() => Number.NEGATIVE_INFINITY);
    }
    if (this.#tiles.length === 0) return null;
    const oldestMs = Math.min(...this.#lookedAtMs);
    if (timeMs - oldestMs < leastGapMs) return null;
    const turn = this.#lookedAtMs.indexOf(oldestMs);
    this.#lookedAtMs[turn] = timeMs;
    return this.#tiles[turn]!;
  }
}

/** The tiles that show the whole place and who stands in it; none when it is too large for that. */
export function tilesOver(place: Polygon, size: { widthPx: number; heightPx: number }): Tile[] {
  const [x1, y1, x2, y2] = surroundings(place);
  for (const [most, share] of ATTEMPTS) {
    const inner = share * (1 - 2 * TILE_MARGIN);
    if (y2 - y1 > inner) continue;
    // Neighbours overlap by a person's width, which is less than half of the height.
    const step = inner - REACH / 2;
    const count = x2 - x1 <= inner ? 1 : 1 + Math.ceil((x2 - x1 - inner) / step);
    if (count > most) continue;
    const windows = Array.from({ length: count }, (_, i): Window => {
      const left = count === 1 ? x1 : x1 + (i * (x2 - x1 - inner)) / (count - 1);
      return [left, y1, count === 1 ? x2 : left + inner, y2];
    });
    return windows.map((window) => tileAround(window, size, share));
  }
  return [];
}

function surroundings(place: Polygon): Window {
  const xs = place.map(([x]) => x);
  const ys = place.map(([, y]) => y);
  return [
    Math.max(0, Math.min(...xs) - AROUND),
    Math.max(0, Math.min(...ys) - REACH),
    Math.min(1, Math.max(...xs) + AROUND),
    Math.min(1, Math.max(...ys) + AROUND),
  ];
}
