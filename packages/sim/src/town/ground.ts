// The ground of the town: roads, pavements with kerbs, crossings and painted marks, laid as thin solids.
import type { Mesh } from "../render/mesh.ts";
import type { Colour, Vec2 } from "../render/vector.ts";
import { PALETTE } from "./palette.ts";

/** Height of a pavement above the road. Unit: m. */
export const KERB_M = 0.12;
const MARK_M = 0.012;

/** A strip of pavement with its kerb stones. */
export function pavement(mesh: Mesh, x0: number, y0: number, x1: number, y1: number): void {
  mesh.prism(
    [
      [x0, y0],
      [x1, y0],
      [x1, y1],
      [x0, y1],
    ],
    0,
    KERB_M - 0.01,
    PALETTE.kerb,
    "matte",
  );
  const rim = 0.22;
  mesh.rectangle(x0 + rim, y0 + rim, x1 - rim, y1 - rim, KERB_M, PALETTE.pavement, "slabs");
}

export function mark(mesh: Mesh, x0: number, y0: number, x1: number, y1: number, colour: Colour = PALETTE.white): void {
  mesh.rectangle(x0, y0, x1, y1, MARK_M, colour, "marking");
}

export function markArea(mesh: Mesh, outline: readonly Vec2[], colour: Colour = PALETTE.white): void {
  mesh.area(outline, MARK_M, colour, "marking");
}

/** Dashes of a lane line along x or y. */
export function dashes(mesh: Mesh, from: Vec2, to: Vec2, dashM = 1.6, gapM = 2.2, wideM = 0.12): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  for (let m = 0; m < length; m += dashM + gapM) {
    const end = Math.min(length, m + dashM);
    const a: Vec2 = [from[0] + ux * m, from[1] + uy * m];
    const b: Vec2 = [from[0] + ux * end, from[1] + uy * end];
    const [nx, ny] = [(-uy * wideM) / 2, (ux * wideM) / 2];
    markArea(mesh, [
      [a[0] - nx, a[1] - ny],
      [b[0] - nx, b[1] - ny],
      [b[0] + nx, b[1] + ny],
      [a[0] + nx, a[1] + ny],
    ]);
  }
}

/** Zebra stripes over the rectangle; `along` is the direction of the stripes. */
export function zebra(mesh: Mesh, x0: number, y0: number, x1: number, y1: number, along: "x" | "y"): void {
  const [start, end] = along === "y" ? [x0, x1] : [y0, y1];
  for (let m = start + 0.2; m + 0.45 < end; m += 0.95) {
    if (along === "y") mark(mesh, m, y0, m + 0.5, y1);
    else mark(mesh, x0, m, x1, m + 0.5);
  }
}

/** An arrow on the road, its head towards `heading` (radians). */
export function arrow(mesh: Mesh, at: Vec2, heading: number, lengthM = 3.2): void {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const put = (x: number, y: number): Vec2 => [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
  const half = lengthM / 2;
  markArea(mesh, [put(-half, -0.12), put(half - 0.9, -0.12), put(half - 0.9, 0.12), put(-half, 0.12)]);
  markArea(mesh, [put(half - 1, -0.5), put(half, 0), put(half - 1, 0.5)]);
}

/** The yellow zigzag of a place where nobody may stop. */
export function zigzag(mesh: Mesh, from: Vec2, to: Vec2, wideM: number): void {
  const steps = Math.round((to[0] - from[0]) / 1.1);
  for (let i = 0; i < steps; i++) {
    const x0 = from[0] + ((to[0] - from[0]) * i) / steps;
    const x1 = from[0] + ((to[0] - from[0]) * (i + 1)) / steps;
    const [ya, yb] = i % 2 === 0 ? [from[1], from[1] + wideM] : [from[1] + wideM, from[1]];
    markArea(
      mesh,
      [
        [x0, ya],
        [x0 + 0.16, ya],
        [x1 + 0.16, yb],
        [x1, yb],
      ],
      PALETTE.yellow,
    );
  }
}
