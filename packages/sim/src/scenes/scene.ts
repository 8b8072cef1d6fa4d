// What a scene is: a piece of the town, a camera, light, and actors with their routes.
import type { ScenarioInput } from "@vigie/contracts";
import type { Actor } from "../actors/actor.ts";
import type { Lamp, Light } from "../render/light.ts";
import type { Mesh } from "../render/mesh.ts";
import type { CameraPlacement } from "../render/pinhole.ts";
import type { Vec2, Vec3 } from "../render/vector.ts";

export interface GroundLine {
  id: string;
  name: string;
  /** On the ground, in metres; first to last as in the contracts' rule of "forward". */
  points: readonly Vec2[];
  /** Heights of the points; on the ground when absent. Unit: m. */
  heightsM?: readonly number[];
}

export interface GroundZone {
  id: string;
  name: string;
  polygon: readonly Vec2[];
  /** Heights of the corners, for zones on walls and platforms; on the ground when absent. Unit: m. */
  heightsM?: readonly number[];
}

/** Something without truth that changes with time: a traffic light, leaves in the wind, a lamp that sweeps by. */
export interface ChangingProp {
  mesh(timeS: number): Mesh;
  lamps?(timeS: number): readonly Lamp[];
}

/** What the lens or the sensor does to a finished picture: rain, insects, infrared. */
export type PictureChange = (picture: {
  /** Changed in place. Shape: [heightPx * widthPx * 3]. */
  rgb: Uint8Array;
  widthPx: number;
  heightPx: number;
  timeS: number;
  frame: number;
  seed: number;
}) => void;

export interface SceneDefinition {
  id: string;
  /** As the operator reads it. */
  name: string;
  place: string;
  /** Length of the loop; nothing moves in the picture at both ends. Unit: s. */
  seconds: number;
  camera: CameraPlacement;
  light: Light;
  /** Middle and reach of what the sun's shadows cover. */
  focus: Vec3;
  reachM: number;
  build(mesh: Mesh): void;
  actors(random: () => number): Actor[];
  props?: readonly ChangingProp[];
  changes?: readonly PictureChange[];
  lines: readonly GroundLine[];
  zones: readonly GroundZone[];
  scenarios: readonly ScenarioInput[];
}
