// Which lamp of a traffic light is lit, by place, brightness and colour; learnt from how its lamps look lit and dark.
import type { Point } from "@vigie/contracts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { packed, unpacked } from "./edge-plane.ts";
import type { LookKeeper } from "./kept-look.ts";
import { boundsOf, type Region, regionOf } from "./region.ts";

export type LampPlace = "top" | "bottom" | "left" | "right" | "whole";
export type LightState = "red" | "other" | "unknown";

export interface LampWatch extends LookKeeper {
  step(picture: WatchPicture, nowMs: number): LightState;
  /** True once a lamp was seen lit and told from the dark ones. */
  readonly isKnown: boolean;
  /** Nobody can see the light now. */
  hide(): void;
}

/** How each part of a circled light looks when no lamp shines: brightest colour and redness of its pixels. */
export interface KeptLamp {
  of: "lamp";
  widthPx: number;
  parts: { dark: string; red: string }[];
  isKnown: boolean;
  /** Clock: frame time of the newest look. */
  lookedMs: number;
}

/** A lit lamp that seems dark for this long is between two flashes of its LEDs. Unit: ms. */
const FLICKER_MS = 1_200;
/** A lamp is lit when its pixels are so much brighter than when it is dark, and than the other lamps' are. Unit: levels of 255. */
const LIT = 26;
const BEYOND_OTHERS = 1.4;
/** Red outweighs green and blue by so much more than when dark; or all is white, as bright lamps are at night. */
const RED = 22;
const WHITE = 200;
/** How each pixel looks when no lamp shines: found quickly where it grows darker, forgotten slowly where it stays lighter. Unit: ms. */
const DARKER_MS = 1_500;
const LIGHTER_MS = 240_000;
/** When so much of the circled zone has changed, something stands before it. Share of its pixels; levels of 255. */
const HIDDEN_SHARE = 0.6;
const HIDDEN_BY = 40;
/** What has hidden the light for so long belongs there, or the light is another: learnt anew. As old a memory tells nothing of today's light. Unit: ms. */
const OUTDATED_MS = 600_000;
/** Share of a part's pixels that its lamp has at least. */
const LAMP_SHARE = 0.1;

interface Part {
  region: Region;
  /** Per pixel: brightest colour, and how far red outweighs the others, when no lamp shines. */
  dark: Float32Array;
  red: Float32Array;
}

interface Lamp {
  /** How much brighter and redder its brightest pixels are than when dark. Unit: levels of 255. */
  rise: number;
  redRise: number;
  level: number;
}

export function createLampWatch(polygon: readonly Point[], red: LampPlace): LampWatch {
  const outlines = partsOf(polygon, red);
  let parts: Part[] = [];
  let widthPx = 0;
  let lookedMs: number | null = null;
  let isKnown = false;
  let state: LightState = "unknown";
  let seenMs = Number.NEGATIVE_INFINITY;
  let hiddenSinceMs: number | null = null;
  let before: KeptLamp | null = null;

  return {
    kept,
    goOn(kept) {
      if (kept.of === "lamp") before = kept;
    },
    get isKnown() {
      return isKnown;
    },
    hide() {
      state = "unknown";
    },
    step(picture, nowMs) {
      if (picture.gray.widthPx !== widthPx) resize(picture, nowMs);
      const stepMs = lookedMs === null ? 0 : Math.min(1_000, nowMs - lookedMs);
      lookedMs = nowMs;
      const { lamps, isHidden } = readLamps(parts, picture, stepMs);
      hiddenSinceMs = isHidden ? (hiddenSinceMs ?? nowMs) : null;
      if (hiddenSinceMs !== null && nowMs - hiddenSinceMs >= OUTDATED_MS) begin(picture);
      const seen = isHidden ? "unknown" : judge(lamps);
      if (seen !== "unknown") {
        state = seen;
        seenMs = nowMs;
        isKnown = true;
      } else if (nowMs - seenMs > FLICKER_MS) state = "unknown";
      return state;
    },
  };

  function kept(): KeptLamp | null {
    if (lookedMs === null) return before;
    const packedParts = parts.map(({ dark, red }) => ({ dark: packed(dark), red: packed(red) }));
    return { of: "lamp", widthPx, parts: packedParts, isKnown, lookedMs };
  }

  /** Of a camera that switches between two sizes the light is known in both. */
  function resize(picture: WatchPicture, nowMs: number): void {
    const left = kept();
    begin(picture);
    if (before) restore(before, nowMs);
    before = left;
  }

  function begin({ gray }: WatchPicture): void {
    widthPx = gray.widthPx;
    isKnown = false;
    hiddenSinceMs = null;
    parts = outlines.map((outline) => {
      const region = regionOf(outline, gray.widthPx, gray.heightPx);
      return { region, dark: new Float32Array(region.pixels).fill(-1), red: new Float32Array(region.pixels) };
    });
  }

  function restore(from: KeptLamp, nowMs: number): void {
    const fits =
      from.parts.length === parts.length && parts.every(({ dark }, p) => fitsIn(from.parts[p]!, dark.length));
    if (!fits || from.widthPx !== widthPx || nowMs - from.lookedMs > OUTDATED_MS) return;
    for (const [p, { dark, red }] of parts.entries()) {
      dark.set(unpacked(from.parts[p]!.dark));
      red.set(unpacked(from.parts[p]!.red));
    }
    isKnown = from.isKnown;
  }

  function judge(lamps: readonly Lamp[]): LightState {
    const [first, ...others] = lamps;
    const other = Math.max(0, ...others.map(({ rise }) => rise));
    const isRed = first!.redRise > RED || (first!.level > WHITE && first!.rise > 2 * LIT);
    // Red and amber together are red still: the red lamp itself has grown redder.
    const leads = first!.rise > BEYOND_OTHERS * other || first!.redRise > 2 * RED;
    if (first!.rise > LIT && isRed && leads) return "red";
    if (others.length === 0) return isKnown && first!.rise < LIT / 2 ? "other" : "unknown";
    return other > LIT && other > BEYOND_OTHERS * first!.rise ? "other" : "unknown";
  }
}

