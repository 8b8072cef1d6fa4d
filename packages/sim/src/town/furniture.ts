// What stands in streets: lamps, bollards, benches, signs, fences, bins, stalls, a fountain.
import type { Mesh } from "../render/mesh.ts";
import { type Colour, paint, type Vec2 } from "../render/vector.ts";
import { PALETTE } from "./palette.ts";

/** An old-style street lamp; returns where its light is. */
export function lampPost(mesh: Mesh, at: Vec2, isLit: boolean, heightM = 4.2): readonly [number, number, number] {
  mesh.tube([at[0], at[1], 0], [at[0], at[1], 0.7], 0.14, 0.09, PALETTE.iron, 10);
  mesh.tube([at[0], at[1], 0.7], [at[0], at[1], heightM], 0.06, 0.045, PALETTE.iron, 8);
  const glow: Colour = isLit ? [4.2, 3.3, 1.8] : paint("#f3ead2");
  mesh.tube([at[0], at[1], heightM], [at[0], at[1], heightM + 0.5], 0.12, 0.24, glow, 8, isLit ? "shining" : "gloss");
  mesh.tube([at[0], at[1], heightM + 0.5], [at[0], at[1], heightM + 0.72], 0.28, 0.04, PALETTE.iron, 8);
  return [at[0], at[1], heightM + 0.1];
}

export function bollard(mesh: Mesh, at: Vec2): void {
  mesh.tube([at[0], at[1], 0], [at[0], at[1], 0.8], 0.075, 0.065, PALETTE.iron, 8);
  mesh.ball([at[0], at[1], 0.84], [0.09, 0.09, 0.09], PALETTE.iron, "gloss", 8, 5);
  mesh.tube([at[0], at[1], 0.64], [at[0], at[1], 0.71], 0.08, 0.08, PALETTE.white, 8);
}

