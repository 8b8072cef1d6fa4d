// Points and colours of the town. Space: ground metres, x to the right, y away from the viewer, z up.

export type Vec2 = readonly [number, number];
export type Vec3 = readonly [number, number, number];
/** Linear light, 0 to 1 each (more for things that shine). */
export type Colour = readonly [number, number, number];

export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function normalise(a: Vec3): Vec3 {
  const length = Math.hypot(a[0], a[1], a[2]) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
}

/** A colour as painters write it (#rrggbb) in linear light. */
export function paint(hex: string): Colour {
  const n = Number.parseInt(hex.slice(1), 16);
  const linear = (v: number): number => (v / 255) ** 2.2;
  return [linear((n >> 16) & 255), linear((n >> 8) & 255), linear(n & 255)];
}

export function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function scale(a: Colour, factor: number): Colour {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}
