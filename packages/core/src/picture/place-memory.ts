// How a drawn place usually looks, learnt when its scenario starts, and which parts of it look different now, whatever the light.
import type { Point } from "@vigie/contracts";
import { isInsidePolygon } from "../geometry/index.ts";
import type { Thing } from "../observations/thing.ts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { createLightJudge } from "./another-light.ts";
import { packed, unpacked } from "./edge-plane.ts";
import { hiddenBy } from "./hiding.ts";
import type { LookKeeper } from "./kept-look.ts";
import { type CellLooks, cellLooks, cellsOf, type PlaceCells } from "./place-cells.ts";
import { lookAt, RegionPair } from "./region.ts";
import { VIEW_OUTDATED_MS } from "./view-age.ts";

export interface PlaceLook {
  /** False until the usual look was learnt. */
  isLearnt: boolean;
  /** Shares of what was ever seen of the place: visible now, and of what is visible, different from the usual look. */
  visibleShare: number;
  changedShare: number;
  /** Share of the place whose cells have looked different for at least so long. */
  lastingShare(minStayMs: number, nowMs: number): number;
  /** Rows of cells from the bottom up to the highest that is mostly different. Share of the place's height. */
  filledShare: number;
}

export interface PlaceMemory extends LookKeeper {
  /** Looks when it is time; else what was seen last stands. */
  step(picture: WatchPicture, things: readonly Thing[], nowMs: number): PlaceLook;
  readonly isLearnt: boolean;
  /** Share of the cells with their middle inside the box and nothing inside the polygon that look different; null while too few can be judged. */
  changedBeside(box: readonly number[], polygon: readonly Point[]): number | null;
}

/** Edges of each pixel of the place, colour and energy of each cell, and what was found of each cell. */
export interface KeptPlaceMemory {
  of: "place";
  widthPx: number;
  heightPx: number;
  gx: string;
  gy: string;
  colour: number[];
  energy: number[];
  learnt: number[];
  unlike: number[];
  sinceMs: number[];
  usualAround: number;
  beganMs: number;
  /** Clock: frame time of the newest look; what comes after it was seen by nobody. */
  lookedMs: number;
}

const LOOK_EVERY_MS = 400;
const LEARN_MS = 3_000;
const LEARN_LOOKS = 4;
/** The usual look is known when so much of the place was seen; of a place before which something always stands, this is enough after a while. */
const KNOWN = 0.7;
const KNOWN_AT_LEAST = 0.25;
const PATIENCE_MS = 10_000;
/** The usual look follows the light in this time, where nothing has changed. Unit: ms. */
const FOLLOW_MS = 40_000;
/** Below this there is too little light around to say anything. Unit: levels of 255. */
const DARK = 9;
/** From so many cells on it can be said what a part of the place looks like. */
const CELLS_OF_PART = 4;
/** How sluggishly a cell changes its mind. Share of each look. */
const SETTLING = 0.4;

