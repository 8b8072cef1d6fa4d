// A mesh: triangles with colours and materials, and the few solids of which the whole town is built.
import { type MaterialName, materialId } from "./material.ts";
import { add, type Colour, cross, dot, normalise, subtract, type Vec2, type Vec3 } from "./vector.ts";

export class Mesh {
  count = 0;
  /** Shape: [count * 9], three points. */
  positions = new Float32Array(9 * 64);
  /** Shape: [count * 9], three normals. */
  normals = new Float32Array(9 * 64);
  /** Shape: [count * 3]. */
  colours = new Float32Array(3 * 64);
  materials = new Uint8Array(64);
  /** 1: one normal for the whole triangle, valid for whichever side is seen. */
  flat = new Uint8Array(64);

  clear(): void {
    this.count = 0;
  }

  /** With normals the surface looks rounded and is seen from outside only. */
  triangle(
    a: Vec3,
    b: Vec3,
    c: Vec3,
    colour: Colour,
    material: MaterialName,
    normals?: readonly [Vec3, Vec3, Vec3],
  ): void {
    if (this.count === this.materials.length) this.grow();
    const i = this.count++;
    const [na, nb, nc] = normals ?? sameNormal(normalise(cross(subtract(b, a), subtract(c, a))));
    this.positions.set([...a, ...b, ...c], i * 9);
    this.normals.set([...na, ...nb, ...nc], i * 9);
    this.colours.set(colour, i * 3);
    this.materials[i] = materialId(material);
    this.flat[i] = normals ? 0 : 1;
  }

  quad(a: Vec3, b: Vec3, c: Vec3, d: Vec3, colour: Colour, material: MaterialName): void {
    this.triangle(a, b, c, colour, material);
    this.triangle(a, c, d, colour, material);
  }

  /** A flat convex face. */
  face(points: readonly Vec3[], colour: Colour, material: MaterialName): void {
    for (let i = 1; i + 1 < points.length; i++) this.triangle(points[0]!, points[i]!, points[i + 1]!, colour, material);
  }

  /** A flat convex area of ground at a height. */
  area(outline: readonly Vec2[], z: number, colour: Colour, material: MaterialName): void {
    this.face(
      outline.map(([x, y]) => [x, y, z] as const),
      colour,
      material,
    );
  }

  rectangle(x0: number, y0: number, x1: number, y1: number, z: number, colour: Colour, material: MaterialName): void {
    this.quad([x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z], colour, material);
  }

  /** An upright solid over a convex outline. */
  prism(outline: readonly Vec2[], z0: number, z1: number, colour: Colour, material: MaterialName, top?: Colour): void {
    outline.forEach((p, i) => {
      const q = outline[(i + 1) % outline.length]!;
      this.quad([p[0], p[1], z0], [q[0], q[1], z0], [q[0], q[1], z1], [p[0], p[1], z1], colour, material);
    });
    this.area(outline, z1, top ?? colour, material);
  }

  /** An upright box around a centre, turned by an angle. Unit: m, radians. */
  box(centre: Vec2, z0: number, size: Vec3, colour: Colour, material: MaterialName = "matte", turn = 0): void {
    this.prism(rectangleOutline(centre, size[0], size[1], turn), z0, z0 + size[2], colour, material);
  }

  /** A skin over rings with equal numbers of points, rounded; closed above when asked. */
  loft(
    rings: readonly (readonly Vec3[])[],
    style: (ring: number, segment: number) => { colour: Colour; material: MaterialName },
    cap: boolean,
  ): void {
    const normals = rings.map((ring, r) => ring.map((_, s) => loftNormal(rings, r, s)));
    for (let r = 0; r + 1 < rings.length; r++) {
      const n = rings[r]!.length;
      for (let s = 0; s < n; s++) {
        const t = (s + 1) % n;
        const { colour, material } = style(r, s);
        const [a, b, c, d] = [rings[r]![s]!, rings[r]![t]!, rings[r + 1]![t]!, rings[r + 1]![s]!];
        const [na, nb, nc, nd] = [normals[r]![s]!, normals[r]![t]!, normals[r + 1]![t]!, normals[r + 1]![s]!];
        this.triangle(a, b, c, colour, material, [na, nb, nc]);
        this.triangle(a, c, d, colour, material, [na, nc, nd]);
      }
    }
    const last = rings.length - 1;
    if (cap) {
      const { colour, material } = style(last, 0);
      this.face(rings[last]!, colour, material);
    }
  }

  /** A tapered round bar between two points. */
  tube(
    a: Vec3,
    b: Vec3,
    radiusA: number,
    radiusB: number,
    colour: Colour,
    sides = 8,
    material: MaterialName = "matte",
  ): void {
    const axis = normalise(subtract(b, a));
    const u = normalise(cross(axis, Math.abs(axis[2]) < 0.9 ? [0, 0, 1] : [1, 0, 0]));
    const v = cross(axis, u);
    const around = Array.from({ length: sides }, (_, i): Vec3 => {
      const angle = (2 * Math.PI * i) / sides;
      return [0, 1, 2].map((k) => u[k]! * Math.cos(angle) + v[k]! * Math.sin(angle)) as unknown as Vec3;
    });
    const ring = (centre: Vec3, radius: number): Vec3[] =>
      around.map((d) => [centre[0] + d[0] * radius, centre[1] + d[1] * radius, centre[2] + d[2] * radius]);
    const low = ring(a, radiusA);
    const high = ring(b, radiusB);
    for (let i = 0; i < sides; i++) {
      const j = (i + 1) % sides;
      this.triangle(low[i]!, low[j]!, high[j]!, colour, material, [around[i]!, around[j]!, around[j]!]);
      this.triangle(low[i]!, high[j]!, high[i]!, colour, material, [around[i]!, around[j]!, around[i]!]);
    }
    this.face(low, colour, material);
    this.face(high, colour, material);
  }

