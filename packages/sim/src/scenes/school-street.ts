// School street: a school with its bus bay, in which a car stops although nobody may.
import { bus, car, cyclist, kerbsAlong, van, walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import { carLook, NO_LIGHTS } from "../actors/vehicle.ts";
import type { Mesh } from "../render/mesh.ts";
import { paint } from "../render/vector.ts";
import { bench, bin, bollard, busShelter, lampPost, roundSign } from "../town/furniture.ts";
import { flowerTub, hedge, tree } from "../town/greenery.ts";
import { arrow, dashes, mark, pavement, zebra, zigzag } from "../town/ground.ts";
import { house } from "../town/house.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import type { SceneDefinition } from "./scene.ts";
import { sunny } from "./weather.ts";

const ground = kerbsAlong(6, 14.6);

function build(mesh: Mesh): void {
  mesh.rectangle(-60, -20, 60, 19, -0.01, PALETTE.asphalt, "asphalt");
  mesh.rectangle(-90, 19, 90, 120, -0.02, PALETTE.grass, "grass");
  pavement(mesh, -60, 1.5, 60, 6);
  pavement(mesh, -60, 14.6, 60, 19);
  dashes(mesh, [-50, 9], [-10, 9]);
  dashes(mesh, [-4.5, 9], [50, 9]);
  mark(mesh, -50, 12.05, -10, 12.15);
  zebra(mesh, -9.6, 6.1, -5.4, 14.5, "y");
  zigzag(mesh, [-2, 12.5], [11, 12.5], 1.7);
  mark(mesh, -2.4, 12.15, 11.4, 12.28, PALETTE.yellow);
  arrow(mesh, [4, 7.5], 0);
  arrow(mesh, [-14, 10.5], Math.PI);
  houseRow(mesh, [-36, 19], 0, { widthsM: [7, 6, 7.5, 6], seed: 21, shops: [3], floors: [2, 3, 2, 2] });
  mesh.append(
    house({
      widthM: 17,
      depthM: 9,
      floors: 2,
      wall: PALETTE.chalk,
      roof: PALETTE.slate,
      shutter: PALETTE.shutterBlue,
      ground: "door-in-the-middle",
      litShare: 0,
      seed: 4,
    }),
    [-5, 21.5, 0],
    0,
  );
  houseRow(mesh, [15, 19], 0, { widthsM: [7, 6.5, 7, 6], seed: 33, shops: [0], floors: [2, 3, 2, 3] });
  hedge(mesh, [-8.6, 20.4], [-0.4, 20.4], 0.9, 5);
  hedge(mesh, [6.6, 20.4], [14.2, 20.4], 0.9, 6);
  mesh.rectangle(-9, 19, 15, 21.6, 0.02, PALETTE.pavement, "slabs");
  for (const x of [-2.5, 0, 2.6, 5.2, 7.8, 10.4]) bollard(mesh, [x, 14.9]);
  for (const [x, y, h, seed] of [
    [-15, 17.6, 6.2, 1],
    [13.4, 17.9, 5.6, 2],
    [-11.2, 3.1, 5.2, 3],
    [24, 17.4, 6, 4],
    [-26, 17.4, 6, 5],
  ] as const)
    tree(mesh, [x, y], h, seed);
  lampPost(mesh, [-3.6, 15.1], false);
  lampPost(mesh, [12, 15.1], false);
  busShelter(mesh, [9.2, 17.6]);
  roundSign(mesh, [-4.4, 14.95], 0, "school");
  bench(mesh, [-0.6, 18.6], 0);
  bin(mesh, [1.2, 18.5]);
  flowerTub(mesh, [1.5, 20.3], 8);
  flowerTub(mesh, [5.6, 20.3], 9);
  mesh.append(carLook("estate", paint("#b7b2a6"), NO_LIGHTS, 0).mesh, [-19, 13.3, 0], Math.PI);
}

export const schoolStreet: SceneDefinition = {
  id: "school-street",
  name: "School street",
  place: "Jules Ferry school, bus bay",
  seconds: 44,
  camera: { position: [1, -6.5, 6.4], yawDeg: 0, pitchDeg: 15, fovDeg: 60 },
  light: sunny([-0.62, -0.5, 0.85]),
  focus: [0, 12, 0],
  reachM: 42,
  build,
  actors: (random) => [
    car(
      "car that stops in the bus bay",
      new Route(4.2, [30, 10.5], 7, 0.9)
        .to([14, 10.5])
        .at(3.2)
        .to([7.5, 13.2], [3.4, 13.3])
        .wait(19)
        .at(3)
        .to([-2, 13], [-7, 10.6])
        .at(7)
        .to([-34, 10.5]),
      "#c23b32",
      "hatchback",
      ({ speedMps }, timeS) => ({ headlights: false, brake: speedMps < 0.8 && timeS < 15, hazard: speedMps < 0.4 }),
    ),
    car("blue car", new Route(1, [-30, 7.5], 8).to([34, 7.5]), "#2c5d96", "saloon"),
    van("white van", new Route(29, [-32, 7.5], 7.5).to([34, 7.5]), "#e9e7e1"),
    bus("town bus", new Route(31.5, [40, 10.5], 8).to([-44, 10.5])),
    cyclist("cyclist", random, new Route(15, [-28, 6.9], 4.6).to([30, 6.9])),
    walker(
      "parent",
      random,
      new Route(20, [-16.5, 16.6], 1.4).to([-4.4, 16.4], [2.6, 17.2], [3.4, 21.2]).at(0.6).to([3.5, 22.8]),
      ground,
      { backpack: null },
    ),
    walker(
      "pupil",
      random,
      new Route(20.4, [-16.9, 17.4], 1.4).to([-4.4, 17.1], [3.3, 17.8], [3.6, 21.2]).at(0.6).to([3.6, 22.8]),
      ground,
      {
        size: 0.72,
        backpack: paint("#e0a32e"),
      },
    ),
    walker(
      "neighbour",
      random,
      new Route(6.5, [13, 3.4], 1.4).to([-6.6, 4.2], [-7.4, 5.6], [-7.4, 15.4], [-9.5, 17], [-27, 17.2]),
      ground,
      { hat: null },
    ),
    walker("passer-by", random, new Route(22, [-12, 2.9], 1.3).to([17, 2.8]), ground),
  ],
  lines: [],
  zones: [
    {
      id: "bus-bay",
      name: "Bus bay",
      polygon: [
        [-2.2, 12.2],
        [11.2, 12.2],
        [11.2, 14.5],
        [-2.2, 14.5],
      ],
    },
  ],
  scenarios: [
    {
      id: "stopped-in-bus-bay",
      name: "Car stopped in the bus bay",
      kind: "stopped",
      zone: "bus-bay",
      classes: ["vehicle"],
      minStayS: 6,
      priority: "normal",
    },
  ],
};
