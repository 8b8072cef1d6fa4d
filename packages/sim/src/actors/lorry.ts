// Lorries with two to five axles, and a car that tows a trailer: what an axle counter is shown.
import { Mesh } from "../render/mesh.ts";
import { type Colour, paint, scale } from "../render/vector.ts";
import type { Look } from "./actor.ts";
import { addLights, addWheels, finish, isCorner, roundRing, type VehicleLights } from "./vehicle.ts";

const GLASS = paint("#1d2a33");
const CHASSIS = paint("#2a2c2f");
const STEEL = paint("#8f979b");

export type LorryShape = "two-axle lorry" | "three-axle lorry" | "four-axle artic" | "five-axle artic";

/** Back and front of the load and of the cab, and its axles, from the middle. Unit: m. */
interface Build {
  lengthM: number;
  load: readonly [number, number];
  axles: readonly number[];
  /** Where a trailer begins: between it and the cab the chassis is bare. */
  isArtic: boolean;
}

const BUILDS: Record<LorryShape, Build> = {
  "two-axle lorry": { lengthM: 7.6, load: [-3.8, 1.7], axles: [-2.1, 2.5], isArtic: false },
  "three-axle lorry": { lengthM: 9.2, load: [-4.6, 2.4], axles: [-3.1, -1.75, 3.3], isArtic: false },
  "four-axle artic": { lengthM: 13.6, load: [-6.8, 4.1], axles: [-4.9, -3.55, 2.6, 5.6], isArtic: true },
  "five-axle artic": { lengthM: 15.4, load: [-7.7, 4.8], axles: [-5.7, -4.38, -3.06, 3.4, 6.5], isArtic: true },
};

/** How many axles a lorry of that shape has. */
export function axlesOf(shape: LorryShape): number {
  return BUILDS[shape].axles.length;
}

const HALF = 1.24;
const WHEEL_M = 0.5;

export function lorryLook(
  shape: LorryShape,
  cabin: Colour,
  canvas: Colour,
  lights: VehicleLights,
  timeS: number,
): Look {
  const mesh = new Mesh();
  const { lengthM, load, axles, isArtic } = BUILDS[shape];
  const [back, front] = [-lengthM / 2, lengthM / 2];
  const cabBack = front - (isArtic ? 2.3 : 1.9);
  const paintwork = { colour: cabin, material: "gloss" } as const;
  mesh.box([(back + front - 1) / 2, 0], 0.72, [lengthM - 1.2, 1.5, 0.26], CHASSIS);
  const cab = [
    roundRing(cabBack, front - 0.04, HALF - 0.02, 0.16, 0.42),
    roundRing(cabBack, front, HALF, 0.2, 1.45),
    roundRing(cabBack, front - 0.06, HALF - 0.02, 0.2, 1.6),
  ];
  mesh.loft(cab, () => paintwork, false);
  const windows = [
    roundRing(cabBack + 0.9, front - 0.06, HALF - 0.02, 0.18, 1.58),
    roundRing(cabBack + 0.9, front - 0.24, HALF - 0.08, 0.18, 2.5),
  ];
  mesh.loft(windows, (_, s) => (isCorner(s) ? paintwork : { colour: GLASS, material: "glass" }), false);
  const behind = [
    roundRing(cabBack, cabBack + 1, HALF - 0.02, 0.1, 1.58),
    roundRing(cabBack, cabBack + 1, HALF - 0.06, 0.1, 2.5),
  ];
  mesh.loft(behind, () => paintwork, false);
  const roof = [
    roundRing(cabBack, front - 0.2, HALF - 0.06, 0.18, 2.48),
    roundRing(cabBack + 0.1, front - 0.7, HALF - 0.2, 0.18, 2.95),
  ];
  mesh.loft(roof, () => paintwork, true);
  const box = [
    roundRing(load[0], load[1], HALF, 0.05, 1.08),
    roundRing(load[0], load[1], HALF, 0.05, 3.4),
    roundRing(load[0] + 0.05, load[1] - 0.05, HALF - 0.06, 0.05, 3.46),
  ];
  mesh.loft(box, (ring) => ({ colour: ring === 1 ? scale(canvas, 0.8) : canvas, material: "matte" }), true);
  addBelow(mesh, axles, load, isArtic);
  addWheels(mesh, axles, HALF, WHEEL_M);
  addLights(mesh, front, back, HALF, 0.82, lights, timeS);
  return finish(mesh, back, front, HALF, 3.46, lights);
}

/** What hangs under the load between the axles: side guards, a tank, a spare wheel's box, legs of a trailer. */
function addBelow(mesh: Mesh, axles: readonly number[], load: readonly [number, number], isArtic: boolean): void {
  const rear = Math.max(...axles.filter((x) => x < 0));
  const next = Math.min(...axles.filter((x) => x > 0));
  const [from, to] = [rear + WHEEL_M + 0.35, Math.min(next, load[1]) - WHEEL_M - 0.35];
  for (const side of [-1, 1]) {
    const y = side * (HALF - 0.05);
    for (const z of [0.5, 0.86]) mesh.box([(from + to) / 2, y], z, [to - from, 0.05, 0.12], STEEL);
    mesh.box([to - 0.8, side * (HALF - 0.3)], 0.42, [1.1, 0.5, 0.55], STEEL, "gloss");
    if (isArtic) mesh.box([to - 1.9, side * (HALF - 0.35)], 0.1, [0.14, 0.14, 0.9], CHASSIS);
    mesh.box([load[0] + 0.05, side * 0.7], 0.45, [0.1, 0.9, 0.14], STEEL);
  }
}

/** A caravan with one axle, `behindM` behind the car's middle; its tow bar reaches to the car. */
export function addCaravan(mesh: Mesh, behindM: number, colour: Colour): { back: number; heightM: number } {
  const [front, half] = [-behindM, 1.05];
  const back = front - 4.4;
  const body = [
    roundRing(back + 0.1, front - 0.1, half, 0.12, 0.4),
    roundRing(back, front, half, 0.14, 0.9),
    roundRing(back, front - 0.02, half, 0.14, 1.4),
    roundRing(back + 0.1, front - 0.3, half - 0.04, 0.14, 2.4),
    roundRing(back + 0.3, front - 0.6, half - 0.2, 0.14, 2.5),
  ];
  const band = scale(colour, 0.55);
  mesh.loft(body, (ring) => ({ colour: ring === 1 ? band : colour, material: "gloss" }), true);
  for (const side of [-1, 1]) mesh.box([(back + front) / 2 + 0.7, side * half], 1.5, [1.3, 0.04, 0.6], GLASS, "glass");
  mesh.box([front + 0.6, 0], 0.42, [1.4, 0.14, 0.1], CHASSIS);
  addWheels(mesh, [(back + front) / 2 - 0.1], half, 0.31);
  return { back, heightM: 2.5 };
}
