// People on foot: legs and arms that swing with the way they go, in several clothes.
import { Mesh } from "../render/mesh.ts";
import { type Colour, paint, scale, type Vec2, type Vec3 } from "../render/vector.ts";
import type { Look } from "./actor.ts";
import type { Placement } from "./route.ts";

export interface Outfit {
  coat: Colour;
  legs: Colour;
  shoes: Colour;
  hair: Colour;
  skin: Colour;
  /** 1 is 1.74 m tall. */
  size: number;
  skirt: boolean;
  backpack: Colour | null;
  hat: Colour | null;
}

const SKINS = ["#f0c8a8", "#d8a47f", "#a56f4a", "#6f472f", "#f3d3ba"].map(paint);
const HAIRS = ["#2b1d16", "#5b3a22", "#b98748", "#1d1a1c", "#8d8a86", "#7a3b1f"].map(paint);
const COATS = [
  "#c8453b",
  "#2f6fa8",
  "#e0a32e",
  "#3f8a63",
  "#7d4f8c",
  "#e8e2d6",
  "#2c3444",
  "#d9759a",
  "#58a7b3",
  "#8b5a3c",
].map(paint);
const LEGS = ["#2d3548", "#3b3b40", "#6b5a45", "#8a93a3", "#20242c", "#94745a"].map(paint);

/** Somebody, chosen by chance; `wishes` fixes what matters. */
export function somebody(random: () => number, wishes: Partial<Outfit> = {}): Outfit {
  const pick = (list: readonly Colour[]): Colour => list[Math.floor(random() * list.length)]!;
  const outfit = {
    coat: pick(COATS),
    legs: pick(LEGS),
    shoes: paint(random() < 0.5 ? "#e9e6e0" : "#29211c"),
    hair: pick(HAIRS),
    skin: pick(SKINS),
    size: 0.94 + random() * 0.12,
    skirt: random() < 0.22,
    backpack: random() < 0.3 ? pick(COATS) : null,
    hat: random() < 0.15 ? pick(COATS) : null,
  };
  return { ...outfit, ...wishes };
}

/** How near to their middle the lower edge of drawn people lies: 0.06 m of 7,711 who walk, 0.15 m of 10,925 who stand (medians). */
const TREAD_M = 0.1;

/** `raised`: both arms above the head, leaning out by so much. Unit: radians; null: they hang and swing with the way. */
export function personLook(
  outfit: Outfit,
  { travelledM, speedMps }: Placement,
  timeS: number,
  raised: number | null = null,
): Look {
  const mesh = new Mesh();
  const s = outfit.size;
  const gait = Math.min(1, speedMps / 1.1);
  const phase = (travelledM / (0.74 * s)) * Math.PI;
  const sway = Math.sin(timeS * 1.3 + outfit.size * 90) * 0.02 * (1 - gait);
  const hip = (0.86 + 0.025 * gait * Math.abs(Math.cos(phase))) * s;
  for (const side of [-1, 1]) {
    drawLeg(mesh, outfit, side, hip, phase + (side > 0 ? Math.PI : 0), gait);
    if (raised === null) drawArm(mesh, outfit, side, hip, phase + (side > 0 ? 0 : Math.PI), gait, sway);
    else drawRaisedArm(mesh, outfit, side, hip, raised);
  }
  drawTrunk(mesh, outfit, hip, sway);
  const r = 0.26 * s;
  const footprint: Vec2[] = Array.from({ length: 8 }, (_, i) => [
    Math.cos((i * Math.PI) / 4) * r,
    Math.sin((i * Math.PI) / 4) * r,
  ]);
  return { mesh, footprint, heightM: 1.7 * s, treadM: TREAD_M * s, lamps: [] };
}

function drawLeg(mesh: Mesh, outfit: Outfit, side: number, hip: number, phase: number, gait: number): void {
  const s = outfit.size;
  const thigh = Math.sin(phase) * 0.42 * gait;
  const knee = Math.max(0, Math.sin(phase - 1.9)) * 0.95 * gait + 0.04;
  const y = side * 0.095 * s;
  const a: Vec3 = [0, y, hip];
  const b: Vec3 = [Math.sin(thigh) * 0.42 * s, y, hip - Math.cos(thigh) * 0.42 * s];
  const shin = thigh - knee;
  const c: Vec3 = [b[0] + Math.sin(shin) * 0.4 * s, y, b[2] - Math.cos(shin) * 0.4 * s];
  const stocking = outfit.skirt ? outfit.skin : outfit.legs;
  mesh.tube(a, b, 0.095 * s, 0.075 * s, outfit.legs);
  mesh.tube(b, c, 0.072 * s, 0.055 * s, stocking);
  const toe: Vec3 = [c[0] + 0.15 * s, y, Math.max(0.045, c[2] - 0.02)];
  mesh.tube([c[0] - 0.05 * s, y, Math.max(0.05, c[2])], toe, 0.06 * s, 0.045 * s, outfit.shoes);
}

