// What people do besides walking and standing: they fall, lie, sit, crouch and wave.
import { Mesh } from "../render/mesh.ts";
import type { Vec2 } from "../render/vector.ts";
import type { Look } from "./actor.ts";
import { type Outfit, personLook } from "./person.ts";
import type { Placement } from "./route.ts";

export type Pose =
  | { kind: "upright" }
  /** Tipped over by this share: 0 stands, 1 lies; on the face, or turned about the own length by an angle. Unit: radians. */
  | { kind: "tipped"; share: number; rolledRad?: number }
  | { kind: "sitting" }
  | { kind: "crouching" }
  /** Arms above the head, swung to and fro so often a second; 0 holds them up. */
  | { kind: "waving"; perSecond: number };

/** How thick somebody is who lies. Unit: m. */
const BODY_M = 0.16;

export function posedLook(outfit: Outfit, placement: Placement, timeS: number, pose: Pose): Look {
  if (pose.kind === "waving") {
    const swing = pose.perSecond === 0 ? 0 : Math.sin(timeS * pose.perSecond * 2 * Math.PI);
    const look = personLook(outfit, placement, timeS, 0.15 + 0.55 * swing);
    return { ...look, heightM: 2.05 * outfit.size, footprint: box(-0.2, 0.2, 0.55) };
  }
  const look = personLook(outfit, placement, timeS);
  if (pose.kind === "tipped") {
    const mesh = pose.rolledRad ? rolled(look.mesh, pose.rolledRad) : look.mesh;
    return tipped({ ...look, mesh }, Math.min(1, Math.max(0, pose.share)), outfit.size);
  }
  if (pose.kind === "sitting") return folded(look, 0.5, 0.43, box(-0.25, 0.5, 0.28), 1.27 * outfit.size);
  if (pose.kind === "crouching") return folded(look, 0.22, 0.62, box(-0.3, 0.4, 0.32), 0.95 * outfit.size);
  return look;
}

function box(back: number, front: number, half: number): Vec2[] {
  return [
    [back, -half],
    [front, -half],
    [front, half],
    [back, half],
  ];
}

/** Turned over the toes; who lies is as long as they were tall. */
function tipped(look: Look, share: number, size: number): Look {
  const angle = (share * Math.PI) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const mesh = reshaped(look.mesh, (x, y, z) => [
    x * cos + z * sin,
    y,
    Math.max(0.02, z * cos - x * sin + BODY_M * sin),
  ]);
  const tall = 1.7 * size;
  return {
    ...look,
    mesh,
    footprint: box(-0.26, Math.max(0.26, tall * sin), 0.26 + 0.08 * share),
    heightM: Math.max(2.2 * BODY_M, tall * cos),
    treadM: undefined,
  };
}

/** The legs folded to a share of their length, the trunk lowered by so much. */
function folded(look: Look, legs: number, lowerM: number, footprint: Vec2[], heightM: number): Look {
  const hipM = lowerM / (1 - legs);
  const mesh = reshaped(look.mesh, (x, y, z) => {
    if (z >= hipM) return [x, y, z - lowerM];
    // Knees stand out in front where the leg is bent.
    const bend = Math.sin((Math.PI * z) / hipM) * 0.42 * (1 - legs);
    return [x + bend, y * 1.2, z * legs];
  });
  return { ...look, mesh, footprint, heightM, treadM: undefined };
}

function rolled(mesh: Mesh, angle: number): Mesh {
  const turned = new Mesh();
  turned.append(mesh, [0, 0, 0], angle);
  return turned;
}

function reshaped(mesh: Mesh, place: (x: number, y: number, z: number) => readonly [number, number, number]): Mesh {
  const moved = new Mesh();
  moved.append(mesh, [0, 0, 0], 0);
  for (let i = 0; i < moved.count * 9; i += 3) {
    const [x, y, z] = place(moved.positions[i]!, moved.positions[i + 1]!, moved.positions[i + 2]!);
    moved.positions[i] = x;
    moved.positions[i + 1] = y;
    moved.positions[i + 2] = z;
  }
  return moved;
}
