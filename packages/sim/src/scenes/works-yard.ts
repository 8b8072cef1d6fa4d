// The town's works yard at night: somebody comes in through the open gate.
import { car, walker } from "../actors/cast.ts";
import { Route } from "../actors/route.ts";
import { NO_LIGHTS, vanLook } from "../actors/vehicle.ts";
import type { Mesh } from "../render/mesh.ts";
import { paint, scale } from "../render/vector.ts";
import { fence, lampPost } from "../town/furniture.ts";
import { hedge, tree } from "../town/greenery.ts";
import { dashes, KERB_M, pavement } from "../town/ground.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import type { SceneDefinition } from "./scene.ts";
import { night, streetLight } from "./weather.ts";

const ground = (_: number, y: number): number => (y > 6.4 && y < 9 ? KERB_M : 0);

function shed(mesh: Mesh): void {
  mesh.box([-3, 25], 0, [22, 9, 4.6], paint("#8f9a95"), "plaster");
  for (let x = -13.6; x < 8; x += 0.7) mesh.box([x, 20.48], 0.4, [0.12, 0.06, 4.1], paint("#7d8883"), "matte");
  mesh.quad([-14.4, 20, 4.5], [8.4, 20, 4.5], [8.4, 25, 5.6], [-14.4, 25, 5.6], PALETTE.slate, "tiles");
  for (const x of [-9, -3]) {
    mesh.box([x, 20.45], 0, [4.2, 0.1, 3.5], paint("#3d6479"), "matte");
    for (let z = 0.3; z < 3.4; z += 0.4) mesh.box([x, 20.38], z, [4.1, 0.03, 0.06], paint("#2f4f61"), "matte");
  }
  mesh.box([4.4, 20.45], 0, [1.1, 0.1, 2.2], PALETTE.shutterRed, "matte");
  mesh.box([4.4, 20.3], 2.5, [0.5, 0.35, 0.14], [4, 3.4, 2.3], "shining");
  mesh.box([-6, 20.3], 3.9, [0.5, 0.35, 0.14], [4, 3.4, 2.3], "shining");
}

function goods(mesh: Mesh): void {
  mesh.box([10.6, 16.6], 0, [5.6, 2.4, 2.5], paint("#a14f3a"), "matte", 0.06);
  for (let x = 8.2; x < 13.2; x += 0.5)
    mesh.box([x, 15.36 + (x - 10.6) * 0.06], 0.1, [0.16, 0.06, 2.3], paint("#8a4030"), "matte", 0.06);
  for (let i = 0; i < 5; i++)
    mesh.box([-10.6 + (i % 2) * 0.06, 14.2], i * 0.17, [1.3, 1.1, 0.13], PALETTE.wood, "matte", 0.1);
  for (let i = 0; i < 4; i++)
    mesh.box([-8.8, 15.1], i * 0.17, [1.3, 1.1, 0.13], scale(PALETTE.wood, 1.2), "matte", -0.15);
  for (const [x, y] of [
    [-11.6, 17],
    [-11, 17.7],
    [-10.3, 17.1],
  ] as const)
    mesh.tube([x, y, 0], [x, y, 0.9], 0.3, 0.3, paint("#2f6f8f"), 12);
  for (let i = 0; i < 6; i++)
    mesh.tube([7.2 + i * 0.24, 18.6, 0.14], [9.6 + i * 0.24, 19.6, 0.14], 0.13, 0.13, paint("#b8b2a5"), 8);
  mesh.append(vanLook(paint("#d9d6c8"), NO_LIGHTS, 0).mesh, [-3.4, 17.8, 0], 0.05);
}

function build(mesh: Mesh): void {
  mesh.rectangle(-80, -30, 80, 6.4, -0.01, PALETTE.asphalt, "asphalt");
  mesh.rectangle(-80, 6.4, 80, 120, -0.02, PALETTE.grass, "grass");
  mesh.rectangle(-15, 9, 15, 24, 0, PALETTE.gravel, "gravel");
  dashes(mesh, [-50, 2.6], [50, 2.6]);
  pavement(mesh, -60, 6.4, 60, 9);
  fence(mesh, [-15, 9.2], [1.2, 9.2], 1.7);
  fence(mesh, [5, 9.2], [15, 9.2], 1.7);
  fence(mesh, [1.2, 9.2], [0.2, 12.4], 1.7);
  fence(mesh, [15, 9.2], [15, 24], 1.7);
  fence(mesh, [-15, 9.2], [-15, 24], 1.7);
  shed(mesh);
  goods(mesh);
  lampPost(mesh, [-9, 7], true);
  lampPost(mesh, [9, 7], true);
  tree(mesh, [18.5, 13], 6.5, 3);
  tree(mesh, [-18, 14], 7, 4);
  hedge(mesh, [15.8, 20], [15.8, 28], 1.4, 2);
  houseRow(mesh, [10.5, 30], 0, { widthsM: [7, 6, 7, 6], seed: 17, litShare: 0.4 });
  houseRow(mesh, [-36, 28], 0, { widthsM: [7, 6, 7], seed: 19, litShare: 0.35 });
}

export const worksYard: SceneDefinition = {
  id: "works-yard",
  name: "Works yard",
  place: "Municipal depot, gate",
  seconds: 44,
  camera: { position: [1.5, -5.5, 6.8], yawDeg: -2, pitchDeg: 18, fovDeg: 60 },
  light: night([
    streetLight([-9, 7, 4.3]),
    streetLight([9, 7, 4.3]),
    { ...streetLight([4.4, 20, 3.6], 0.75), rangeM: 10 },
    { ...streetLight([-6, 20, 4.2], 0.85), rangeM: 12 },
  ]),
  focus: [0, 12, 0],
  reachM: 42,
  build,
  actors: (random) => [
    walker(
      "intruder in the yard",
      random,
      new Route(0.6, [14.5, 7.6], 1.5)
        .to([4, 7.8], [3.2, 9.4], [2.4, 12.5])
        .at(1.1)
        .to([5.4, 15.2], [7.2, 14.9])
        .wait(2.5)
        .to([1.5, 16.6], [-0.4, 15.4], [2.4, 12.4])
        .at(1.7)
        .to([3.2, 9.2], [4.2, 7.6], [15, 7.4]),
      ground,
      { coat: paint("#4a4f58"), legs: paint("#33363d"), hat: paint("#2c2f36"), backpack: paint("#7d4a3a"), size: 1.03 },
    ),
    walker("woman on her way home", random, new Route(21, [-13.5, 7.5], 1.35).to([16.5, 7.7]), ground, {
      coat: paint("#d0604e"),
      skirt: true,
      backpack: null,
    }),
    car("night car", new Route(35.5, [34, 4.7], 10).to([-36, 4.7]), "#6a7f95", "saloon", ({ speedMps }) => ({
      headlights: true,
      brake: speedMps < 1,
      hazard: false,
    })),
  ],
  lines: [],
  zones: [
    {
      id: "yard",
      name: "Yard",
      polygon: [
        [0.6, 11.2],
        [9.6, 11.2],
        [9.6, 14.7],
        [7.4, 15.4],
        [7.4, 19.6],
        [-1, 19.6],
        [-0.6, 16.4],
        [-8.6, 13.4],
        [-8.2, 11.2],
      ],
    },
  ],
  scenarios: [
    {
      id: "intrusion",
      name: "Somebody in the yard at night",
      kind: "intrusion",
      zone: "yard",
      classes: ["person"],
      minStayS: 1.5,
      priority: "high",
    },
  ],
};