  /** An ellipsoid, or the part of it above a latitude (-1 bottom to 1 top). */
  ball(
    centre: Vec3,
    radii: Vec3,
    colour: Colour,
    material: MaterialName = "matte",
    slices = 8,
    stacks = 6,
    from = -1,
  ): void {
    const at = (stack: number, slice: number): { p: Vec3; n: Vec3 } => {
      const low = Math.asin(from);
      const latitude = low + ((Math.PI / 2 - low) * stack) / stacks;
      const longitude = (2 * Math.PI * slice) / slices;
      const d: Vec3 = [
        Math.cos(latitude) * Math.cos(longitude),
        Math.cos(latitude) * Math.sin(longitude),
        Math.sin(latitude),
      ];
      return {
        p: add(centre, [d[0] * radii[0], d[1] * radii[1], d[2] * radii[2]]),
        n: normalise([d[0] / radii[0], d[1] / radii[1], d[2] / radii[2]]),
      };
    };
    for (let stack = 0; stack < stacks; stack++) {
      for (let slice = 0; slice < slices; slice++) {
        const [a, b, c, d] = [at(stack, slice), at(stack, slice + 1), at(stack + 1, slice + 1), at(stack + 1, slice)];
        this.triangle(a.p, b.p, c.p, colour, material, [a.n, b.n, c.n]);
        if (stack + 1 < stacks) this.triangle(a.p, c.p, d.p, colour, material, [a.n, c.n, d.n]);
      }
    }
  }

  /** Adds another mesh, turned about its own origin and then moved. */
  append(other: Mesh, at: Vec3, turn: number): void {
    const cos = Math.cos(turn);
    const sin = Math.sin(turn);
    while (this.materials.length < this.count + other.count) this.grow();
    const base = this.count * 9;
    for (let i = 0; i < other.count * 9; i += 3) {
      const [x, y] = [other.positions[i]!, other.positions[i + 1]!];
      this.positions[base + i] = at[0] + x * cos - y * sin;
      this.positions[base + i + 1] = at[1] + x * sin + y * cos;
      this.positions[base + i + 2] = at[2] + other.positions[i + 2]!;
      const [nx, ny] = [other.normals[i]!, other.normals[i + 1]!];
      this.normals[base + i] = nx * cos - ny * sin;
      this.normals[base + i + 1] = nx * sin + ny * cos;
      this.normals[base + i + 2] = other.normals[i + 2]!;
    }
    this.colours.set(other.colours.subarray(0, other.count * 3), this.count * 3);
    this.materials.set(other.materials.subarray(0, other.count), this.count);
    this.flat.set(other.flat.subarray(0, other.count), this.count);
    this.count += other.count;
  }

  private grow(): void {
    const size = this.materials.length * 2;
    const enlarge = (old: Float32Array, length: number): Float32Array<ArrayBuffer> => {
      const next = new Float32Array(length);
      next.set(old);
      return next;
    };
    this.positions = enlarge(this.positions, size * 9);
    this.normals = enlarge(this.normals, size * 9);
    this.colours = enlarge(this.colours, size * 3);
    const materials = new Uint8Array(size);
    materials.set(this.materials);
    this.materials = materials;
    const flat = new Uint8Array(size);
    flat.set(this.flat);
    this.flat = flat;
  }
}

/** Corners of a turned rectangle, counter-clockwise from above. */
export function rectangleOutline(centre: Vec2, wide: number, deep: number, turn = 0): Vec2[] {
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const corners: Vec2[] = [
    [-wide / 2, -deep / 2],
    [wide / 2, -deep / 2],
    [wide / 2, deep / 2],
    [-wide / 2, deep / 2],
  ];
  return corners.map(([x, y]) => [centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos]);
}

function sameNormal(n: Vec3): readonly [Vec3, Vec3, Vec3] {
  return [n, n, n];
}

function loftNormal(rings: readonly (readonly Vec3[])[], r: number, s: number): Vec3 {
  const ring = rings[r]!;
  const n = ring.length;
  const along = subtract(ring[(s + 1) % n]!, ring[(s + n - 1) % n]!);
  const above = rings[Math.min(r + 1, rings.length - 1)]![s]!;
  const below = rings[Math.max(r - 1, 0)]![s]!;
  const normal = normalise(cross(along, subtract(above, below)));
  const middle = ring.reduce((sum, p) => add(sum, p), [0, 0, 0] as Vec3);
  const outward = subtract(ring[s]!, [middle[0] / n, middle[1] / n, middle[2] / n]);
  return dot(normal, [outward[0], outward[1], 0]) >= 0 ? normal : [-normal[0], -normal[1], -normal[2]];
}
