// A place by chance: ground, what closes it off, and what stands and lies about in it and is nobody.
import type { Mesh } from "../render/mesh.ts";
import type { Vec2 } from "../render/vector.ts";
import {
  bench,
  bin,
  bollard,
  busShelter,
  fence,
  fountain,
  lampPost,
  marketStall,
  parasol,
  roundSign,
} from "../town/furniture.ts";
import { flowerTub, hedge, tree } from "../town/greenery.ts";
import { dashes, mark, pavement, zebra } from "../town/ground.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import { type Chance, shadeOf } from "./chance.ts";
import { stray } from "./stray.ts";

/** Middle of what the camera looks at, and how far it is from the camera. Unit: m. */
export interface Stage {
  distanceM: number;
  /** Half of the width that the picture shows at a distance from the camera. Unit: m. */
  halfWidthM(awayM: number): number;
}

const GROUNDS = [
  ["asphalt", ["#7b7d82", "#55575c", "#8a8983", "#3d3f44"]],
  ["slabs", ["#c9c0b0", "#9d9a92", "#b7aa98", "#d6d2c8"]],
  ["cobbles", ["#b9a78e", "#8d8577", "#a08d7c"]],
  ["gravel", ["#c6b08a", "#a89b85", "#8f8678"]],
  ["grass", ["#7fa04f", "#5f8342", "#98a256"]],
  ["plaster", ["#cfc9bd", "#8f9499", "#a7a39a", "#b98a74"]],
] as const;

export function buildPlace(mesh: Mesh, chance: Chance, stage: Stage): void {
  layGround(mesh, chance, stage);
  closeOff(mesh, chance, stage.distanceM * chance.between(1.5, 2.6));
  const standing = chance.whole(4, 18);
  for (let i = 0; i < standing; i++) furnish(mesh, chance, placeOn(chance, stage));
  const lying = chance.whole(0, 9);
  for (let i = 0; i < lying; i++) mesh.append(stray(chance), [...placeOn(chance, stage), 0], chance.between(0, 6.28));
}

/** Somewhere that the camera sees, evenly over the picture rather than over the ground. */
export function placeOn(chance: Chance, { distanceM, halfWidthM }: Stage): Vec2 {
  const awayM = distanceM * Math.exp(chance.between(Math.log(0.5), Math.log(2.1)));
  const side = halfWidthM(awayM) * 0.92;
  return [chance.between(-side, side), awayM];
}

function layGround(mesh: Mesh, chance: Chance, { distanceM }: Stage): void {
  const [material, hexes] = chance.pick(GROUNDS);
  mesh.rectangle(-90, -30, 90, 140, -0.02, PALETTE.grass, "grass");
  mesh.rectangle(-70, -25, 70, distanceM * 3, 0, shadeOf(chance, hexes), material);
  if (chance.happens(0.45)) {
    const y = distanceM * chance.between(1.1, 1.7);
    pavement(mesh, -70, y, 70, y + chance.between(2, 6));
  }
  if (chance.happens(0.35)) {
    const y = distanceM * chance.between(0.5, 1.4);
    const [strip, colours] = chance.pick(GROUNDS);
    mesh.rectangle(-70, y, 70, y + chance.between(1, 5), 0.006, shadeOf(chance, colours), strip);
  }
  if (chance.happens(0.3))
    dashes(mesh, [-40, distanceM * chance.between(0.6, 1.2)], [40, distanceM * chance.between(0.6, 1.2)]);
  if (chance.happens(0.2))
    zebra(mesh, chance.between(-5, 0), distanceM * 0.6, chance.between(1, 5), distanceM * 1.2, "y");
  const painted = chance.whole(0, 4);
  for (let i = 0; i < painted; i++) {
    const [x, y] = [chance.between(-8, 8), distanceM * chance.between(0.5, 1.6)];
    mark(mesh, x, y, x + chance.between(0.1, 3), y + chance.between(0.1, 1.5), chance.colour(chance.between(0, 1)));
  }
}

