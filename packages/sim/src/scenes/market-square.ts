// Market square: people come and go; for a while more of them than usual stand between the fountain and the stalls.
import { cyclist, walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import type { Mesh } from "../render/mesh.ts";
import { paint } from "../render/vector.ts";
import { bench, bin, bollard, fountain, lampPost, marketStall, parasol } from "../town/furniture.ts";
import { flowerTub, tree } from "../town/greenery.ts";
import { house } from "../town/house.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import type { SceneDefinition } from "./scene.ts";
import { sunny } from "./weather.ts";

const ground = (): number => 0;

function build(mesh: Mesh): void {
  mesh.rectangle(-90, -30, 90, 120, -0.02, PALETTE.grass, "grass");
  mesh.rectangle(-45, -20, 45, 24, 0, PALETTE.cobbles, "cobbles");
  mesh.rectangle(-45, 19.6, 45, 24, 0.01, PALETTE.pavement, "slabs");
  mesh.rectangle(-0.9, -20, 0.9, 19.6, 0.008, PALETTE.pavement, "slabs");
  houseRow(mesh, [-33, 24], 0, { widthsM: [7, 6.5, 7, 6], seed: 12, shops: [2, 3], floors: [2, 3, 2, 3] });
  mesh.append(
    house({
      widthM: 13,
      depthM: 9,
      floors: 2,
      wall: PALETTE.cream,
      roof: PALETTE.slate,
      shutter: PALETTE.shutterGreen,
      ground: "door-in-the-middle",
      litShare: 0,
      seed: 31,
    }),
    [-6.5, 24, 0],
    0,
  );
  mesh.box([0, 28], 8.2, [2.6, 2.6, 2.6], PALETTE.cream, "plaster");
  houseRow(mesh, [6.5, 24], 0, { widthsM: [6.5, 7, 6, 7], seed: 44, shops: [0, 2], floors: [3, 2, 3, 2] });
  fountain(mesh, [-6.8, 14]);
  marketStall(mesh, [9.4, 16.8], 0, PALETTE.shutterRed, 0);
  marketStall(mesh, [13.6, 16.6], 0, PALETTE.shutterGreen, 2);
  marketStall(mesh, [12.6, 10.8], -0.25, PALETTE.shutterBlue, 4);
  for (const [x, y, seed] of [
    [-12.6, 18, 1],
    [-13.4, 9, 2],
    [17.2, 20, 3],
    [5.2, 20.6, 4],
    [-4.4, 20.8, 5],
  ] as const)
    tree(mesh, [x, y], seed > 3 ? 4.2 : 6, seed);
  for (const x of [-11, -9, 7, 9, 11, 13]) bollard(mesh, [x, 20]);
  bench(mesh, [-10.2, 10.6], -0.7);
  bench(mesh, [-6.6, 17.6], Math.PI);
  bin(mesh, [-8.6, 9.6]);
  for (const [x, y] of [
    [-1.7, 22.6],
    [1.7, 22.6],
    [4, 8.6],
    [-3.8, 18.2],
  ] as const)
    flowerTub(mesh, [x, y], x * 7 + y);
  parasol(mesh, [-5.6, 4], PALETTE.shutterRed);
  parasol(mesh, [6, 4.3], PALETTE.yellow);
  lampPost(mesh, [-3, 19], false);
  lampPost(mesh, [6.6, 14.4], false);
}

export const marketSquare: SceneDefinition = {
  id: "market-square",
  name: "Market square",
  place: "Town hall, fountain side",
  seconds: 46,
  camera: { position: [0.5, -5.5, 7.4], yawDeg: 0, pitchDeg: 18, fovDeg: 58 },
  light: sunny([-0.55, -0.42, 0.9]),
  focus: [0, 12, 0],
  reachM: 40,
  build,
  actors: (random) => [
    walker(
      "stroller in red",
      random,
      new Route(3, [-11.5, 7.6], 1.3)
        .to([-4.6, 9.6])
        .at(0.8)
        .to([-1.6, 11.4], [-2.6, 13.2], [-1, 12.4], [-1.4, 9.6], [-4, 7.6])
        .at(1.4)
        .to([-18, 6.6]),
      ground,
      { coat: paint("#c8453b") },
    ),
    walker(
      "stroller in blue",
      random,
      new Route(4, [11, 6.4], 1.4)
        .to([4.6, 8.2])
        .at(0.8)
        .to([2, 9.2], [1, 11], [2.2, 12.6], [3.4, 10.4])
        .at(1.4)
        .to([6, 7], [18, 5.4]),
      ground,
      { coat: paint("#2f6fa8") },
    ),
    walker(
      "stroller in yellow",
      random,
      new Route(0.8, [10.45, 25.6], 1.35)
        .to([10.3, 22.4], [5.6, 19.4], [2.6, 15.2])
        .at(0.75)
        .to([3.8, 13], [4.4, 10.8], [3.2, 14.6])
        .at(1.4)
        .to([5.6, 19.6], [10.4, 22.2], [10.45, 25.6]),
      ground,
      { coat: paint("#e0a32e"), skirt: true },
    ),
    walker(
      "stroller in green",
      random,
      new Route(2, [-1.4, -4], 1.4)
        .to([-0.8, 7])
        .at(0.7)
        .to([-0.2, 8.6], [0.6, 9.2], [-1.2, 10.6], [0.4, 8.2])
        .at(1.4)
        .to([0.4, -4.2]),
      ground,
      { coat: paint("#3f8a63") },
    ),
    walker(
      "shopper",
      random,
      new Route(6, [14, 13.6], 1.2)
        .to([11.4, 14.4])
        .wait(5)
        .to([10, 14.8], [9.2, 15])
        .wait(4)
        .to([7.2, 18.4], [10.4, 22], [10.45, 25.6]),
      ground,
    ),
    walker("clerk", random, new Route(26, [0, 25.6], 1.35).to([0, 20], [0.2, 12], [0.4, -4]), ground, {
      skirt: false,
      coat: paint("#2c3444"),
    }),
    walker("visitor", random, new Route(23, [-17, 21.6], 1.7).to([-8, 21.4], [4, 21.8], [19, 21.6]), ground),
    cyclist("boy pushing on", random, new Route(36, [-18, 5], 3.6).to([-4, 5.6], [18, 5]), paint("#3f8a63")),
  ],
  lines: [],
  zones: [
    {
      id: "square",
      name: "Square centre",
      polygon: [
        [-4.6, 7.4],
        [5, 7.4],
        [5.4, 15.6],
        [-4.2, 15.6],
      ],
    },
  ],
  scenarios: [
    {
      id: "crowded-square",
      name: "More than two in the middle of the square",
      kind: "occupancy",
      zone: "square",
      classes: ["person"],
      max: 2,
      minStayS: 2,
      mode: "alarm",
      priority: "low",
    },
  ],
};
