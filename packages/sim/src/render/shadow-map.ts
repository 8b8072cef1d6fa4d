// Which points of the still town the sun reaches: its depth picture, looked up softly.
import type { Mesh } from "./mesh.ts";
import { type Corner, gradients, scanTriangle } from "./triangles.ts";
import { cross, normalise, type Vec3 } from "./vector.ts";

const SIZE = 2048;
const TAPS = 12;
const TURNS = 64;
/** Unit offsets of the taps of each turn of the pattern. Shape: [TURNS * TAPS * 2]. */
const OFFSETS = Float32Array.from({ length: TURNS * TAPS * 2 }, (_, i) => {
  const tap = (i >> 1) % TAPS;
  const angle = tap * 2.399963 + (Math.floor(i / (TAPS * 2)) / TURNS) * 2 * Math.PI;
  return Math.sqrt((tap + 0.5) / TAPS) * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
});

export class ShadowMap {
  private readonly depth = new Float32Array(SIZE * SIZE).fill(Number.NEGATIVE_INFINITY);
  private readonly u: Vec3;
  private readonly v: Vec3;
  private readonly sun: Vec3;
  private readonly centre: Vec3;
  private readonly perM: number;

  /** `radiusM` around `centre` is covered; everything outside counts as lit. */
  constructor(mesh: Mesh, sun: Vec3, centre: Vec3, radiusM: number) {
    this.sun = sun;
    this.centre = centre;
    this.perM = SIZE / (2 * radiusM);
    this.u = normalise(cross(sun, [0, 0, 1]));
    this.v = cross(sun, this.u);
    for (let i = 0; i < mesh.count; i++) this.draw(mesh, i);
  }

  /** Share of the sun that reaches a point; `turn` (0 to 1) varies the pattern from sample to sample. */
  lit(x: number, y: number, z: number, softnessM: number, turn: number): number {
    const [sx, sy, sd] = this.toSun(x, y, z);
    const bias = 0.05 + softnessM * 0.6;
    const radius = softnessM * this.perM;
    const first = (Math.floor(turn * TURNS) % TURNS) * TAPS * 2;
    let reached = 0;
    for (let i = first; i < first + TAPS * 2; i += 2) {
      const px = (sx + radius * OFFSETS[i]!) | 0;
      const py = (sy + radius * OFFSETS[i + 1]!) | 0;
      if (px < 0 || py < 0 || px >= SIZE || py >= SIZE || this.depth[py * SIZE + px]! <= sd + bias) reached++;
    }
    return reached / TAPS;
  }

  private toSun(x: number, y: number, z: number): Vec3 {
    const dx = x - this.centre[0];
    const dy = y - this.centre[1];
    const dz = z - this.centre[2];
    return [
      SIZE / 2 + (dx * this.u[0] + dy * this.u[1] + dz * this.u[2]) * this.perM,
      SIZE / 2 + (dx * this.v[0] + dy * this.v[1] + dz * this.v[2]) * this.perM,
      dx * this.sun[0] + dy * this.sun[1] + dz * this.sun[2],
    ];
  }

  private draw(mesh: Mesh, i: number): void {
    const corners = [0, 3, 6].map((k): Corner => {
      const at = i * 9 + k;
      const [x, y, d] = this.toSun(mesh.positions[at]!, mesh.positions[at + 1]!, mesh.positions[at + 2]!);
      return [x, y, d, 0, 0, 0];
    }) as [Corner, Corner, Corner];
    const [a, b, c] = corners;
    const steps = gradients(a, b, c);
    if (!steps) return;
    scanTriangle(a, b, c, SIZE, SIZE, (y, xStart, xEnd) => {
      let d = a[2] + (xStart + 0.5 - a[0]) * steps.dx[2] + (y + 0.5 - a[1]) * steps.dy[2];
      for (let at = y * SIZE + xStart; at < y * SIZE + xEnd; at++, d += steps.dx[2]) {
        if (d > this.depth[at]!) this.depth[at] = d;
      }
    });
  }
}
