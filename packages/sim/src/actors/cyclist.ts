// People on bicycles, pedalling.
import { Mesh } from "../render/mesh.ts";
import { type Colour, paint, scale, type Vec3 } from "../render/vector.ts";
import type { Look } from "./actor.ts";
import type { Outfit } from "./person.ts";
import type { Placement } from "./route.ts";

const WHEEL_M = 0.34;
const RUBBER = paint("#1c1c1e");

export function cyclistLook(rider: Outfit, frame: Colour, { travelledM }: Placement): Look {
  const mesh = new Mesh();
  for (const x of [-0.52, 0.52]) addWheel(mesh, [x, 0, WHEEL_M]);
  const crank: Vec3 = [-0.05, 0, 0.3];
  const seat: Vec3 = [-0.22, 0, 0.92];
  const bar: Vec3 = [0.4, 0, 1.0];
  const bars: [Vec3, Vec3][] = [
    [[-0.52, 0, WHEEL_M], crank],
    [
      [-0.52, 0, WHEEL_M],
      [-0.18, 0, 0.76],
    ],
    [crank, seat],
    [crank, [0.36, 0, 0.8]],
    [
      [-0.18, 0, 0.76],
      [0.36, 0, 0.82],
    ],
    [bar, [0.52, 0, WHEEL_M]],
  ];
  for (const [a, b] of bars) mesh.tube(a, b, 0.028, 0.028, frame, 6, "gloss");
  mesh.tube([0.4, -0.24, 1.02], [0.4, 0.24, 1.02], 0.022, 0.022, RUBBER, 6);
  mesh.ball([-0.24, 0, 0.94], [0.14, 0.08, 0.04], RUBBER, "matte", 8, 4);
  drawRider(mesh, rider, (travelledM / 2.6) * 2 * Math.PI);
  return {
    mesh,
    footprint: [
      [-0.85, -0.16],
      [0.85, -0.16],
      [0.85, 0.16],
      [-0.85, 0.16],
    ],
    heightM: 1.55,
    lamps: [],
  };
}

function addWheel(mesh: Mesh, centre: Vec3): void {
  const sides = 16;
  const at = (i: number, r: number): Vec3 => {
    const angle = (i * 2 * Math.PI) / sides;
    return [centre[0] + Math.cos(angle) * r, centre[1], centre[2] + Math.sin(angle) * r];
  };
  for (let i = 0; i < sides; i++) mesh.tube(at(i, WHEEL_M - 0.02), at(i + 1, WHEEL_M - 0.02), 0.026, 0.026, RUBBER, 4);
  for (let i = 0; i < sides; i += 4) mesh.tube(at(i, 0.03), at(i, WHEEL_M - 0.04), 0.008, 0.008, paint("#9aa0a5"), 3);
}

function drawRider(mesh: Mesh, rider: Outfit, phase: number): void {
  const hip: Vec3 = [-0.2, 0, 0.98];
  const shoulder: Vec3 = [0.1, 0, 1.42];
  for (const side of [-1, 1]) {
    const angle = phase + (side > 0 ? Math.PI : 0);
    const foot: Vec3 = [-0.05 + Math.cos(angle) * 0.16, side * 0.11, 0.32 - Math.sin(angle) * 0.16];
    const knee: Vec3 = [(hip[0] + foot[0]) / 2 + 0.24, side * 0.12, (hip[2] + foot[2]) / 2 + 0.12];
    mesh.tube([hip[0], side * 0.09, hip[2]], knee, 0.09, 0.07, rider.legs);
    mesh.tube(knee, foot, 0.068, 0.05, rider.skirt ? rider.skin : rider.legs);
    mesh.tube(
      [foot[0] - 0.06, foot[1], foot[2]],
      [foot[0] + 0.14, foot[1], foot[2] + 0.01],
      0.05,
      0.04,
      rider.shoes,
      6,
    );
    mesh.tube(
      [shoulder[0], side * 0.19, shoulder[2] - 0.03],
      [0.26, side * 0.24, 1.2],
      0.058,
      0.05,
      scale(rider.coat, 0.86),
    );
    mesh.tube([0.26, side * 0.24, 1.2], [0.4, side * 0.22, 1.05], 0.048, 0.042, scale(rider.coat, 0.86));
  }
  mesh.tube(hip, shoulder, 0.15, 0.185, rider.coat, 10);
  mesh.ball(shoulder, [0.13, 0.2, 0.1], rider.coat, "matte", 10, 6);
  const head: Vec3 = [0.2, 0, 1.62];
  mesh.tube(shoulder, head, 0.06, 0.05, rider.skin, 6);
  mesh.ball(head, [0.115, 0.1, 0.13], rider.skin, "matte", 10, 8);
  mesh.ball([0.18, 0, 1.64], [0.14, 0.125, 0.13], rider.hat ?? rider.hair, rider.hat ? "gloss" : "matte", 10, 5, 0.02);
}
