// A scaffold by chance: a deck on poles with a ladder, on which people stand above the ground.
import type { Mesh } from "../render/mesh.ts";
import { paint, type Vec2 } from "../render/vector.ts";
import type { Chance } from "./chance.ts";
import type { Stage } from "./place.ts";

export interface Deck {
  middle: Vec2;
  longM: number;
  deepM: number;
  highM: number;
}

/** Somewhere behind the middle of the picture, where houses stand or nothing. */
export function deckBy(chance: Chance, { distanceM, halfWidthM }: Stage): Deck {
  const awayM = distanceM * chance.between(0.95, 1.7);
  const side = halfWidthM(awayM) * 0.6;
  return {
    middle: [chance.between(-side, side), awayM],
    longM: chance.between(2, 8),
    deepM: chance.between(0.9, 2),
    highM: chance.between(1.4, 4.6),
  };
}

export function buildDeck(mesh: Mesh, chance: Chance, { middle: [x, y], longM, deepM, highM }: Deck): void {
  const [pole, wood] = [paint("#8d949a"), chance.colour(chance.between(0.4, 1))];
  mesh.box([x, y], highM - 0.12, [longM, deepM, 0.1], wood);
  const rail = chance.happens(0.4) ? highM + 1 : highM;
  for (const dx of [-0.48, 0, 0.48])
    for (const dy of [-0.45, 0.45]) {
      const [px, py] = [x + dx * longM, y + dy * deepM];
      mesh.tube([px, py, 0], [px, py, rail], 0.05, 0.05, pole, 6, "gloss");
    }
  if (rail > highM)
    mesh.tube([x - longM / 2, y + 0.45 * deepM, rail], [x + longM / 2, y + 0.45 * deepM, rail], 0.03, 0.03, pole, 6);
  const [lx, ly] = ladderFoot({ middle: [x, y], longM, deepM, highM });
  for (const dx of [-0.22, 0.22])
    mesh.tube([lx + dx, ly - 0.5, 0], [lx + dx, ly, highM + 0.4], 0.03, 0.03, pole, 6, "gloss");
  for (let z = 0.3; z < highM; z += 0.3) {
    const at = ly - 0.5 + (0.5 * z) / (highM + 0.4);
    mesh.tube([lx - 0.22, at, z], [lx + 0.22, at, z], 0.02, 0.02, pole, 6);
  }
}

/** Before the front edge of the deck, towards its end. */
export function ladderFoot({ middle: [x, y], longM, deepM }: Deck): Vec2 {
  return [x + longM * 0.36, y - deepM / 2 - 0.05];
}
