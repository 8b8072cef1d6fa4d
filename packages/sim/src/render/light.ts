// Light: sun or moon, sky, lamps, and how a surface answers them. All in linear light.
import { MATERIALS } from "./material.ts";
import type { Colour, Vec3 } from "./vector.ts";

/** A lamp that shines in a cone; lamp posts and headlights. */
export interface Lamp {
  at: Vec3;
  /** Unit vector of its axis. */
  towards: Vec3;
  colour: Colour;
  /** Cosines of the half angles at which the cone is full and at which it ends. */
  cosFull: number;
  cosEnd: number;
  /** Distance at which the light has faded. Unit: m. */
  rangeM: number;
}

export interface Light {
  /** Unit vector towards the sun or moon. */
  sun: Vec3;
  sunColour: Colour;
  /** Light from above and from below. */
  sky: Colour;
  bounce: Colour;
  /** What glass mirrors, and the sky's own colours. */
  zenith: Colour;
  horizon: Colour;
  exposure: number;
  /** Strength of grain. Unit: levels of 255. */
  grain: number;
  lamps: readonly Lamp[];
}

const GLOSS = MATERIALS.indexOf("gloss");
const GLASS = MATERIALS.indexOf("glass");
const SHINING = MATERIALS.indexOf("shining");
const FOLIAGE = MATERIALS.indexOf("foliage");

/** Light that one lamp throws on a point, before the surface's own colour. Range: 0 to 1. */
export function lampStrength(lamp: Lamp, x: number, y: number, z: number): number {
  const dx = x - lamp.at[0];
  const dy = y - lamp.at[1];
  const dz = z - lamp.at[2];
  const distance = Math.hypot(dx, dy, dz);
  if (distance >= lamp.rangeM) return 0;
  const cos = (dx * lamp.towards[0] + dy * lamp.towards[1] + dz * lamp.towards[2]) / (distance || 1);
  if (cos <= lamp.cosEnd) return 0;
  const cone = Math.min(1, (cos - lamp.cosEnd) / (lamp.cosFull - lamp.cosEnd));
  const fade = 1 - distance / lamp.rangeM;
  return (cone * cone * (3 - 2 * cone) * fade * fade) / (1 + 0.02 * distance * distance);
}

/**
 * Light that leaves a surface towards the eye, written to `out`.
 * `own` is the surface's colour, `n` its normal, `sunShare` the share of the sun that reaches it, `open` the share of the sky.
 */
export function shade(
  light: Light,
  lamps: readonly Lamp[],
  material: number,
  own: Colour,
  p: Vec3,
  n: Vec3,
  toEye: Vec3,
  sunShare: number,
  open: number,
  out: Float32Array,
): void {
  if (material === SHINING) {
    out.set(own);
    return;
  }
  let facing = n[0] * light.sun[0] + n[1] * light.sun[1] + n[2] * light.sun[2];
  if (material === FOLIAGE) facing = 0.45 + 0.55 * facing;
  const sun = Math.max(0, facing) * sunShare;
  const above = (0.5 + 0.5 * n[2]) * open;
  const below = (0.5 - 0.5 * n[2]) * open;
  let [r, g, b] = [0, 1, 2].map(
    (k) => light.sunColour[k]! * sun + light.sky[k]! * above + light.bounce[k]! * below,
  ) as [number, number, number];
  for (const lamp of lamps) {
    const strength = lampStrength(lamp, p[0], p[1], p[2]);
    if (strength === 0) continue;
    const away = Math.hypot(lamp.at[0] - p[0], lamp.at[1] - p[1], lamp.at[2] - p[2]) || 1;
    const to = (n[0] * (lamp.at[0] - p[0]) + n[1] * (lamp.at[1] - p[1]) + n[2] * (lamp.at[2] - p[2])) / away;
    const share = strength * (0.25 + 0.75 * Math.max(0, to));
    r += lamp.colour[0] * share;
    g += lamp.colour[1] * share;
    b += lamp.colour[2] * share;
  }
  out[0] = own[0] * r;
  out[1] = own[1] * g;
  out[2] = own[2] * b;
  if (material === GLOSS || material === GLASS) addMirror(light, material, n, toEye, sunShare, open, out);
}

function addMirror(
  light: Light,
  material: number,
  n: Vec3,
  toEye: Vec3,
  sunShare: number,
  open: number,
  out: Float32Array,
): void {
  const facing = Math.max(0, n[0] * toEye[0] + n[1] * toEye[1] + n[2] * toEye[2]);
  const rx = 2 * facing * n[0] - toEye[0];
  const ry = 2 * facing * n[1] - toEye[1];
  const rz = 2 * facing * n[2] - toEye[2];
  const grazing = (1 - facing) ** 3;
  const share = (material === GLASS ? 0.16 + 0.6 * grazing : 0.035 + 0.3 * grazing) * open;
  const up = Math.min(1, Math.max(0, rz * 1.6 + 0.12));
  for (let k = 0; k < 3; k++) {
    const seen = rz < -0.12 ? light.bounce[k]! * 0.7 : light.horizon[k]! + (light.zenith[k]! - light.horizon[k]!) * up;
    out[k] = out[k]! + seen * share;
  }
  const glint = Math.max(0, rx * light.sun[0] + ry * light.sun[1] + rz * light.sun[2]) ** 42 * sunShare;
  for (let k = 0; k < 3; k++) out[k] = out[k]! + light.sunColour[k]! * glint * 0.55;
}

const TONE_STEPS = 4096;
const TONE_MAX = 8;
const TONE = Uint8Array.from({ length: TONE_STEPS }, (_, i) => {
  const v = (i / (TONE_STEPS - 1)) ** 2 * TONE_MAX;
  const film = (v * (2.51 * v + 0.03)) / (v * (2.43 * v + 0.59) + 0.14);
  return Math.round(255 * Math.min(1, film) ** (1 / 2.2));
});

/** The level of 255 at which a camera shows this much light. */
export function tone(value: number): number {
  const v = value < 0 ? 0 : value > TONE_MAX ? TONE_MAX : value;
  return TONE[(Math.sqrt(v / TONE_MAX) * (TONE_STEPS - 1)) | 0]!;
}