/** `knowsLamps`: what changes like another light over much of the picture becomes the usual look; for a place that is itself one thing never. */
export function createPlaceMemory(polygon: readonly Point[], knowsLamps = false): PlaceMemory {
  const regions = new RegionPair(polygon);
  let cells: PlaceCells | null = null;
  let inAnotherLight = createLightJudge();
  let usual: CellLooks | null = null;
  let usualAround = 0;
  /** Per cell: looks it was learnt from, how different it seems (0 to 1), and since when it does. */
  let learnt = new Uint16Array(0);
  let unlike = new Float32Array(0);
  let sinceMs = new Float64Array(0);
  let hidden = new Uint8Array(0);
  let beganMs: number | null = null;
  let lookedMs = Number.NEGATIVE_INFINITY;
  let result: PlaceLook = nothing(() => 0);
  let before: KeptPlaceMemory | null = null;

  return {
    kept,
    goOn(kept) {
      if (kept.of === "place") before = kept;
    },
    get isLearnt() {
      return result.isLearnt;
    },
    changedBeside,
    step(picture, things, nowMs) {
      if (nowMs - lookedMs >= LOOK_EVERY_MS - 10) look(picture, things, nowMs);
      return result;
    },
  };

  function look(picture: WatchPicture, things: readonly Thing[], nowMs: number): void {
    const { region, around } = regions.of(picture);
    if (!cells || cells.widthPx !== region.widthPx || cells.heightPx !== region.heightPx) begin(picture, nowMs);
    const { count } = cells!;
    const stepMs = Math.min(5_000, Number.isFinite(lookedMs) ? nowMs - lookedMs : 0);
    lookedMs = nowMs;
    beganMs ??= nowMs;
    const light = lookAt(around.pixels > 0 ? around : region, picture).p50;
    // Nobody can say: what was seen before stands, and time does not count.
    if (light < DARK && usualAround > 2 * DARK) return pause(stepMs);
    const now = cellLooks(cells!, picture);
    const hides = hiddenBy(things, nowMs);
    const isLearning = nowMs - beganMs < LEARN_MS;
    const gain = usualAround > 0 ? Math.min(12, Math.max(0.08, (light + 2) / (usualAround + 2))) : 1;
    for (let cell = 0; cell < count; cell++) {
      hidden[cell] = hides(cells!.x[cell]!, cells!.y[cell]!) ? 1 : 0;
      if (hidden[cell]) {
        sinceMs[cell]! += stepMs;
        continue;
      }
      if (learnt[cell]! < LEARN_LOOKS || isLearning) {
        usual!.learn(now, cell, 1 / (learnt[cell]! + 1));
        learnt[cell]!++;
        continue;
      }
      const wasChanged = unlike[cell]! > 0.5;
      unlike[cell]! += ((usual!.differs(now, cell, gain) ? 1 : 0) - unlike[cell]!) * SETTLING;
      const isChanged = unlike[cell]! > 0.5;
      if (!isChanged || !wasChanged) sinceMs[cell] = nowMs;
      if (unlike[cell]! < 0.3) usual!.learn(now, cell, Math.min(0.3, stepMs / FOLLOW_MS), gain);
    }
    if (knowsLamps) learnLight(now, gain, nowMs);
    if (isLearning || usualAround === 0) usualAround += (light - usualAround) / (usualAround === 0 ? 1 : 4);
    result = resultNow(nowMs - beganMs);
  }

  function learnLight(now: CellLooks, gain: number, nowMs: number): void {
    const isDarker = (cell: number) => usual!.isDarker(now, cell, gain);
    const patternOf = (cell: number) => usual!.pattern(now, cell, gain);
    for (const { cell } of inAnotherLight(cells!, { unlike, sinceMs, hidden, isDarker, patternOf }, nowMs)) {
      usual!.learn(now, cell, 1, gain);
      unlike[cell] = 0;
    }
  }

  function pause(stepMs: number): void {
    for (let cell = 0; cell < sinceMs.length; cell++) sinceMs[cell]! += stepMs;
  }

  /** Of a camera that switches between two sizes the place is known in both. */
  function begin(picture: WatchPicture, nowMs: number): void {
    const left = cells ? kept() : before;
    cells = cellsOf(polygon, regions.of(picture).region);
    usual = cellLooks(cells, picture);
    learnt = new Uint16Array(cells.count);
    unlike = new Float32Array(cells.count);
    sinceMs = new Float64Array(cells.count);
    hidden = new Uint8Array(cells.count);
    beganMs = null;
    usualAround = 0;
    inAnotherLight = createLightJudge();
    if (before) restore(before, nowMs);
    before = left;
  }

  function kept(): KeptPlaceMemory | null {
    if (!cells || !usual || beganMs === null) return before;
    return {
      of: "place",
      widthPx: cells.widthPx,
      heightPx: cells.heightPx,
      gx: packed(usual.gx),
      gy: packed(usual.gy),
      colour: Array.from(usual.colour, hundredths),
      energy: Array.from(usual.energy, hundredths),
      learnt: [...learnt],
      unlike: Array.from(unlike, hundredths),
      sinceMs: [...sinceMs],
      usualAround,
      beganMs,
      lookedMs,
    };
  }

  /** The time in which nobody looked does not count. */
  function restore(from: KeptPlaceMemory, nowMs: number): void {
    const unseenMs = Math.max(0, nowMs - from.lookedMs);
    if (unseenMs > VIEW_OUTDATED_MS) return;
    const isSame = from.widthPx === cells!.widthPx && from.heightPx === cells!.heightPx;
    if (!isSame || from.gx.length !== usual!.gx.length || from.gy.length !== usual!.gy.length) return;
    if (from.colour.length !== usual!.colour.length || from.energy.length !== usual!.energy.length) return;
    if ([from.learnt, from.unlike, from.sinceMs].some(({ length }) => length !== cells!.count)) return;
    usual!.gx.set(unpacked(from.gx));
    usual!.gy.set(unpacked(from.gy));
    usual!.colour.set(from.colour);
    usual!.energy.set(from.energy);
    learnt.set(from.learnt);
    unlike.set(from.unlike);
    sinceMs.set(from.sinceMs.map((ms) => ms + unseenMs));
    usualAround = from.usualAround;
    beganMs = from.beganMs + unseenMs;
  }

  function resultNow(watchedMs: number): PlaceLook {
    const known = share((cell) => learnt[cell]! >= LEARN_LOOKS);
    const visible = share((cell) => hidden[cell] === 0 && learnt[cell]! >= LEARN_LOOKS);
    const changed = share((cell) => hidden[cell] === 0 && unlike[cell]! > 0.5);
    return {
      isLearnt: known >= (watchedMs >= PATIENCE_MS ? KNOWN_AT_LEAST : KNOWN),
      visibleShare: known > 0 ? visible / known : 0,
      changedShare: visible > 0 ? changed / visible : 0,
      lastingShare: (minStayMs, nowMs) => share((cell) => unlike[cell]! > 0.5 && nowMs - sinceMs[cell]! >= minStayMs),
      filledShare: filled(),
    };
  }

  function changedBeside([x1, y1, x2, y2]: readonly number[], within: readonly Point[]): number | null {
    let [judged, changed] = [0, 0];
    for (let cell = 0; cell < (cells?.count ?? 0); cell++) {
      const [x, y] = [cells!.x[cell]!, cells!.y[cell]!];
      if (x < x1! || x > x2! || y < y1! || y > y2! || hidden[cell] !== 0 || learnt[cell]! < LEARN_LOOKS) continue;
      const side = Math.sqrt(cells!.pixels[cell]!) / 2;
      const [dx, dy] = [side / cells!.widthPx, side / cells!.heightPx];
      const touches = [-1, 0, 1].some((i) => [-1, 0, 1].some((j) => isInsidePolygon(within, [x + i * dx, y + j * dy])));
      if (touches) continue;
      judged++;
      if (unlike[cell]! > 0.5) changed++;
    }
    return judged >= CELLS_OF_PART ? changed / judged : null;
  }

  function filled(): number {
    const { row, lines } = cells!;
    // A last row without a pixel of the place is no part of its height, a thin one only a small part.
    const lowest = lines.findLastIndex((n) => n > 0);
    let top = lowest + 1;
    for (let r = lowest; r >= 0; r--) {
      let all = 0;
      let changed = 0;
      for (let cell = 0; cell < unlike.length; cell++) {
        if (row[cell] !== r) continue;
        all++;
        if (unlike[cell]! > 0.5) changed++;
      }
      if (all > 0 && changed >= 0.4 * all) top = r;
      else if (top - r >= 2) break;
    }
    const height = (from: number) => lines.subarray(from).reduce((sum, n) => sum + n, 0);
    return height(top) / height(0);
  }

  function share(test: (cell: number) => boolean): number {
    let pixels = 0;
    let all = 0;
    for (let cell = 0; cell < (cells?.count ?? 0); cell++) {
      all += cells!.pixels[cell]!;
      if (test(cell)) pixels += cells!.pixels[cell]!;
    }
    return all > 0 ? pixels / all : 0;
  }
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

const nothing = (lastingShare: PlaceLook["lastingShare"]): PlaceLook => ({
  isLearnt: false,
  visibleShare: 1,
  changedShare: 0,
  lastingShare,
  filledShare: 0,
});
