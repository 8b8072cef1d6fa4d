// An actor: something that moves through a scene, with a class the truth may name.
import type { Lamp } from "../render/light.ts";
import type { Mesh } from "../render/mesh.ts";
import type { Vec2 } from "../render/vector.ts";
import type { Placement, Route } from "./route.ts";

export interface Look {
  /** Local metres: +x ahead, +y to its left, z up from the ground. */
  mesh: Mesh;
  /** Local outline of its shadow's base and how tall it is. */
  footprint: readonly Vec2[];
  heightM: number;
  /** How far from its middle it touches the ground, where that is less than its outline: a person's feet. Unit: m. */
  treadM?: number | undefined;
  /** Lamps in local metres. */
  lamps: readonly Lamp[];
}

export interface Actor {
  /** Words a reader of the truth understands: "wrong-way car". */
  name: string;
  /** COCO class name. */
  className: string;
  route: Route;
  /** Height of the ground it moves on. Unit: m. */
  groundM?: (x: number, y: number) => number;
  look(placement: Placement, timeS: number): Look;
}