function closeOff(mesh: Mesh, chance: Chance, y: number): void {
  const how = chance.pick(["houses", "houses", "wall", "fence", "hedge", "open"] as const);
  if (how === "houses") {
    const widthsM = Array.from({ length: 9 }, () => chance.between(5.5, 8));
    const floors = widthsM.map(() => chance.whole(2, 3));
    houseRow(mesh, [-30, y], 0, { widthsM, floors, seed: chance.whole(1, 9999), shops: [chance.whole(0, 8)] });
  } else if (how === "wall") {
    const material = chance.pick(["stone", "plaster", "matte", "tiles"] as const);
    mesh.box([0, y], 0, [80, 0.4, chance.between(1.2, 7)], chance.colour(0.7), material);
  } else if (how === "fence") fence(mesh, [-25, y], [25, y], chance.between(1, 2.2));
  else if (how === "hedge") hedge(mesh, [-25, y], [25, y], chance.between(0.7, 2.2), chance.whole(1, 99));
}

/** What stands upright as people do, and is none. */
function furnish(mesh: Mesh, chance: Chance, at: Vec2): void {
  const turn = chance.between(0, 6.28);
  const tall = chance.between(0.5, 2.1);
  const wide = chance.between(0.08, 0.36);
  const colour = chance.colour(chance.between(0, 1));
  const [x, y] = at;
  chance.pick([
    () => lampPost(mesh, at, false, chance.between(2.6, 6)),
    () => bollard(mesh, at),
    () => bin(mesh, at),
    () => bin(mesh, at),
    () => bench(mesh, at, turn),
    () => roundSign(mesh, at, turn, chance.pick(["one-way", "no-entry", "bus", "school"])),
    () => flowerTub(mesh, at, chance.whole(1, 99)),
    () => tree(mesh, at, chance.between(2.2, 6.5), chance.whole(1, 99)),
    () => tree(mesh, at, chance.between(4, 8), chance.whole(1, 99)),
    () => parasol(mesh, at, colour),
    () => chance.happens(0.4) && busShelter(mesh, at),
    () => chance.happens(0.4) && marketStall(mesh, at, chance.between(-0.4, 0.4), colour, chance.whole(0, 4)),
    () => chance.happens(0.3) && fountain(mesh, at),
    () => fence(mesh, at, [x + chance.between(-4, 4), y + chance.between(-1, 1)], chance.between(0.7, 1.8)),
    // A bare post, a pillar, a trunk without leaves.
    () => mesh.tube([x, y, 0], [x + chance.between(-0.1, 0.1), y, tall * 1.6], wide * 0.6, wide * 0.4, colour, 8),
    // A meter, a hydrant, a letter box: a head on a body.
    () => {
      mesh.tube([x, y, 0], [x, y, tall * 0.8], wide * 0.5, wide * 0.5, colour, 8);
      mesh.ball([x, y, tall * 0.9], [wide * 0.8, wide * 0.8, tall * 0.16], chance.colour(0.5), "gloss", 8, 6);
    },
    () => mesh.box(at, 0, [wide * 2, wide * 1.5, tall], colour, "matte", turn),
    () => trafficLight(mesh, chance, at, turn),
    // A rubbish container.
    () => {
      mesh.box(
        at,
        0.1,
        [chance.between(0.6, 1.8), chance.between(0.6, 1.1), chance.between(0.8, 1.3)],
        colour,
        "matte",
        turn,
      );
      mesh.box(at, chance.between(1, 1.4), [1.2, 0.8, 0.06], chance.colour(0.8), "gloss", turn);
    },
    () => mesh.box(at, 0, [chance.between(2.4, 6), 2.4, 2.5], colour, "tiles", turn),
  ])();
}

function trafficLight(mesh: Mesh, chance: Chance, [x, y]: Vec2, turn: number): void {
  const tall = chance.between(2, 3.2);
  mesh.tube([x, y, 0], [x, y, tall], 0.06, 0.06, PALETTE.steel, 8);
  mesh.box([x, y], tall, [0.32, 0.26, 0.9], PALETTE.iron, "matte", turn);
  const [fx, fy] = [Math.sin(turn) * 0.14, -Math.cos(turn) * 0.14];
  const lit = chance.whole(0, 2);
  for (const [i, colour] of [PALETTE.leafLight, PALETTE.yellow, PALETTE.red].entries()) {
    const glow = i === lit ? 2 : 0.25;
    const shown = colour.map((part) => part * glow) as unknown as typeof colour;
    mesh.ball([x + fx, y + fy, tall + 0.17 + i * 0.28], [0.1, 0.1, 0.1], shown, i === lit ? "shining" : "gloss", 8, 6);
  }
}