export function bench(mesh: Mesh, at: Vec2, turn: number): void {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const place = (x: number, y: number): Vec2 => [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
  for (const x of [-0.75, 0.75]) mesh.box(place(x, 0), 0, [0.08, 0.5, 0.42], PALETTE.iron, "matte", turn);
  for (const y of [-0.18, 0, 0.18]) mesh.box(place(0, y), 0.42, [1.8, 0.13, 0.05], PALETTE.wood, "matte", turn);
  for (const z of [0.58, 0.74]) mesh.box(place(0, 0.27), z, [1.8, 0.05, 0.12], PALETTE.wood, "matte", turn);
}

export function bin(mesh: Mesh, at: Vec2): void {
  mesh.tube([at[0], at[1], 0.05], [at[0], at[1], 0.85], 0.24, 0.28, PALETTE.shutterGreen, 12);
  mesh.tube([at[0], at[1], 0.85], [at[0], at[1], 0.92], 0.3, 0.26, PALETTE.iron, 12);
}

/** A round sign on a post, facing -y turned by `turn`. */
export function roundSign(mesh: Mesh, at: Vec2, turn: number, face: "one-way" | "no-entry" | "bus" | "school"): void {
  mesh.tube([at[0], at[1], 0], [at[0], at[1], 2.7], 0.04, 0.04, PALETTE.steel, 6);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const put = (x: number, y: number, z: number) => [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos, z] as const;
  const disc = (r: number, y: number, colour: Colour, sides: number, from = 0): void =>
    mesh.face(
      Array.from({ length: sides }, (_, i) => {
        const angle = from + (i * 2 * Math.PI) / sides;
        return put(Math.cos(angle) * r, y, 2.4 + Math.sin(angle) * r);
      }),
      colour,
      "matte",
    );
  const bar = (x0: number, z0: number, x1: number, z1: number): void =>
    mesh.quad(put(x0, -0.09, z0), put(x1, -0.09, z0), put(x1, -0.09, z1), put(x0, -0.09, z1), PALETTE.white, "matte");
  if (face === "school") {
    disc(0.46, -0.06, PALETTE.yellow, 3, Math.PI / 2);
    disc(0.3, -0.075, PALETTE.white, 3, Math.PI / 2);
    return;
  }
  disc(0.38, -0.06, PALETTE.white, 18);
  disc(0.34, -0.075, face === "no-entry" ? PALETTE.red : PALETTE.blue, 18);
  if (face === "no-entry") bar(-0.24, 2.34, 0.24, 2.46);
  else {
    bar(-0.05, 2.2, 0.05, 2.5);
    mesh.triangle(put(-0.16, -0.09, 2.46), put(0.16, -0.09, 2.46), put(0, -0.09, 2.64), PALETTE.white, "matte");
  }
}

/** A fence of upright bars along a line. */
export function fence(mesh: Mesh, from: Vec2, to: Vec2, heightM: number): void {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const at = (m: number): Vec2 => [
    from[0] + ((to[0] - from[0]) * m) / length,
    from[1] + ((to[1] - from[1]) * m) / length,
  ];
  for (let m = 0; m <= length; m += 0.22) {
    const [x, y] = at(m);
    const post = Math.abs(m / 2.2 - Math.round(m / 2.2)) < 0.04;
    mesh.tube(
      [x, y, 0],
      [x, y, heightM + (post ? 0.15 : 0)],
      post ? 0.05 : 0.016,
      post ? 0.05 : 0.016,
      PALETTE.iron,
      5,
    );
  }
  for (const z of [0.2, heightM - 0.15]) mesh.tube([...from, z], [...to, z], 0.025, 0.025, PALETTE.iron, 5);
}

export function marketStall(mesh: Mesh, at: Vec2, turn: number, cloth: Colour, seed: number): void {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const put = (x: number, y: number, z: number) => [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos, z] as const;
  for (const x of [-1.4, 1.4])
    for (const y of [-0.8, 0.8]) mesh.tube(put(x, y, 0), put(x, y, 2.2), 0.04, 0.04, PALETTE.wood, 5);
  mesh.box([put(0, -0.3, 0)[0], put(0, -0.3, 0)[1]], 0.1, [2.7, 1, 0.75], PALETTE.wood, "matte", turn);
  const stripes = 8;
  for (let i = 0; i < stripes; i++) {
    const x0 = -1.6 + (3.2 * i) / stripes;
    const x1 = -1.6 + (3.2 * (i + 1)) / stripes;
    const colour = i % 2 === 0 ? cloth : PALETTE.white;
    mesh.quad(put(x0, -1.1, 2.15), put(x1, -1.1, 2.15), put(x1, 0, 2.7), put(x0, 0, 2.7), colour, "matte");
    mesh.quad(put(x0, 1.1, 2.15), put(x1, 1.1, 2.15), put(x1, 0, 2.7), put(x0, 0, 2.7), colour, "matte");
    mesh.quad(put(x0, -1.1, 2.15), put(x1, -1.1, 2.15), put(x1, -1.1, 1.95), put(x0, -1.1, 1.95), colour, "matte");
  }
  const wares = ["#d8433f", "#f0a830", "#7fae3c", "#e7d8a0", "#b0508a"].map(paint);
  for (let i = 0; i < 40; i++) {
    const x = -1.2 + 0.27 * (i % 10);
    const y = -0.65 + 0.22 * Math.floor(i / 10);
    const p = put(x, y, 0.92);
    mesh.ball(
      [p[0], p[1], 0.92],
      [0.11, 0.11, 0.09],
      wares[(Math.floor((i % 10) / 2) + seed) % wares.length]!,
      "matte",
      6,
      4,
    );
  }
}

export function fountain(mesh: Mesh, at: Vec2): void {
  const water = paint("#7fb3c4");
  const ring = (r: number, z: number) =>
    Array.from(
      { length: 20 },
      (_, i) => [at[0] + Math.cos((i * Math.PI) / 10) * r, at[1] + Math.sin((i * Math.PI) / 10) * r, z] as const,
    );
  mesh.loft(
    [ring(2.1, 0), ring(2.1, 0.55), ring(1.85, 0.55), ring(1.85, 0.35)],
    () => ({ colour: PALETTE.stone, material: "matte" }),
    false,
  );
  mesh.face(ring(1.85, 0.4), water, "glass");
  mesh.loft(
    [ring(0.35, 0), ring(0.22, 0.9), ring(0.9, 1.15), ring(0.9, 1.25)],
    () => ({ colour: PALETTE.stone, material: "matte" }),
    true,
  );
  mesh.face(ring(0.8, 1.27), water, "glass");
  mesh.loft(
    [ring(0.16, 1.2), ring(0.1, 1.7), ring(0.3, 1.85)],
    () => ({ colour: PALETTE.stone, material: "matte" }),
    true,
  );
}

/** A café table with two chairs under a parasol. */
export function parasol(mesh: Mesh, at: Vec2, cloth: Colour): void {
  const [x, y] = at;
  mesh.tube([x, y, 0], [x, y, 2.5], 0.035, 0.03, PALETTE.white, 6);
  mesh.tube([x, y, 0.72], [x, y, 0.76], 0.45, 0.45, PALETTE.white, 14);
  for (const side of [-1, 1]) {
    mesh.box([x + side * 0.85, y + 0.1], 0.42, [0.42, 0.42, 0.05], PALETTE.wood, "matte", side * 0.2);
    mesh.box([x + side * 1.04, y + 0.1], 0.45, [0.05, 0.4, 0.45], PALETTE.wood, "matte", side * 0.2);
    for (const leg of [-0.17, 0.17])
      mesh.tube([x + side * 0.85, y + leg, 0], [x + side * 0.85, y + leg, 0.42], 0.02, 0.02, PALETTE.iron, 4);
  }
  const rim = (i: number): readonly [number, number, number] => [
    x + Math.cos((i * Math.PI) / 4) * 1.4,
    y + Math.sin((i * Math.PI) / 4) * 1.4,
    2.05,
  ];
  for (let i = 0; i < 8; i++)
    mesh.triangle(rim(i), rim(i + 1), [x, y, 2.55], i % 2 === 0 ? cloth : PALETTE.white, "matte");
}

export function busShelter(mesh: Mesh, at: Vec2): void {
  for (const x of [-1.7, 1.7])
    for (const y of [-0.55, 0.55])
      mesh.tube([at[0] + x, at[1] + y, 0], [at[0] + x, at[1] + y, 2.4], 0.05, 0.05, PALETTE.iron, 6);
  mesh.box([at[0], at[1] - 0.1], 2.4, [3.8, 1.7, 0.12], PALETTE.slate, "gloss");
  mesh.box([at[0], at[1] + 0.6], 0.3, [3.3, 0.04, 1.9], paint("#8fb0bd"), "glass");
  mesh.box([at[0], at[1] + 0.25], 0.42, [2.4, 0.4, 0.06], PALETTE.wood, "matte");
  mesh.box([at[0] + 1.72, at[1]], 0.5, [0.08, 0.95, 1.6], PALETTE.yellow, "matte");
}
