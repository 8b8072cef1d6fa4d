// A town house: plaster walls, windows with shutters, a door or a shop front, a tiled roof, chimneys.
import { Mesh } from "../render/mesh.ts";
import { seededRandom } from "../render/random.ts";
import { type Colour, mix, paint, scale } from "../render/vector.ts";
import { PALETTE } from "./palette.ts";

export interface HouseStyle {
  widthM: number;
  depthM: number;
  floors: number;
  wall: Colour;
  roof: Colour;
  shutter: Colour;
  /** What is on the ground floor. */
  ground: "home" | "shop" | "door-in-the-middle";
  awning?: Colour;
  /** Windows that shine at night; 0 to 1. */
  litShare: number;
  seed: number;
}

const FLOOR_M = 2.9;

/** Front along y = 0 looking towards -y, from x = 0 to its width. */
export function house(style: HouseStyle): Mesh {
  const mesh = new Mesh();
  const random = seededRandom(style.seed);
  const { widthM: w, depthM: d, floors } = style;
  const wallM = floors * FLOOR_M + 0.4;
  mesh.prism(
    [
      [0, 0],
      [w, 0],
      [w, d],
      [0, d],
    ],
    0,
    wallM,
    style.wall,
    "plaster",
  );
  mesh.box([w / 2, 0], 0, [w + 0.06, 0.1, 0.55], PALETTE.stone, "stone");
  mesh.box([w / 2, d / 2], wallM - 0.22, [w + 0.24, d + 0.24, 0.22], mix(style.wall, PALETTE.white, 0.6), "matte");
  for (const x of [0.08, w - 0.08])
    mesh.box([x, -0.01], 0, [0.26, 0.1, wallM], mix(style.wall, PALETTE.white, 0.4), "matte");
  if (floors > 1) mesh.box([w / 2, 0], FLOOR_M + 0.25, [w, 0.1, 0.12], mix(style.wall, PALETTE.white, 0.55), "matte");
  const bays = Math.max(1, Math.round((w - 0.6) / 2.3));
  for (let floor = 0; floor < floors; floor++)
    for (let bay = 0; bay < bays; bay++) {
      const x = ((bay + 0.5) * w) / bays;
      const lit = random() < style.litShare;
      const isDoor = floor === 0 && (style.ground === "door-in-the-middle" ? bay === bays >> 1 : bay === 0);
      if (floor === 0 && style.ground === "shop") continue;
      if (isDoor) addDoor(mesh, x, style);
      else addWindow(mesh, x, floor * FLOOR_M + 1.0, style, lit, floor > 0 && random() < 0.45);
    }
  if (style.ground === "shop") addShop(mesh, style);
  addRoof(mesh, style, wallM);
  return mesh;
}

function addWindow(mesh: Mesh, x: number, z: number, style: HouseStyle, lit: boolean, flowers: boolean): void {
  const [wide, high] = [0.95, 1.5];
  const frame = PALETTE.white;
  mesh.box([x, -0.02], z - 0.06, [wide + 0.2, 0.08, high + 0.16], mix(style.wall, PALETTE.white, 0.7), "matte");
  const glass = lit ? ([1.5, 0.95, 0.38] as const) : PALETTE.glass;
  mesh.quad(
    [x - wide / 2, -0.07, z],
    [x + wide / 2, -0.07, z],
    [x + wide / 2, -0.07, z + high],
    [x - wide / 2, -0.07, z + high],
    glass,
    lit ? "shining" : "glass",
  );
  mesh.box([x, -0.08], z, [0.07, 0.05, high], frame, "matte");
  for (const share of [0, 0.6, 1]) mesh.box([x, -0.08], z + high * share - 0.03, [wide, 0.05, 0.06], frame, "matte");
  mesh.box([x, -0.12], z - 0.14, [wide + 0.36, 0.24, 0.1], PALETTE.stone, "matte");
  for (const side of [-1, 1]) {
    const sx = x + side * (wide / 2 + 0.28);
    mesh.box([sx, -0.05], z - 0.02, [0.46, 0.07, high + 0.04], style.shutter, "matte");
    for (let i = 1; i < 6; i++)
      mesh.box([sx, -0.09], z + (high * i) / 6 - 0.02, [0.38, 0.02, 0.045], scale(style.shutter, 0.72), "matte");
  }
  if (!flowers) return;
  mesh.box([x, -0.2], z - 0.06, [wide, 0.2, 0.18], PALETTE.terracotta, "matte");
  for (let i = 0; i < 9; i++) {
    const red = i % 3 === 0 ? paint("#e86a8c") : i % 3 === 1 ? PALETTE.leafDark : paint("#d8433f");
    mesh.ball(
      [x - wide / 2 + (i + 0.5) * (wide / 9), -0.22 - 0.04 * (i % 2), z + 0.18],
      [0.1, 0.1, 0.1],
      red,
      "matte",
      6,
      4,
    );
  }
}

