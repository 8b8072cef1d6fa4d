// Which lamp of a traffic light is lit, by place, brightness and colour; learnt from how its lamps look lit and dark.
import type { Point } from "@vigie/contracts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { boundsOf, type Region, regionOf } from "./region.ts";

export type LampPlace = "top" | "bottom" | "left" | "right" | "whole";
export type LightState = "red" | "other" | "unknown";

export interface LampWatch {
  step(picture: WatchPicture, nowMs: number): LightState;
  /** True once a lamp was seen lit and told from the dark ones. */
  readonly isKnown: boolean;
  /** Nobody can see the light now. */
  hide(): void;
}

/** A lit lamp that seems dark for this long is between two flashes of its LEDs. Unit: ms. */
const FLICKER_MS = 1_200;
/** A lamp is lit when it is so much brighter than it is when dark, and than the others are. Unit: levels of 255. */
const LIT = 24;
/** Red outweighs green and blue by so much. Unit: levels of 255. */
const RED = 26;
/** The dark look of each lamp is forgotten this slowly: dusk changes it. Share of each look. */
const FOLLOW = 0.02;
/** Other lamps that are all of one light hide nothing; beyond this the housing itself is hidden. Unit: levels of 255. */
const HOUSING = 42;

export function createLampWatch(polygon: readonly Point[], red: LampPlace): LampWatch {
  const parts = partsOf(polygon, red);
  let regions: Region[] = [];
  let widthPx = 0;
  /** Lowest brightness of each part's lamp, slowly rising; and the housing's usual light. */
  let dark: number[] = [];
  let housing = 0;
  let looks = 0;
  let isKnown = false;
  let state: LightState = "unknown";
  let litMs = Number.NEGATIVE_INFINITY;

  return {
    get isKnown() {
      return isKnown;
    },
    hide() {
      state = "unknown";
    },
    step(picture, nowMs) {
      if (picture.gray.widthPx !== widthPx) begin(picture);
      const lamps = regions.map((region) => lampOf(region, picture));
      const seen = judge(lamps);
      looks++;
      for (const [i, lamp] of lamps.entries()) {
        const before = dark[i]!;
        dark[i] = lamp.level < before ? before + (lamp.level - before) * 0.5 : before + (lamp.level - before) * FOLLOW;
      }
      if (seen !== "unknown") {
        state = seen;
        litMs = nowMs;
        isKnown = true;
      } else if (nowMs - litMs > FLICKER_MS) state = "unknown";
      return state;
    },
  };

  function begin({ gray }: WatchPicture): void {
    widthPx = gray.widthPx;
    regions = parts.map((part) => regionOf(part, gray.widthPx, gray.heightPx));
    dark = regions.map(() => 255);
    looks = 0;
  }

  function judge(lamps: readonly Lamp[]): LightState {
    const low = Math.min(...lamps.map(({ ground }) => ground));
    if (looks === 0) housing = low;
    // Something lighter than the housing stands before it: nothing of what shines there is a lamp.
    const isHidden = looks > 5 && low > housing + HOUSING;
    if (!isHidden) housing += (low - housing) * FOLLOW;
    if (isHidden) return "unknown";
    const first = lamps[0]!;
    if (lamps.length === 1) {
      const isLit = first.level > (looks > 0 ? dark[0]! : 255) + LIT || first.redness > 2 * RED;
      if (isLit && first.redness > RED) return "red";
      return isKnown && first.redness < RED ? "other" : "unknown";
    }
    const others = lamps.slice(1);
    const brightest = Math.max(...others.map(({ level }) => level));
    const stands = (lamp: Lamp, i: number): boolean =>
      lamp.level > lamp.ground + LIT && (lamp.level > dark[i]! + LIT || isColoured(lamp));
    if (first.level > brightest + LIT / 2 && stands(first, 0)) {
      // At night a bright lamp is white in its middle: then its place speaks for it.
      if (first.redness > RED || (first.level > 200 && first.redness > 4)) return "red";
      return "unknown";
    }
    const other = others.findIndex((lamp, i) => lamp.level >= brightest && stands(lamp, i + 1));
    if (other >= 0 && brightest > first.level + LIT / 2) return "other";
    // Two lamps at once (red and amber): red still holds.
    if (other >= 0 && first.redness > 1.5 * RED && stands(first, 0)) return "red";
    return "unknown";
  }
}

interface Lamp {
  /** Mean of the brightest pixels, and of the darkest. Unit: levels of 255. */
  level: number;
  ground: number;
  /** How far red outweighs the other colours in the reddest pixels, and green outweighs red. */
  redness: number;
  greenness: number;
}

const isColoured = ({ redness, greenness }: Lamp): boolean => redness > 1.5 * RED || greenness > 1.5 * RED;

function lampOf(region: Region, { rgb }: WatchPicture): Lamp {
  const levels: number[] = [];
  const reds: number[] = [];
  const greens: number[] = [];
  for (let i = 0; i < region.spans.length; i += 3)
    for (let x = region.spans[i + 1]!; x < region.spans[i + 2]!; x++) {
      const at = region.spans[i]! * rgb.strideBytes + x;
      const [r, g, b] = [rgb.r[at]!, rgb.g[at]!, rgb.b[at]!];
      levels.push(Math.max(r, g, b));
      reds.push(r - Math.max(g, b));
      greens.push(g - r);
    }
  levels.sort((a, b) => a - b);
  const few = Math.max(1, Math.round(levels.length * 0.12));
  return {
    level: mean(levels.slice(-few)),
    ground: mean(levels.slice(0, Math.max(1, Math.round(levels.length * 0.3)))),
    redness: mean(reds.sort((a, b) => a - b).slice(-few)),
    greenness: mean(greens.sort((a, b) => a - b).slice(-few)),
  };
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

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / (values.length || 1);
