// Trees, hedges and flower tubs.
import type { Mesh } from "../render/mesh.ts";
import { seededRandom } from "../render/random.ts";
import { mix, paint, scale, type Vec2 } from "../render/vector.ts";
import { PALETTE } from "./palette.ts";

/** A round-headed tree. */
export function tree(mesh: Mesh, at: Vec2, heightM: number, seed: number): void {
  const random = seededRandom(seed);
  const crown = heightM * 0.36;
  const middle = heightM - crown;
  mesh.tube([at[0], at[1], 0], [at[0], at[1], middle], 0.05 * heightM * 0.55, 0.022 * heightM, PALETTE.trunk, 8);
  mesh.box(at, 0.005, [1.5, 1.5, 0.14], PALETTE.kerb, "matte");
  mesh.box(at, 0.01, [1.3, 1.3, 0.145], paint("#7b6a4f"), "gravel");
  for (let i = 0; i < 3; i++) {
    const angle = i * 2.1 + random();
    mesh.tube(
      [at[0], at[1], middle * 0.75],
      [at[0] + Math.cos(angle) * crown * 0.6, at[1] + Math.sin(angle) * crown * 0.6, middle + 0.2],
      0.07,
      0.03,
      PALETTE.trunk,
      6,
    );
  }
  for (let i = 0; i < 90; i++) {
    const longitude = random() * Math.PI * 2;
    const up = random() * 1.7 - 0.7;
    const flat = Math.sqrt(Math.max(0, 1 - up * up));
    const out = (0.62 + 0.28 * random()) * crown;
    const size = crown * (0.2 + 0.16 * random());
    const tone = mix(PALETTE.leafDark, PALETTE.leafLight, 0.2 + 0.5 * (up * 0.5 + 0.5) + 0.3 * random());
    mesh.ball(
      [
        at[0] + Math.cos(longitude) * flat * out,
        at[1] + Math.sin(longitude) * flat * out,
        middle + crown * 0.25 + up * out * 0.85,
      ],
      [size, size, size * 0.85],
      tone,
      "foliage",
      8,
      6,
    );
  }
}

/** A clipped hedge along x or y. */
export function hedge(mesh: Mesh, from: Vec2, to: Vec2, heightM: number, seed: number): void {
  const random = seededRandom(seed);
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const count = Math.ceil(length / 0.22) * 3;
  for (let i = 0; i < count; i++) {
    const share = random();
    const size = 0.24 + random() * 0.12;
    const x = from[0] + (to[0] - from[0]) * share + (random() - 0.5) * 0.35;
    const y = from[1] + (to[1] - from[1]) * share + (random() - 0.5) * 0.35;
    const z = 0.15 + random() * (heightM - 0.3);
    const tone = mix(PALETTE.leafDark, PALETTE.leafLight, 0.15 + 0.4 * random());
    mesh.ball([x, y, z], [size, size, size], tone, "foliage", 7, 5);
  }
}

export function flowerTub(mesh: Mesh, at: Vec2, seed: number): void {
  const random = seededRandom(seed);
  mesh.tube([at[0], at[1], 0], [at[0], at[1], 0.55], 0.38, 0.48, PALETTE.stone, 12);
  const blooms = ["#e8638a", "#f0c23c", "#f4f1ea", "#b065c0"].map(paint);
  for (let i = 0; i < 46; i++) {
    const angle = random() * Math.PI * 2;
    const radius = Math.sqrt(random()) * 0.48;
    const size = 0.09 + random() * 0.06;
    const colour = i % 2 === 0 ? scale(PALETTE.leafLight, 0.8) : blooms[i % 4]!;
    mesh.ball(
      [at[0] + Math.cos(angle) * radius, at[1] + Math.sin(angle) * radius, 0.62 + 0.25 * (1 - radius) * random()],
      [size, size, size],
      colour,
      "matte",
      6,
      4,
    );
  }
}
