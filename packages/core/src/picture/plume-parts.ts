// A place in small square parts: what each shows, and which of them hang together.
import type { WatchPicture } from "../ports/watch-picture.ts";
import { packed, unpacked } from "./edge-plane.ts";

/** Side of a part. Unit: pixels. */
const SIDE = 6;
export interface Part {
  pixels: number[];
  x: number;
  y: number;
  level: number;
  edges: number;
  colour: number;
  /** Smoothed change from look to look. */
  stir: number;
  last: number;
  veil: number;
  /** How surely it looks as learnt, and whether that was ever sure. */
  steady: number;
  isKnown: boolean;
  /** Red over blue of what is warmest there without a fire. Unit: levels of 255. */
  usualWarmth: number;
  /** Pixels of the colour of fire that are warmer, and their smoothed change from look to look. */
  burnt: number;
  flare: number;
  /** Parts beside it. */
  beside: Part[];
}

export interface PartLook {
  level: number;
  edges: number;
  colour: number;
}

/** How each part usually looks, a letter for each. */
export interface KeptParts {
  level: string;
  edges: string;
  colour: string;
  usualWarmth: string;
  steady: string;
  isKnown: string;
}

/** Letters know halves of 1. */
const SHARE_STEPS = 300;

export function keepParts(parts: readonly Part[]): KeptParts {
  const each = (value: (part: Part) => number) => packed(parts.map(value));
  return {
    level: each(({ level }) => level),
    edges: each(({ edges }) => edges),
    colour: each(({ colour }) => colour),
    usualWarmth: each(({ usualWarmth }) => usualWarmth),
    steady: each(({ steady }) => steady * SHARE_STEPS),
    isKnown: each(({ isKnown }) => (isKnown ? 1 : 0)),
  };
}

/** False, and nothing is taken over, when these are not the same parts. */
export function restoreParts(parts: readonly Part[], kept: KeptParts): boolean {
  if (Object.values(kept).some(({ length }) => length !== parts.length)) return false;
  const [level, edges, colour] = [unpacked(kept.level), unpacked(kept.edges), unpacked(kept.colour)];
  const [warmth, steady, known] = [unpacked(kept.usualWarmth), unpacked(kept.steady), unpacked(kept.isKnown)];
  for (const [i, part] of parts.entries()) {
    part.level = level[i]!;
    part.last = level[i]!;
    part.edges = edges[i]!;
    part.colour = colour[i]!;
    part.usualWarmth = warmth[i]!;
    part.steady = steady[i]! / SHARE_STEPS;
    part.isKnown = known[i]! > 0;
  }
  return true;
}

export function follow(part: Part, now: PartLook, share: number): void {
  part.level += (now.level - part.level) * share;
  part.edges += (now.edges - part.edges) * share;
  part.colour += (now.colour - part.colour) * share;
}

export function partLook(part: Part, { gray, rgb }: WatchPicture): PartLook {
  let level = 0;
  let edges = 0;
  let [r, g, b] = [0, 0, 0];
  for (const at of part.pixels) {
    const [y, x] = [Math.floor(at / gray.widthPx), at % gray.widthPx];
    const i = y * gray.strideBytes + x;
    const value = gray.data[i]!;
    const beside = x + 1 < gray.widthPx ? gray.data[i + 1]! : value;
    const below = y + 1 < gray.heightPx ? gray.data[i + gray.strideBytes]! : value;
    level += value;
    edges += Math.abs(beside - value) + Math.abs(below - value);
    const c = y * rgb.strideBytes + x;
    r += rgb.r[c]!;
    g += rgb.g[c]!;
    b += rgb.b[c]!;
  }
  const n = part.pixels.length;
  return { level: level / n, edges: edges / n, colour: (Math.max(r, g, b) - Math.min(r, g, b)) / n };
}

export function partsOf(spans: Int32Array, [x0, y0]: readonly number[], widthPx: number, heightPx: number): Part[] {
  const parts = new Map<string, Part>();
  const [left, top] = [Math.floor(x0! * widthPx), Math.floor(y0! * heightPx)];
  for (let i = 0; i < spans.length; i += 3)
    for (let x = spans[i + 1]!; x < spans[i + 2]!; x++) {
      const y = spans[i]!;
      const key = `${Math.floor((y - top) / SIDE)}/${Math.floor((x - left) / SIDE)}`;
      let part = parts.get(key);
      if (!part) {
        part = newPart(x, y);
        parts.set(key, part);
      }
      part.pixels.push(y * widthPx + x);
    }
  for (const [key, part] of parts) {
    const [row, column] = key.split("/").map(Number) as [number, number];
    for (const [dy, dx] of NEIGHBOURS) {
      const other = parts.get(`${row + dy}/${column + dx}`);
      if (other) part.beside.push(other);
    }
  }
  return [...parts.values()].filter((part) => part.pixels.length >= (SIDE * SIDE) / 3);
}

const NEIGHBOURS = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;

const newPart = (x: number, y: number): Part => ({
  pixels: [],
  x,
  y,
  level: 0,
  edges: 0,
  colour: 0,
  stir: 0,
  last: 0,
  veil: 0,
  steady: 0,
  isKnown: false,
  usualWarmth: 0,
  burnt: 0,
  flare: 0,
  beside: [],
});

/** A plume hangs together: single parts here and there are rain and grain, and passing things are many small ones. */
const isPlumePart = ({ veil, beside }: Part): boolean =>
  veil > 0.5 && beside.filter((part) => part.veil > 0.5).length >= 2;

/** Parts of the largest plume. */
export function largestPlume(parts: readonly Part[]): number {
  const left = new Set(parts.filter(isPlumePart));
  let largest = 0;
  for (const first of left) {
    left.delete(first);
    const plume = [first];
    for (const part of plume) for (const other of part.beside) if (left.delete(other)) plume.push(other);
    largest = Math.max(largest, plume.length);
  }
  return largest;
}