function drawArm(
  mesh: Mesh,
  outfit: Outfit,
  side: number,
  hip: number,
  phase: number,
  gait: number,
  sway: number,
): void {
  const s = outfit.size;
  const swing = Math.sin(phase) * 0.5 * gait + sway;
  const bend = 0.25 + 0.25 * gait;
  const shoulder: Vec3 = [sway, side * 0.215 * s, hip + 0.54 * s];
  const elbow: Vec3 = [
    shoulder[0] + Math.sin(swing) * 0.28 * s,
    shoulder[1] + side * 0.04 * s,
    shoulder[2] - Math.cos(swing) * 0.28 * s,
  ];
  const fore = swing + bend;
  const hand: Vec3 = [elbow[0] + Math.sin(fore) * 0.25 * s, elbow[1], elbow[2] - Math.cos(fore) * 0.25 * s];
  const sleeve = scale(outfit.coat, 0.86);
  mesh.tube(shoulder, elbow, 0.062 * s, 0.052 * s, sleeve);
  mesh.tube(elbow, hand, 0.05 * s, 0.042 * s, sleeve);
  mesh.ball(hand, [0.05 * s, 0.045 * s, 0.055 * s], outfit.skin, "matte", 6, 4);
}

function drawRaisedArm(mesh: Mesh, outfit: Outfit, side: number, hip: number, lean: number): void {
  const s = outfit.size;
  const shoulder: Vec3 = [0, side * 0.215 * s, hip + 0.54 * s];
  const elbow: Vec3 = [
    0,
    shoulder[1] + (side * 0.12 + Math.sin(lean) * 0.2) * s,
    shoulder[2] + (0.2 + 0.06 * Math.cos(lean)) * s,
  ];
  const hand: Vec3 = [0.03, elbow[1] + Math.sin(lean) * 0.28 * s, elbow[2] + Math.cos(lean) * 0.26 * s];
  const sleeve = scale(outfit.coat, 0.86);
  mesh.tube(shoulder, elbow, 0.062 * s, 0.052 * s, sleeve);
  mesh.tube(elbow, hand, 0.05 * s, 0.042 * s, sleeve);
  mesh.ball(hand, [0.05 * s, 0.06 * s, 0.07 * s], outfit.skin, "matte", 6, 4);
}

function drawTrunk(mesh: Mesh, outfit: Outfit, hip: number, sway: number): void {
  const s = outfit.size;
  const ring = (x: number, z: number, rx: number, ry: number): Vec3[] =>
    Array.from({ length: 12 }, (_, i) => [
      x + Math.cos((i * Math.PI) / 6) * rx * s,
      Math.sin((i * Math.PI) / 6) * ry * s,
      hip + z * s,
    ]);
  const rings = [
    ring(0, -0.06, 0.125, 0.165),
    ring(0, 0.12, 0.12, 0.155),
    ring(sway / 2, 0.36, 0.135, 0.195),
    ring(sway, 0.53, 0.11, 0.205),
    ring(sway, 0.6, 0.06, 0.1),
  ];
  mesh.loft(rings, () => ({ colour: outfit.coat, material: "matte" }), true);
  if (outfit.skirt) {
    const skirt = [ring(0, -0.42, 0.2, 0.23), ring(0, 0.08, 0.125, 0.165)];
    mesh.loft(skirt, () => ({ colour: outfit.legs, material: "matte" }), true);
  }
  const head: Vec3 = [0.02 + sway, 0, hip + 0.745 * s];
  mesh.tube([sway, 0, hip + 0.56 * s], [sway, 0, hip + 0.66 * s], 0.055 * s, 0.055 * s, outfit.skin, 6);
  mesh.ball(head, [0.115 * s, 0.105 * s, 0.135 * s], outfit.skin, "matte", 10, 8);
  const crown: Vec3 = [head[0] - 0.02 * s, 0, head[2] + 0.015 * s];
  mesh.ball(
    crown,
    [0.122 * s, 0.118 * s, 0.14 * s],
    outfit.hat ?? outfit.hair,
    "matte",
    10,
    5,
    outfit.hat ? 0.1 : -0.05,
  );
  mesh.ball([crown[0] - 0.03 * s, 0, crown[2] - 0.03 * s], [0.1 * s, 0.112 * s, 0.12 * s], outfit.hair, "matte", 8, 6);
  if (outfit.backpack) mesh.ball([-0.19 * s, 0, hip + 0.34 * s], [0.1 * s, 0.15 * s, 0.2 * s], outfit.backpack);
}
