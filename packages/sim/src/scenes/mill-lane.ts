// Mill Lane: a narrow one-way street between old houses; once a car comes the wrong way.
import { car, cyclist, van, walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import { carLook, NO_LIGHTS } from "../actors/vehicle.ts";
import type { Mesh } from "../render/mesh.ts";
import { paint } from "../render/vector.ts";
import { bench, bin, bollard, lampPost, roundSign } from "../town/furniture.ts";
import { flowerTub, tree } from "../town/greenery.ts";
import { arrow, KERB_M, mark, pavement } from "../town/ground.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import type { SceneDefinition } from "./scene.ts";
import { sunny } from "./weather.ts";

const ground = (x: number): number => (x < -2.3 || x > 4.5 ? KERB_M : 0);

function build(mesh: Mesh): void {
  mesh.rectangle(-80, -30, 80, 120, -0.02, PALETTE.grass, "grass");
  mesh.rectangle(-2.3, -20, 4.5, 52, 0, PALETTE.asphaltOld, "asphalt");
  mesh.rectangle(-40, 44, 40, 51, -0.005, PALETTE.asphaltOld, "asphalt");
  pavement(mesh, -4.8, -20, -2.3, 44);
  pavement(mesh, 4.5, -20, 7, 44);
  pavement(mesh, -40, 51, 40, 53.5);
  for (let y = -2; y < 40; y += 5.6) mark(mesh, 2.3, y, 4.5, y + 0.1);
  mark(mesh, 2.25, -4, 2.35, 38.5);
  for (const y of [4, 17, 31]) arrow(mesh, [0, y], Math.PI / 2, 3.4);
  houseRow(mesh, [-4.8, -7], Math.PI / 2, {
    widthsM: [7, 6, 7.5, 6, 7, 6.5, 7],
    seed: 51,
    shops: [2, 4],
    floors: [2, 3, 2, 2, 3, 2, 2],
  });
  houseRow(mesh, [7, 43.5], -Math.PI / 2, {
    widthsM: [7, 6.5, 6, 7.5, 6.5, 7, 7],
    seed: 72,
    shops: [3],
    floors: [2, 2, 3, 2, 2, 3, 2],
  });
  houseRow(mesh, [-22, 53.5], 0, { widthsM: [7, 7, 7, 6, 7, 7, 7], seed: 93, shops: [3] });
  const parked = [
    ["hatchback", "#b9c3c9", 9.4],
    ["estate", "#4c6b57", 15],
    ["saloon", "#a8433a", 26.2],
    ["hatchback", "#d9cfb8", 31.8],
  ] as const;
  for (const [shape, hex, y] of parked)
    mesh.append(carLook(shape, paint(hex), NO_LIGHTS, 0).mesh, [3.45, y, 0], Math.PI / 2);
  lampPost(mesh, [-2.75, 11], false);
  lampPost(mesh, [-2.75, 27], false);
  lampPost(mesh, [4.95, 20.6], false);
  roundSign(mesh, [4.9, 6], 0, "one-way");
  roundSign(mesh, [-2.8, 42.5], 0, "one-way");
  for (const y of [14, 16, 18, 20, 22, 24]) bollard(mesh, [-2.6, y]);
  for (const [y, seed] of [
    [8.4, 1],
    [19, 2],
    [33, 3],
  ] as const)
    flowerTub(mesh, [-4.3, y], seed);
  bench(mesh, [-4.3, 14.6], Math.PI / 2);
  bin(mesh, [6.4, 12.2]);
  tree(mesh, [3.4, 21], 4.6, 14);
  tree(mesh, [-12, 46], 7, 15);
  tree(mesh, [9, 52.3], 6, 16);
}

export const millLane: SceneDefinition = {
  id: "mill-lane",
  name: "Mill Lane",
  place: "One-way street, north end",
  seconds: 42,
  camera: { position: [-0.4, -5.5, 6.2], yawDeg: 3, pitchDeg: 18, fovDeg: 52 },
  light: sunny([0.42, -0.38, 0.95]),
  focus: [0, 18, 0],
  reachM: 44,
  build,
  actors: (random) => [
    car(
      "car against the one-way street",
      new Route(9, [30, 47.5], 6.5, 0.8).to([3, 47.5], [0.3, 44]).to([0.2, 26], [0, -14]),
      "#e0a32e",
      "hatchback",
    ),
    car("grey car", new Route(1, [0, -14], 6.5, 0.8).to([0, 42], [4, 47.5], [32, 47.5]), "#5b6570", "saloon"),
    van("delivery van", new Route(24, [0, -14], 6, 0.8).to([0, 42], [4, 47.5], [32, 47.5]), "#e6e3da"),
    cyclist(
      "cyclist",
      random,
      new Route(19.5, [1, -12], 4.4, 0.8).to([1, 43], [4, 47.5], [30, 47.5]),
      paint("#b7352d"),
    ),
    walker(
      "woman with shopping",
      random,
      new Route(3, [-3.7, -6], 1.3).to([-3.6, 12], [-4.2, 26], [-5.4, 26.4]),
      ground,
      {
        skirt: true,
        coat: paint("#3f8a63"),
      },
    ),
    walker("old man", random, new Route(6, [6, 30], 1.05).to([5.8, -6]), ground, { hair: paint("#d6d3cd") }),
    walker("neighbour", random, new Route(16, [-5.2, 21], 1.25).to([-3.6, 20.4], [-3.4, -6]), ground),
  ],
  lines: [
    {
      id: "lane",
      name: "Lane",
      points: [
        [2.2, 14],
        [-2.2, 14],
      ],
    },
  ],
  zones: [],
  scenarios: [
    {
      id: "wrong-way",
      name: "Vehicle against the one-way street",
      kind: "wrong-way",
      line: "lane",
      allowed: "forward",
      classes: ["vehicle"],
      priority: "high",
    },
  ],
};
