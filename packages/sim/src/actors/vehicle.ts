// Cars, vans and buses: rounded bodies with glass, wheels and lights, rather like good toys.
import type { Lamp } from "../render/light.ts";
import { Mesh } from "../render/mesh.ts";
import { type Colour, paint, scale, type Vec2, type Vec3 } from "../render/vector.ts";
import type { Look } from "./actor.ts";

export interface VehicleLights {
  headlights: boolean;
  brake: boolean;
  /** Both sides blink: the driver knows that he stands badly. */
  hazard: boolean;
}

export const NO_LIGHTS: VehicleLights = { headlights: false, brake: false, hazard: false };
const GLASS = paint("#1d2a33");
const RUBBER = paint("#191a1c");
const RIM = paint("#b9bfc4");
const DARK = paint("#24272a");

/** Outline of a box with round corners. */
export function roundRing(x0: number, x1: number, halfWidth: number, radius: number, z: number): Vec3[] {
  const corners: [number, number, number][] = [
    [x1 - radius, halfWidth - radius, 0],
    [x0 + radius, halfWidth - radius, 1],
    [x0 + radius, -halfWidth + radius, 2],
    [x1 - radius, -halfWidth + radius, 3],
  ];
  return corners.flatMap(([cx, cy, quarter]) =>
    [0, 1, 2, 3].map((i): Vec3 => {
      const angle = ((quarter + i / 3) * Math.PI) / 2;
      return [cx + Math.cos(angle) * radius, cy + Math.sin(angle) * radius, z];
    }),
  );
}

/** Segments 3, 7, 11, 15 of a round ring are its straight sides; the others its corners. */
export function isCorner(segment: number): boolean {
  return segment % 4 !== 3;
}

export function addWheels(mesh: Mesh, xs: readonly number[], halfWidth: number, radius: number): void {
  for (const x of xs)
    for (const side of [-1, 1]) {
      const y = side * (halfWidth - 0.1);
      const out = side * (halfWidth + 0.015);
      mesh.tube([x, y, radius], [x, out, radius], radius, radius, RUBBER, 16);
      mesh.tube([x, out, radius], [x, out + side * 0.01, radius], radius * 0.62, radius * 0.55, RIM, 12);
    }
}

export function addLights(
  mesh: Mesh,
  front: number,
  back: number,
  half: number,
  z: number,
  lights: VehicleLights,
  timeS: number,
): void {
  const glow: Colour = lights.headlights ? [5, 4.6, 3.6] : paint("#f2f4f0");
  const rear: Colour = lights.brake ? [3.2, 0.15, 0.1] : lights.headlights ? [1, 0.05, 0.04] : paint("#a3211c");
  const blinks = lights.hazard && timeS % 0.8 < 0.4;
  const amber: Colour = blinks ? [4.4, 1.7, 0.1] : paint("#c9782a");
  for (const side of [-1, 1]) {
    const y = side * (half - 0.26);
    mesh.box([front - 0.1, y], z - 0.07, [0.2, 0.34, 0.15], glow, lights.headlights ? "shining" : "gloss");
    mesh.box(
      [back + 0.08, y],
      z - 0.02,
      [0.17, 0.32, 0.17],
      rear,
      lights.brake || lights.headlights ? "shining" : "gloss",
    );
    for (const x of [front - 0.2, back + 0.2])
      mesh.box([x, side * (half - 0.07)], z - 0.04, [0.22, 0.16, 0.11], amber, blinks ? "shining" : "gloss");
  }
  mesh.box([front - 0.01, 0], 0.38, [0.05, 0.5, 0.11], paint("#eceff0"));
  mesh.box([back + 0.01, 0], 0.5, [0.05, 0.5, 0.11], paint("#e9e3a5"));
}

function headlamps(front: number, half: number): Lamp[] {
  return [-1, 1].map((side) => ({
    at: [front, side * (half - 0.26), 0.65],
    towards: [0.985, 0, -0.17],
    colour: [2.6, 2.4, 1.9],
    cosFull: 0.985,
    cosEnd: 0.9,
    rangeM: 17,
  }));
}

export type CarShape = "hatchback" | "saloon" | "estate";

const CABINS: Record<CarShape, { base: Vec2; top: Vec2; length: number }> = {
  hatchback: { base: [-1.86, 0.86], top: [-1.5, 0.2], length: 3.95 },
  saloon: { base: [-1.55, 0.85], top: [-0.95, 0.2], length: 4.5 },
  estate: { base: [-2.1, 0.85], top: [-1.86, 0.2], length: 4.5 },
};

