// The library and its car park: somebody hangs about at the door, leaves a bag and fetches it again.
import { car, walker } from "../actors/cast.ts";
import { personLook, somebody } from "../actors/person.ts";
import { Route } from "../actors/route.ts";
import { type CarShape, carLook, NO_LIGHTS } from "../actors/vehicle.ts";
import { Mesh } from "../render/mesh.ts";
import { paint } from "../render/vector.ts";
import { bench, bin, bollard, lampPost } from "../town/furniture.ts";
import { flowerTub, hedge, tree } from "../town/greenery.ts";
import { arrow, KERB_M, mark, pavement } from "../town/ground.ts";
import { house } from "../town/house.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import type { SceneDefinition } from "./scene.ts";
import { sunny } from "./weather.ts";

const ground = (_: number, y: number): number => (y > 15 ? KERB_M : 0);
const BAG_S = [12.6, 27] as const;
const BAG = paint("#2f6fa8");

function build(mesh: Mesh): void {
  mesh.rectangle(-90, -30, 90, 120, -0.02, PALETTE.grass, "grass");
  mesh.rectangle(-40, -20, 40, 15, 0, PALETTE.asphaltOld, "asphalt");
  pavement(mesh, -40, 15, 40, 21);
  mesh.append(
    house({
      widthM: 15,
      depthM: 9,
      floors: 2,
      wall: PALETTE.rose,
      roof: PALETTE.slate,
      shutter: PALETTE.shutterGrey,
      ground: "door-in-the-middle",
      litShare: 0,
      seed: 77,
    }),
    [-8, 21, 0],
    0,
  );
  houseRow(mesh, [-36, 22], 0, { widthsM: [7, 7, 6.5, 6.5], seed: 25, floors: [2, 3, 2, 2] });
  houseRow(mesh, [8.4, 22], 0, { widthsM: [7, 6.5, 7, 7], seed: 38, shops: [0], floors: [2, 3, 2, 2] });
  for (let x = -18; x <= 18; x += 2.7) mark(mesh, x - 0.06, 10, x + 0.06, 14.8);
  for (let x = -18; x <= 18; x += 2.7) mark(mesh, x - 0.06, -1, x + 0.06, 4);
  const parked: [CarShape, string, number, number][] = [
    ["hatchback", "#c7cdd0", -13.95, 0.02],
    ["estate", "#35506b", -11.25, -0.03],
    ["saloon", "#8d2f2b", -8.55, 0.01],
    ["hatchback", "#e6e2d8", -3.15, 0.02],
    ["saloon", "#55606b", 4.95, -0.02],
    ["hatchback", "#5f7d58", 7.65, 0.02],
    ["estate", "#d8d0bd", 10.35, -0.02],
    ["hatchback", "#d79a35", 15.75, 0.02],
  ];
  for (const [shape, hex, x, turn] of parked)
    mesh.append(carLook(shape, paint(hex), NO_LIGHTS, 0).mesh, [x, 12.4, 0], Math.PI / 2 + turn);
  arrow(mesh, [-6, 7], 0);
  arrow(mesh, [7, 7], 0);
  for (const [x, h, seed] of [
    [-11.6, 5, 1],
    [9.2, 5.2, 2],
    [18, 5.6, 3],
  ] as const)
    tree(mesh, [x, 16.6], h, seed);
  hedge(mesh, [-7.4, 20.4], [-3, 20.4], 0.8, 8);
  hedge(mesh, [3.4, 20.4], [6.6, 20.4], 0.8, 9);
  bench(mesh, [-4.9, 19.3], 0);
  bin(mesh, [3.2, 19.9]);
  flowerTub(mesh, [-2.4, 20.2], 4);
  flowerTub(mesh, [1.6, 20.2], 5);
  lampPost(mesh, [-6.6, 15.7], false);
  lampPost(mesh, [5.8, 15.7], false);
  for (const x of [-3.6, -1.8, 0, 1.8, 3.6]) bollard(mesh, [x, 15.3]);
}

/** The bag on the ground. */
function bagMesh(): Mesh {
  const mesh = new Mesh();
  mesh.ball([0, 0, 0.22], [0.2, 0.26, 0.24], BAG);
  mesh.tube([-0.1, 0, 0.42], [0.1, 0, 0.42], 0.03, 0.03, paint("#1f2730"), 6);
  return mesh;
}

export const libraryDoor: SceneDefinition = {
  id: "library-door",
  name: "Library door",
  place: "Public library, car park",
  seconds: 46,
  camera: { position: [0.6, -3.5, 6.2], yawDeg: 0, pitchDeg: 15, fovDeg: 56 },
  light: sunny([0.5, -0.5, 0.9]),
  focus: [0, 12, 0],
  reachM: 40,
  build,
  actors: (random) => {
    const outfit = somebody(random, {
      coat: paint("#e8e2d6"),
      hat: paint("#c8453b"),
      backpack: null,
      skirt: false,
      size: 1.02,
    });
    const loiterer = new Route(0.8, [-13.2, 17.6], 1.6)
      .to([-2, 17.8])
      .at(0.75)
      .to([0.6, 18.4], [-1.6, 19], [1, 18.2], [-1.2, 18.6], [0.7, 18.8])
      .at(1.3)
      .to([3, 17.4], [7, 17.6])
      .wait(1)
      .to([3, 17.6], [0.9, 18.6])
      .wait(0.8)
      .at(1.5)
      .to([-3, 17.4], [-13.5, 17.2]);
    return [
      {
        name: "somebody who hangs about at the door",
        className: "person",
        route: loiterer,
        groundM: ground,
        look: (placement, timeS) =>
          personLook({ ...outfit, backpack: timeS < BAG_S[0] || timeS > BAG_S[1] ? BAG : null }, placement, timeS),
      },
      {
        name: "bag left at the door",
        className: "backpack",
        route: new Route(BAG_S[0], [0.3, 19.3], 1).wait(BAG_S[1] - BAG_S[0]),
        groundM: ground,
        look: () => ({
          mesh: bagMesh(),
          footprint: [
            [-0.2, -0.26],
            [0.2, -0.26],
            [0.2, 0.26],
            [-0.2, 0.26],
          ],
          heightM: 0.45,
          lamps: [],
        }),
      },
      car("car that looks for a place", new Route(1, [-26, 7], 5, 0.9).to([26, 7]), "#3f6f8f", "saloon"),
      car("second car", new Route(31, [-26, 7], 5.5, 0.9).to([26, 7]), "#b9b2a2", "hatchback"),
      walker("reader", random, new Route(32, [12.5, 18.2], 1.45).to([3.6, 18], [-1, 18.8], [-0.5, 22.4]), ground),
      walker("passer-by", random, new Route(16.5, [-13, 16.1], 1.4).to([17, 16.4]), ground),
    ];
  },
  lines: [],
  zones: [
    {
      id: "door",
      name: "Door step",
      polygon: [
        [-3, 17.2],
        [2.4, 17.2],
        [2.4, 20.6],
        [-3, 20.6],
      ],
    },
  ],
  scenarios: [
    {
      id: "loitering",
      name: "Somebody hangs about at the door",
      kind: "loitering",
      zone: "door",
      classes: ["person"],
      minStayS: 8,
      priority: "normal",
    },
  ],
};