function addDoor(mesh: Mesh, x: number, style: HouseStyle): void {
  mesh.box([x, -0.03], 0, [1.5, 0.12, 2.55], PALETTE.stone, "matte");
  mesh.box([x, -0.08], 0.12, [1.1, 0.1, 2.2], style.shutter, "gloss");
  for (const z of [0.35, 1.25]) mesh.box([x, -0.14], z, [0.78, 0.02, 0.7], scale(style.shutter, 1.25), "gloss");
  mesh.ball([x + 0.42, -0.17, 1.15], [0.05, 0.05, 0.05], PALETTE.yellow, "gloss", 6, 4);
  mesh.box([x, -0.35], 0, [1.5, 0.6, 0.12], PALETTE.stone, "stone");
}

function addShop(mesh: Mesh, style: HouseStyle): void {
  const { widthM: w } = style;
  mesh.box([w / 2, -0.05], 0, [w - 0.5, 0.16, 2.75], style.shutter, "matte");
  const pane = style.litShare > 0.3 ? ([1.1, 0.8, 0.42] as const) : PALETTE.glass;
  const shine = style.litShare > 0.3 ? "shining" : "glass";
  const panes = Math.max(2, Math.round(w / 1.8));
  for (let i = 0; i < panes; i++) {
    const x0 = 0.45 + ((w - 0.9) * i) / panes + 0.08;
    const x1 = 0.45 + ((w - 0.9) * (i + 1)) / panes - 0.08;
    const foot = i === panes >> 1 ? 0.12 : 0.6;
    mesh.quad([x0, -0.15, foot], [x1, -0.15, foot], [x1, -0.15, 2.2], [x0, -0.15, 2.2], pane, shine);
  }
  mesh.box([w / 2, -0.14], 2.28, [w - 0.6, 0.14, 0.46], scale(style.shutter, 0.7), "matte");
  mesh.box([w / 2, -0.23], 2.4, [w * 0.5, 0.03, 0.2], PALETTE.yellow, "matte");
  if (!style.awning) return;
  const stripes = Math.round((w - 0.6) / 0.42);
  for (let i = 0; i < stripes; i++) {
    const x0 = 0.3 + ((w - 0.6) * i) / stripes;
    const x1 = 0.3 + ((w - 0.6) * (i + 1)) / stripes;
    const colour = i % 2 === 0 ? style.awning : PALETTE.white;
    mesh.quad([x0, -0.15, 2.95], [x1, -0.15, 2.95], [x1, -1.5, 2.45], [x0, -1.5, 2.45], colour, "matte");
    mesh.quad([x0, -1.5, 2.45], [x1, -1.5, 2.45], [x1, -1.5, 2.25], [x0, -1.5, 2.25], colour, "matte");
  }
}

function addRoof(mesh: Mesh, style: HouseStyle, wallM: number): void {
  const { widthM: w, depthM: d } = style;
  const ridge = wallM + d * 0.32;
  const [x0, x1, y0, y1] = [-0.25, w + 0.25, -0.4, d + 0.4];
  mesh.quad(
    [x0, y0, wallM - 0.02],
    [x1, y0, wallM - 0.02],
    [x1, d / 2, ridge],
    [x0, d / 2, ridge],
    style.roof,
    "tiles",
  );
  mesh.quad(
    [x0, y1, wallM - 0.02],
    [x1, y1, wallM - 0.02],
    [x1, d / 2, ridge],
    [x0, d / 2, ridge],
    style.roof,
    "tiles",
  );
  for (const x of [0, w]) mesh.triangle([x, 0, wallM], [x, d, wallM], [x, d / 2, ridge], style.wall, "plaster");
  mesh.box([w / 2, y0 + 0.04], wallM - 0.1, [w + 0.5, 0.14, 0.12], PALETTE.steel, "matte");
  for (const x of [0.8, w - 0.8]) {
    mesh.box([x, d / 2], ridge - 0.5, [0.55, 0.75, 1.3], PALETTE.terracotta, "stone");
    mesh.box([x, d / 2], ridge + 0.8, [0.65, 0.85, 0.1], PALETTE.stone, "matte");
  }
}