export function carLook(shape: CarShape, colour: Colour, lights: VehicleLights, timeS: number): Look {
  const mesh = new Mesh();
  const { base, top, length } = CABINS[shape];
  const [back, front] = [-length / 2, length / 2];
  const half = 0.88;
  const body = [
    roundRing(back + 0.12, front - 0.12, half - 0.08, 0.3, 0.2),
    roundRing(back + 0.02, front - 0.02, half, 0.36, 0.4),
    roundRing(back, front, half, 0.4, 0.6),
    roundRing(back + 0.05, front - 0.1, half - 0.03, 0.42, 0.8),
    roundRing(back + 0.16, front - 0.3, half - 0.12, 0.4, 0.88),
  ];
  mesh.loft(body, (ring) => ({ colour: ring === 0 ? DARK : colour, material: ring === 0 ? "matte" : "gloss" }), true);
  const cabin = [
    roundRing(base[0], base[1], half - 0.13, 0.2, 0.86),
    roundRing(top[0], top[1], half - 0.27, 0.2, 1.38),
  ];
  mesh.loft(
    cabin,
    (_, s) => (isCorner(s) ? { colour, material: "gloss" } : { colour: GLASS, material: "glass" }),
    false,
  );
  const roof = [
    roundRing(top[0] - 0.02, top[1] + 0.02, half - 0.26, 0.2, 1.37),
    roundRing(top[0] + 0.05, top[1] - 0.08, half - 0.32, 0.2, 1.45),
  ];
  mesh.loft(roof, () => ({ colour, material: "gloss" }), true);
  const pillar = (top[0] + top[1]) / 2 - 0.1;
  for (const side of [-1, 1]) {
    mesh.tube(
      [pillar, side * (half - 0.125), 0.86],
      [pillar - 0.06, side * (half - 0.265), 1.38],
      0.05,
      0.05,
      colour,
      6,
      "gloss",
    );
    mesh.box([0.72, side * (half + 0.04)], 0.86, [0.14, 0.16, 0.13], scale(colour, 0.8), "gloss");
  }
  addWheels(mesh, [back + 0.78, front - 0.8], half, 0.31);
  addLights(mesh, front, back, half, 0.66, lights, timeS);
  return finish(mesh, back, front, half, 1.4, lights);
}

export function vanLook(colour: Colour, lights: VehicleLights, timeS: number): Look {
  const mesh = new Mesh();
  const [back, front, half] = [-2.6, 2.6, 0.98];
  const paintwork = { colour, material: "gloss" } as const;
  const lower = [
    roundRing(back + 0.05, front - 0.1, half - 0.05, 0.2, 0.26),
    roundRing(back, front, half, 0.3, 0.5),
    roundRing(back, front - 0.08, half, 0.36, 0.95),
    roundRing(back + 0.02, front - 0.5, half - 0.04, 0.36, 1.12),
  ];
  mesh.loft(lower, (ring) => (ring === 0 ? { colour: DARK, material: "matte" } : paintwork), true);
  const cab = [
    roundRing(0.5, front - 0.42, half - 0.05, 0.16, 1.08),
    roundRing(0.5, front - 1.15, half - 0.14, 0.16, 1.95),
  ];
  mesh.loft(cab, (_, s) => (isCorner(s) ? paintwork : { colour: GLASS, material: "glass" }), false);
  const load = [
    roundRing(back, 0.95, half, 0.12, 1),
    roundRing(back + 0.02, 0.95, half - 0.02, 0.12, 1.6),
    roundRing(back + 0.06, 1.0, half - 0.1, 0.14, 2.1),
    roundRing(back + 0.16, 1.3, half - 0.2, 0.14, 2.24),
  ];
  mesh.loft(load, () => paintwork, true);
  addWheels(mesh, [back + 0.95, front - 0.95], half, 0.35);
  addLights(mesh, front, back, half, 0.8, lights, timeS);
  return finish(mesh, back, front, half, 2.2, lights);
}

export function busLook(colour: Colour, trim: Colour, lights: VehicleLights, timeS: number): Look {
  const mesh = new Mesh();
  const [back, front, half] = [-5.2, 5.2, 1.24];
  const body = { colour, material: "gloss" } as const;
  const band = { colour: trim, material: "gloss" } as const;
  const lower = [
    roundRing(back + 0.04, front - 0.04, half - 0.04, 0.25, 0.28),
    roundRing(back, front, half, 0.3, 0.5),
    roundRing(back, front, half, 0.3, 0.78),
    roundRing(back, front, half, 0.3, 1.12),
  ];
  mesh.loft(lower, (ring) => (ring === 1 ? band : body), true);
  const windows = [
    roundRing(back + 0.02, front - 0.01, half - 0.015, 0.3, 1.1),
    roundRing(back + 0.08, front - 0.12, half - 0.07, 0.3, 2.28),
  ];
  mesh.loft(windows, () => ({ colour: GLASS, material: "glass" }), false);
  const upper = [
    roundRing(back + 0.06, front - 0.1, half - 0.06, 0.3, 2.26),
    roundRing(back + 0.1, front - 0.14, half - 0.09, 0.3, 2.62),
    roundRing(back + 0.3, front - 0.34, half - 0.26, 0.3, 2.78),
  ];
  mesh.loft(upper, () => body, true);
  for (let x = back + 1.5; x < front - 0.6; x += 1.45)
    for (const side of [-1, 1])
      mesh.tube([x, side * (half - 0.012), 1.1], [x, side * (half - 0.065), 2.28], 0.05, 0.05, colour, 4, "gloss");
  mesh.box([front - 0.1, 0], 2.3, [0.1, 1.5, 0.26], [0.9, 0.5, 0.06], "shining");
  addWheels(mesh, [back + 2.1, front - 2.3], half, 0.46);
  addLights(mesh, front, back, half, 0.8, lights, timeS);
  return finish(mesh, back, front, half, 2.7, lights);
}

export function finish(
  mesh: Mesh,
  back: number,
  front: number,
  half: number,
  heightM: number,
  lights: VehicleLights,
): Look {
  const footprint: Vec2[] = [
    [back + 0.1, -half],
    [front - 0.1, -half],
    [front, -half + 0.3],
    [front, half - 0.3],
    [front - 0.1, half],
    [back + 0.1, half],
    [back, half - 0.2],
    [back, -half + 0.2],
  ];
  return { mesh, footprint, heightM, lamps: lights.headlights ? headlamps(front, half) : [] };
}