const fitsIn = ({ dark, red }: KeptLamp["parts"][number], pixels: number): boolean =>
  dark.length === pixels && red.length === pixels;

/** Reads each part's lamp against its dark look, and lets that look follow the light. */
function readLamps(
  parts: readonly Part[],
  { rgb }: WatchPicture,
  stepMs: number,
): { lamps: Lamp[]; isHidden: boolean } {
  const looks = parts.map(({ region, dark, red: usualRed }) => {
    const level = new Float32Array(region.pixels);
    const red = new Float32Array(region.pixels);
    let i = 0;
    for (let s = 0; s < region.spans.length; s += 3)
      for (let x = region.spans[s + 1]!; x < region.spans[s + 2]!; x++, i++) {
        const at = region.spans[s]! * rgb.strideBytes + x;
        const [r, g, b] = [rgb.r[at]!, rgb.g[at]!, rgb.b[at]!];
        level[i] = Math.max(r, g, b);
        red[i] = r - Math.max(g, b);
      }
    if (dark[0] === -1) {
      dark.set(level);
      usualRed.set(red);
    }
    return { level, red };
  });
  const rises = parts.flatMap(({ dark }, p) => [...looks[p]!.level].map((level, i) => level - dark[i]!));
  const general = middle(rises);
  const changed = rises.filter((rise) => Math.abs(rise - general) > HIDDEN_BY).length;
  const isHidden = changed > HIDDEN_SHARE * rises.length || Math.abs(general) > HIDDEN_BY;
  const lamps = parts.map((part, p) => lampOf(part, looks[p]!, general));
  if (!isHidden) for (const [p, part] of parts.entries()) followDark(part, looks[p]!, stepMs);
  return { lamps, isHidden };
}

function lampOf({ dark, red }: Part, now: { level: Float32Array; red: Float32Array }, general: number): Lamp {
  const pixels = Array.from(now.level, (level, i) => ({
    level,
    rise: level - dark[i]! - general,
    redRise: now.red[i]! - red[i]!,
  })).sort((a, b) => b.rise - a.rise);
  const few = pixels.slice(0, Math.max(1, Math.round(pixels.length * LAMP_SHARE)));
  return {
    level: mean(few.map(({ level }) => level)),
    rise: mean(few.map(({ rise }) => rise)),
    redRise: mean(few.map(({ redRise }) => redRise)),
  };
}

function followDark({ dark, red }: Part, now: { level: Float32Array; red: Float32Array }, stepMs: number): void {
  for (let i = 0; i < dark.length; i++) {
    const share = Math.min(1, stepMs / (now.level[i]! < dark[i]! ? DARKER_MS : LIGHTER_MS));
    dark[i]! += (now.level[i]! - dark[i]!) * share;
    red[i]! += (now.red[i]! - red[i]!) * share;
  }
}

/** The red lamp's part first. A circled light is cut into three along its lamps; a lamp alone is one part. */
function partsOf(polygon: readonly Point[], red: LampPlace): Point[][] {
  const [x0, y0, x1, y1] = boundsOf(polygon);
  if (red === "whole") return [polygon.map(([x, y]) => [x, y])];
  const isUpright = red === "top" || red === "bottom";
  const parts = [0, 1, 2].map((i): Point[] => {
    const [from, to] = [i / 3, (i + 1) / 3];
    return isUpright
      ? box(x0, y0 + from * (y1 - y0), x1, y0 + to * (y1 - y0))
      : box(x0 + from * (x1 - x0), y0, x0 + to * (x1 - x0), y1);
  });
  return red === "bottom" || red === "right" ? parts.reverse() : parts;
}

const box = (x0: number, y0: number, x1: number, y1: number): Point[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / (values.length || 1);
