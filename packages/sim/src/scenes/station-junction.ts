// Station junction: a crossroads with lights and a cycle path, on which everything is counted and nothing is wrong.
import { bus, car, cyclist, usualLights, van, walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import { Mesh } from "../render/mesh.ts";
import { type Colour, paint } from "../render/vector.ts";
import { bench, bin, bollard, lampPost, roundSign } from "../town/furniture.ts";
import { flowerTub, tree } from "../town/greenery.ts";
import { arrow, dashes, KERB_M, mark, pavement, zebra } from "../town/ground.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import type { SceneDefinition } from "./scene.ts";
import { sunny } from "./weather.ts";

const ground = (x: number, y: number): number => (y < 4 || (y > 14 && Math.abs(x) > 3.4) ? KERB_M : 0);
/** The main road has red from the first to the second time. Unit: s. */
const RED_S = [13, 24] as const;

function build(mesh: Mesh): void {
  mesh.rectangle(-90, -30, 90, 120, -0.02, PALETTE.grass, "grass");
  mesh.rectangle(-60, 4, 60, 14, -0.005, PALETTE.asphalt, "asphalt");
  mesh.rectangle(-3.4, 13, 3.4, 60, -0.004, PALETTE.asphalt, "asphalt");
  mesh.rectangle(-60, 4.1, 60, 6.3, 0.006, PALETTE.cyclePath, "asphalt");
  mark(mesh, -60, 6.28, 60, 6.42);
  for (let x = -24; x < 26; x += 8) arrow(mesh, [x, 5.2], 0, 1.6);
  pavement(mesh, -60, -1, 60, 4);
  pavement(mesh, -60, 14, -3.4, 18);
  pavement(mesh, 3.4, 14, 60, 18);
  pavement(mesh, -6, 18, -3.4, 60);
  pavement(mesh, 3.4, 18, 6, 60);
  dashes(mesh, [-50, 10.2], [-7.4, 10.2]);
  dashes(mesh, [8.4, 10.2], [50, 10.2]);
  dashes(mesh, [0, 19.4], [0, 56]);
  zebra(mesh, -7, 6.6, -4, 13.9, "x");
  zebra(mesh, -3.2, 15, 3.2, 18, "y");
  mark(mesh, -8.1, 6.6, -7.7, 10.1);
  mark(mesh, 4.6, 10.3, 5, 13.9);
  mark(mesh, -3.2, 18.5, -0.1, 18.9);
  houseRow(mesh, [-34, 18], 0, { widthsM: [7, 7, 7, 7], seed: 61, shops: [2, 3], floors: [2, 3, 2, 3] });
  houseRow(mesh, [6, 18], 0, { widthsM: [7, 6.5, 7, 7], seed: 83, shops: [0, 1], floors: [3, 2, 2, 3] });
  houseRow(mesh, [-6, 27], Math.PI / 2, { widthsM: [7, 6.5, 7, 7], seed: 66 });
  houseRow(mesh, [6, 54], -Math.PI / 2, { widthsM: [7, 7, 6.5, 7], seed: 67 });
  houseRow(mesh, [-14, 60], 0, { widthsM: [7, 7, 7, 7], seed: 68 });
  for (const [x, y, h, seed] of [
    [-13, 16.4, 5.4, 1],
    [16, 16.6, 5.2, 2],
    [10.6, 1.6, 4.6, 3],
    [-5, 34, 5, 5],
  ] as const)
    tree(mesh, [x, y], h, seed);
  lampPost(mesh, [-9.6, 14.6], false);
  lampPost(mesh, [9, 14.6], false);
  roundSign(mesh, [-11.4, 3.4], 0, "one-way");
  for (const x of [-2, 0, 2]) bollard(mesh, [x, 3.6]);
  bench(mesh, [13, 17.2], 0);
  bin(mesh, [11.2, 17.3]);
  flowerTub(mesh, [4.6, 17.2], 5);
  flowerTub(mesh, [-4.6, 17.2], 6);
}

function trafficLight(mesh: Mesh, x: number, y: number, facing: number, isRed: boolean): void {
  mesh.tube([x, y, 0], [x, y, 3], 0.07, 0.06, PALETTE.iron, 8);
  mesh.box([x, y], 2.3, [0.36, 0.36, 1.02], paint("#23282a"));
  const dark = paint("#3a3f3c");
  const lamps: [number, Colour][] = [
    [3.12, isRed ? [4, 0.2, 0.12] : dark],
    [2.82, dark],
    [2.5, isRed ? dark : [0.2, 2.8, 0.9]],
  ];
  for (const [z, colour] of lamps)
    mesh.ball(
      [x + facing * 0.12, y - 0.14, z],
      [0.13, 0.13, 0.13],
      colour,
      colour === dark ? "matte" : "shining",
      8,
      6,
    );
}

export const stationJunction: SceneDefinition = {
  id: "station-junction",
  name: "Station junction",
  place: "Station avenue, cycle path",
  seconds: 48,
  camera: { position: [-1, -7, 7.6], yawDeg: 2, pitchDeg: 18, fovDeg: 62 },
  light: sunny([0.6, -0.45, 0.85]),
  focus: [0, 14, 0],
  reachM: 44,
  build,
  props: [
    {
      mesh: (timeS) => {
        const mesh = new Mesh();
        const isRed = timeS >= RED_S[0] && timeS < RED_S[1];
        trafficLight(mesh, -8.4, 3.7, -1, isRed);
        trafficLight(mesh, 5.2, 14.5, 1, isRed);
        trafficLight(mesh, -3.9, 18.4, 0, !isRed);
        return mesh;
      },
    },
  ],
  actors: (random) => [
    car("blue car", new Route(1.5, [-34, 8.3], 8).to([40, 8.3]), "#2c5d96", "hatchback"),
    car("silver car", new Route(6, [40, 12], 8).to([-40, 12]), "#b9c0c4", "estate"),
    car(
      "red car at the light",
      new Route(11.5, [-36, 8.3], 7.5, 1).to([-10.4, 8.3]).wait(9.4).at(6).to([40, 8.3]),
      "#b8372f",
      "saloon",
      usualLights(),
    ),
    car(
      "car from the side street",
      new Route(14.5, [-1.6, 58], 7.5, 0.8).to([-1.6, 16], [-2.6, 12.6], [-6, 12]).at(8).to([-40, 12]),
      "#e3d9c3",
      "hatchback",
    ),
    bus("town bus", new Route(28, [44, 12], 7.5).to([-44, 12])),
    van("post van", new Route(32, [-36, 8.3], 8).to([40, 8.3]), "#e8b93c"),
    cyclist("first cyclist", random, new Route(3, [-20, 5.2], 4.6).to([20, 5.2]), paint("#3f8a63")),
    cyclist("second cyclist", random, new Route(18, [-20, 5.2], 4.2).to([20, 5.2]), paint("#b7352d")),
    cyclist("third cyclist", random, new Route(34, [-20, 5.2], 5).to([20, 5.2]), paint("#2c3444")),
    walker(
      "woman who waits for green",
      random,
      new Route(4, [-15.5, 15.4], 1.35).to([-6, 15], [-5.5, 14.4]).wait(3).at(1.4).to([-5.5, 3], [-7, 2.4], [-13, 1.9]),
      ground,
    ),
    walker(
      "man on the far pavement",
      random,
      new Route(1, [15, 16], 1.35).to([4.2, 16.2]).at(1.5).to([-4.2, 16.4]).at(1.35).to([-20, 16.4]),
      ground,
    ),
    walker("pupil", random, new Route(26, [-9, 1.4], 1.4).to([9, 1.8]), ground, {
      size: 0.78,
      backpack: paint("#d9759a"),
    }),
  ],
  lines: [
    {
      id: "main-road",
      name: "Main road",
      points: [
        [7.2, 6.6],
        [7.2, 13.9],
      ],
    },
    {
      id: "cycle-path",
      name: "Cycle path",
      points: [
        [0.6, 4.1],
        [0.6, 6.3],
      ],
    },
  ],
  zones: [],
  scenarios: [
    { id: "traffic", name: "Vehicles on the main road", kind: "line-count", line: "main-road", classes: ["vehicle"] },
    {
      id: "cyclists",
      name: "Bicycles on the cycle path",
      kind: "line-count",
      line: "cycle-path",
      classes: ["bicycle"],
    },
  ],
};
