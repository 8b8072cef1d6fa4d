// Pieces of the town in which situations are played: what stands there, how high its pavements are, and where a camera may hang.
import type { Mesh } from "../render/mesh.ts";
import type { CameraPlacement } from "../render/pinhole.ts";
import { paint, type Vec3 } from "../render/vector.ts";
import { marketSquare } from "../scenes/market-square.ts";
import type { SceneDefinition } from "../scenes/scene.ts";
import { stationJunction } from "../scenes/station-junction.ts";
import { streetLight, sunny, night as underLamps } from "../scenes/weather.ts";
import { worksYard } from "../scenes/works-yard.ts";
import { bench, busShelter, fence, lampPost } from "../town/furniture.ts";
import { hedge, tree } from "../town/greenery.ts";
import { dashes, KERB_M, mark, pavement } from "../town/ground.ts";
import { PALETTE } from "../town/palette.ts";
import { houseRow } from "../town/row.ts";
import type { Conditions } from "./situation.ts";

export interface Site {
  build(mesh: Mesh): void;
  ground(x: number, y: number): number;
  camera: CameraPlacement;
  sun: Vec3;
  /** Street lamps that shine at night. */
  lamps: readonly Vec3[];
  focus: Vec3;
  reachM: number;
}

/** Road along x: lanes at y = 8.3 (to the right) and 12 (to the left), side street at x = 0 behind, pavements y -1 to 4 and 14 to 18. */
const junction: Site = {
  build: stationJunction.build,
  ground: (x, y) => (y < 4 || (y > 14 && Math.abs(x) > 3.4) ? KERB_M : 0),
  camera: stationJunction.camera,
  sun: [0.6, -0.45, 0.85],
  lamps: [
    [-9.6, 13.6, 4.3],
    [9, 13.6, 4.3],
    [-2, 4, 5],
    [0, 20, 5],
  ],
  focus: stationJunction.focus,
  reachM: stationJunction.reachM,
};

/** Level paving, free between x -5 and 6, y 3 and 19. */
const square: Site = {
  build: marketSquare.build,
  ground: () => 0,
  camera: marketSquare.camera,
  sun: [-0.55, -0.42, 0.9],
  lamps: [
    [-3, 19, 4.6],
    [6.6, 14.4, 4.6],
    [-4, 6, 5],
    [4, 6, 5],
  ],
  focus: marketSquare.focus,
  reachM: marketSquare.reachM,
};

/** Gravel behind a fence, free between x -8 and 9, y 10 and 20. */
const yard: Site = {
  build: worksYard.build,
  ground: (_, y) => (y > 6.4 && y < 9 ? KERB_M : 0),
  camera: worksYard.camera,
  sun: [0.4, -0.5, 0.8],
  lamps: [
    [-9, 7, 4.3],
    [9, 7, 4.3],
    [4.4, 20, 3.6],
    [-6, 20, 4.2],
  ],
  focus: worksYard.focus,
  reachM: worksYard.reachM,
};

/** Two rails along x in their bed at y = 9.4 to 12.6; platforms on both sides. */
const rails: Site = {
  build(mesh) {
    mesh.rectangle(-90, -30, 90, 120, -0.02, PALETTE.grass, "grass");
    mesh.rectangle(-60, 9.4, 60, 12.6, 0, PALETTE.gravel, "gravel");
    for (let x = -40; x < 40; x += 0.7) mesh.box([x, 11], 0, [0.24, 2.5, 0.06], paint("#5d4b3d"), "matte");
    for (const y of [10.28, 11.72]) mesh.box([0, y], 0.06, [120, 0.08, 0.12], paint("#8b8681"), "gloss");
    pavement(mesh, -60, 0, 60, 9.2);
    pavement(mesh, -60, 12.8, 60, 19);
    mesh.rectangle(-60, 8.2, 60, 8.4, KERB_M + 0.012, PALETTE.white, "marking");
    fence(mesh, [-40, 19.2], [40, 19.2], 1.5);
    busShelter(mesh, [-9, 16.8]);
    bench(mesh, [6, 17.6], 0);
    for (const x of [-12, 0, 12]) lampPost(mesh, [x, 18.4], false);
    houseRow(mesh, [-30, 26], 0, { widthsM: [7, 6, 7, 7, 6, 7, 7, 6], seed: 29, floors: [2, 3, 2, 2, 3, 2, 2, 3] });
  },
  ground: (_, y) => (y < 9.2 || y > 12.8 ? KERB_M : 0),
  camera: { position: [0, -4.5, 7], yawDeg: 0, pitchDeg: 20, fovDeg: 60 },
  sun: [-0.5, -0.5, 0.85],
  lamps: [
    [-8, 6, 5],
    [8, 6, 5],
    [0, 14, 5],
  ],
  focus: [0, 11, 0],
  reachM: 40,
};

/** Road along x seen from its side: lanes at y = 8 (to the right) and 11.6 (to the left), pavements y -1 to 5.9 and 13.8 to 17. */
const roadside: Site = {
  build(mesh) {
    mesh.rectangle(-90, -30, 90, 120, -0.02, PALETTE.grass, "grass");
    mesh.rectangle(-70, 5.9, 70, 13.8, -0.005, PALETTE.asphalt, "asphalt");
    pavement(mesh, -70, -1, 70, 5.9);
    pavement(mesh, -70, 13.8, 70, 17);
    dashes(mesh, [-60, 9.8], [60, 9.8]);
    mark(mesh, -60, 13.4, 60, 13.52);
    hedge(mesh, [-34, 18], [-8, 18], 1.6, 5);
    fence(mesh, [-8, 17.6], [14, 17.6], 1.2);
    for (const [x, y, h, seed] of [
      [-19, 20, 5.4, 1],
      [3, 21, 5.8, 2],
      [17, 19.6, 5, 3],
    ] as const)
      tree(mesh, [x, y], h, seed);
    lampPost(mesh, [-9, 15.6], false);
    lampPost(mesh, [9, 15.6], false);
    houseRow(mesh, [-36, 27], 0, {
      widthsM: [7, 6, 7, 7, 6, 7, 7, 6, 7, 7],
      seed: 47,
      floors: [2, 3, 2, 2, 3, 2, 2, 3, 2, 2],
    });
  },
  ground: (_, y) => (y < 5.9 || y > 13.8 ? KERB_M : 0),
  camera: { position: [0, -10.5, 4.2], yawDeg: 0, pitchDeg: 7, fovDeg: 62 },
  sun: [0.5, -0.55, 0.8],
  lamps: [
    [-9, 5, 5],
    [0, 5, 5],
    [9, 5, 5],
    [-9, 15, 5],
    [9, 15, 5],
  ],
  focus: [0, 10, 0],
  reachM: 40,
};

export const SITES = { junction, square, yard, rails, roadside } as const;
export type SiteName = keyof typeof SITES;

/** Sun by day, lamps at night. */
export function lightOf(site: Site, { light }: Conditions): SceneDefinition["light"] {
  return light === "day" ? sunny(site.sun) : underLamps(site.lamps.map((at) => streetLight(at, 1.3)));
}
