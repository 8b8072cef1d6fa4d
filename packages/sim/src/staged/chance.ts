// Choices drawn from one row of random numbers, as those who stage a scene need them.
import { type Colour, paint } from "../render/vector.ts";

export interface Chance {
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** True in this share of all cases. */
  happens(share: number): boolean;
  /** Any colour; `dull` 0 is as bright as paint, 1 is grey. */
  colour(dull: number): Colour;
}

export function chanceFrom(random: () => number): Chance {
  const between = (low: number, high: number): number => low + (high - low) * random();
  return {
    between,
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    pick: (list) => list[Math.floor(random() * list.length)]!,
    happens: (share) => random() < share,
    colour: (dull) => {
      const grey = between(0.03, 0.75);
      const tint = [random(), random(), random()];
      return tint.map((part) => grey * dull + part ** 1.6 * 0.85 * (1 - dull)) as unknown as Colour;
    },
  };
}

/** One of these colours, a little lighter or darker. */
export function shadeOf(chance: Chance, hexes: readonly string[]): Colour {
  const factor = chance.between(0.6, 1.15);
  return paint(chance.pick(hexes)).map((part) => Math.min(0.95, part * factor)) as unknown as Colour;
}
