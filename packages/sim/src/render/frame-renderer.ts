// One moment of a scene: moving things drawn into the still town with exact occlusion, their shadows and lights, grain, and the truth.

import { groundPoints, insideDepth, pixelBounds } from "./ground-view.ts";
import { type Lamp, lampStrength, shade, tone } from "./light.ts";
import type { Mesh } from "./mesh.ts";
import { hash } from "./random.ts";
import { Sensor } from "./sensor.ts";
import { type StillPicture, SUB, sampled } from "./still-picture.ts";
import { type Corner, gradients, projectMesh, scanTriangle } from "./triangles.ts";
import { type Colour, normalise, type Vec2, type Vec3 } from "./vector.ts";

export interface MovingThing {
  /** 1 to 255 for actors; 0 for things without truth (a traffic light). */
  id: number;
  /** In ground metres, already in place. */
  mesh: Mesh;
  /** Convex outline on the ground that its shadow covers, and its own footprint. */
  shadow: readonly Vec2[];
  footprint: readonly Vec2[];
  lamps: readonly Lamp[];
}

export interface FrameEffects {
  shadows: boolean;
  lamps: boolean;
  grain: boolean;
}

export const ALL_EFFECTS: FrameEffects = { shadows: true, lamps: true, grain: true };

/** Where a thing is seen in one frame. */
export interface SeenThing {
  id: number;
  /** Shape: [x1, y1, x2, y2]. Space: pixels, whole, x2 and y2 outside. Extent of what is visible. */
  boxPx: [number, number, number, number];
  /** Share of its samples inside the picture that something nearer hides. Range: 0 to 1. */
  hiddenShare: number;
  visiblePx: number;
}

const TILE_PX = 8;

export class FrameRenderer {
  private readonly still: StillPicture;
  private readonly base: Uint8Array;
  private readonly samples: Uint8Array;
  private readonly depth: Float32Array;
  private readonly owner: Uint8Array;
  private readonly stamp: Uint8Array;
  private readonly world: Float32Array;
  private readonly touched: Uint8Array;
  private readonly sensor: Sensor;
  private readonly tilesX: number;
  private readonly tilesY: number;

  constructor(still: StillPicture) {
    const { widthPx, heightPx } = still.camera;
    this.still = still;
    this.samples = still.rgb.slice();
    this.depth = still.inverseDepth.slice();
    this.owner = new Uint8Array(this.depth.length);
    this.stamp = new Uint8Array(this.depth.length);
    this.tilesX = Math.ceil(widthPx / TILE_PX);
    this.tilesY = Math.ceil(heightPx / TILE_PX);
    this.touched = new Uint8Array(this.tilesX * this.tilesY).fill(1);
    this.base = new Uint8Array(widthPx * heightPx * 3);
    for (let tile = 0; tile < this.touched.length; tile++) this.resolveTile(tile, this.base);
    this.touched.fill(0);
    this.world = groundPoints(still);
    this.sensor = new Sensor(widthPx, heightPx);
  }

  /** RGB of the frame (reused by the next call) and what is seen in it. `gain` is the slow drift of the light. */
  render(
    things: readonly MovingThing[],
    frame: number,
    seed: number,
    gain: number,
    effects: FrameEffects,
    out: Uint8Array,
  ): SeenThing[] {
    this.restore();
    const lamps = effects.lamps ? things.flatMap((thing) => thing.lamps) : [];
    if (effects.shadows) for (const thing of things) this.castShadow(thing);
    for (const lamp of lamps) this.throwLight(lamp);
    const full = new Map<number, number>();
    for (const thing of things) full.set(thing.id, (full.get(thing.id) ?? 0) + this.draw(thing, lamps));
    const seen = this.measure(things, full);
    out.set(this.base);
    for (let tile = 0; tile < this.touched.length; tile++) if (this.touched[tile] === 1) this.resolveTile(tile, out);
    this.sensor.apply(out, frame, seed, gain, effects.grain ? this.still.light.grain : 0);
    return seen;
  }

  private restore(): void {
    const { width, height } = this.still;
    for (let tile = 0; tile < this.touched.length; tile++) {
      if (this.touched[tile] === 0) continue;
      this.touched[tile] = 0;
      const x0 = (tile % this.tilesX) * TILE_PX * SUB;
      const x1 = Math.min(width, x0 + TILE_PX * SUB);
      const y0 = Math.floor(tile / this.tilesX) * TILE_PX * SUB;
      for (let y = y0; y < Math.min(height, y0 + TILE_PX * SUB); y++) {
        const from = y * width + x0;
        const to = y * width + x1;
        this.depth.set(this.still.inverseDepth.subarray(from, to), from);
        this.samples.set(this.still.rgb.subarray(from * 3, to * 3), from * 3);
        this.owner.fill(0, from, to);
      }
    }
  }

  /** Draws one thing; returns how many samples it would show with nothing in front of it. */
  private draw(thing: MovingThing, lamps: readonly Lamp[]): number {
    const { still, depth, samples, owner, stamp } = this;
    const { width, height } = still;
    const light = this.lightOf(thing.mesh, lamps);
    let full = 0;
    stamp.fill(0);
    projectMesh(thing.mesh, sampled(still.camera), light, (_, a, b, c) => {
      const steps = gradients(a, b, c);
      if (!steps) return;
      const { dx, dy } = steps;
      scanTriangle(a, b, c, width, height, (y, xStart, xEnd) => {
        const ox = xStart + 0.5 - a[0];
        const oy = y + 0.5 - a[1];
        const v: Corner = [0, 0, 0, 0, 0, 0];
        for (let k = 2; k < 6; k++) v[k] = a[k]! + ox * dx[k]! + oy * dy[k]!;
        this.touch(y, xStart, xEnd);
        for (let at = y * width + xStart; at < y * width + xEnd; at++) {
          if (stamp[at] === 0) {
            stamp[at] = 1;
            full++;
          }
          if (v[2] > depth[at]!) {
            depth[at] = v[2];
            owner[at] = thing.id;
            samples[at * 3] = tone(v[3]);
            samples[at * 3 + 1] = tone(v[4]);
            samples[at * 3 + 2] = tone(v[5]);
          }
          for (let k = 2; k < 6; k++) v[k]! += dx[k]!;
        }
      });
    });
    return full;
  }

  private touch(y: number, xStart: number, xEnd: number): void {
    const row = Math.floor(y / (TILE_PX * SUB)) * this.tilesX;
    const last = Math.floor((xEnd - 1) / (TILE_PX * SUB));
    for (let t = Math.floor(xStart / (TILE_PX * SUB)); t <= last; t++) this.touched[row + t] = 1;
  }

  /** Exposed light of each corner. Shape: [count * 9]. */
  private lightOf(mesh: Mesh, lamps: readonly Lamp[]): Float32Array {
    const { light, camera, shadows } = this.still;
    const result = new Float32Array(mesh.count * 9);
    const all = [...light.lamps, ...lamps];
    const out = new Float32Array(3);
    const { positions: p, normals } = mesh;
    for (let i = 0; i < mesh.count; i++) {
      const own = [mesh.colours[i * 3]!, mesh.colours[i * 3 + 1]!, mesh.colours[i * 3 + 2]!] as const;
      const c = i * 9;
      const sun = shadows.lit(p[c]!, p[c + 1]!, p[c + 2]! + 0.05, 0.25, 0);
      for (let k = c; k < c + 9; k += 3) {
        const point: Vec3 = [p[k]!, p[k + 1]!, p[k + 2]!];
        const toEye = normalise([camera.eye[0] - point[0], camera.eye[1] - point[1], camera.eye[2] - point[2]]);
        let n: Vec3 = [normals[k]!, normals[k + 1]!, normals[k + 2]!];
        if (mesh.flat[i] === 1 && n[0] * toEye[0] + n[1] * toEye[1] + n[2] * toEye[2] < 0) n = [-n[0], -n[1], -n[2]];
        const open = 0.62 + 0.38 * Math.min(1, point[2] / 1.1);
        shade(light, all, mesh.materials[i]!, own, point, n, toEye, sun, open, out);
        for (let j = 0; j < 3; j++) result[k + j] = out[j]! * light.exposure;
      }
    }
    return result;
  }

  private castShadow(thing: MovingThing): void {
    const strength = Math.min(0.45, this.still.light.sunColour[1] * 0.16);
    if (thing.shadow.length > 2 && strength > 0.05) this.darken(thing.shadow, 0.14, strength, true);
    if (thing.footprint.length > 2) this.darken(thing.footprint, 0.22, 0.3, false);
  }

  private darken(outline: readonly Vec2[], softM: number, strength: number, bySun: boolean): void {
    const { shadows } = this.still;
    this.eachGroundPixel(outline, softM, (pixel, x, y, z) => {
      const depth = insideDepth(outline, x, y);
      if (depth <= -softM) return 1;
      const share = Math.min(1, (depth + softM) / (2 * softM));
      const sun = bySun ? shadows.lit(x, y, z + 0.03, 0.1, hash(pixel, 3)) : 1;
      return 1 - strength * sun * share * share * (3 - 2 * share);
    });
  }

  private throwLight(lamp: Lamp): void {
    const reach = lamp.rangeM;
    const side = Math.tan(Math.acos(lamp.cosEnd)) * reach;
    const length = Math.hypot(lamp.towards[0], lamp.towards[1]) || 1;
    const [fx, fy] = [lamp.towards[0] / length, lamp.towards[1] / length];
    const outline: Vec2[] = [
      [lamp.at[0] - fx, lamp.at[1] - fy],
      [lamp.at[0] + fx * reach - fy * side, lamp.at[1] + fy * reach + fx * side],
      [lamp.at[0] + fx * reach + fy * side, lamp.at[1] + fy * reach - fx * side],
    ];
    const mean = (lamp.colour[0] + lamp.colour[1] + lamp.colour[2]) / 3;
    const tint: Colour = [lamp.colour[0] / mean, lamp.colour[1] / mean, (lamp.colour[2] / mean) * 0.7];
    this.eachGroundPixel(outline, 1, (_, x, y, z) => 1 + lampStrength(lamp, x, y, z) * mean * 0.55, tint);
  }

  /** Multiplies the ground under the outline's surroundings by what `factor` says for each pixel. */
  private eachGroundPixel(
    outline: readonly Vec2[],
    marginM: number,
    factor: (pixel: number, x: number, y: number, z: number) => number,
    tint: Colour = [1, 1, 1],
  ): void {
    const { camera, ground, width } = this.still;
    const { widthPx, heightPx } = camera;
    const bounds = pixelBounds(this.still, outline, marginM);
    for (let y = bounds[1]; y < Math.min(heightPx, bounds[3]); y++) {
      for (let x = bounds[0]; x < Math.min(widthPx, bounds[2]); x++) {
        const pixel = y * widthPx + x;
        const wx = this.world[pixel * 3]!;
        if (Number.isNaN(wx)) continue;
        const f = factor(pixel, wx, this.world[pixel * 3 + 1]!, this.world[pixel * 3 + 2]!);
        if (f > 0.995 && f < 1.005) continue;
        for (let sy = y * SUB; sy < (y + 1) * SUB; sy++) {
          this.touch(sy, x * SUB, (x + 1) * SUB);
          for (let at = sy * width + x * SUB; at < sy * width + (x + 1) * SUB; at++) {
            if (ground[at] === 0) continue;
            for (let k = 0; k < 3; k++) {
              this.samples[at * 3 + k] = Math.min(255, this.samples[at * 3 + k]! * (1 + (f - 1) * tint[k]!));
            }
          }
        }
      }
    }
  }

  private measure(things: readonly MovingThing[], full: ReadonlyMap<number, number>): SeenThing[] {
    const { width, height } = this.still;
    const found = new Map<number, { box: [number, number, number, number]; count: number }>();
    for (let tile = 0; tile < this.touched.length; tile++) {
      if (this.touched[tile] === 0) continue;
      const x0 = (tile % this.tilesX) * TILE_PX * SUB;
      const y0 = Math.floor(tile / this.tilesX) * TILE_PX * SUB;
      for (let y = y0; y < Math.min(height, y0 + TILE_PX * SUB); y++)
        for (let x = x0; x < Math.min(width, x0 + TILE_PX * SUB); x++) {
          const id = this.owner[y * width + x]!;
          if (id === 0) continue;
          const entry = found.get(id) ?? { box: [x, y, x, y], count: 0 };
          entry.count++;
          entry.box = [
            Math.min(entry.box[0], x),
            Math.min(entry.box[1], y),
            Math.max(entry.box[2], x),
            Math.max(entry.box[3], y),
          ];
          found.set(id, entry);
        }
    }
    const ids = [...new Set(things.map((thing) => thing.id))].filter((id) => id > 0);
    return ids.flatMap((id) => {
      const entry = found.get(id);
      if (!entry) return [];
      const [x1, y1, x2, y2] = entry.box;
      const pixel = (v: number): number => Math.floor(v / SUB);
      return {
        id,
        boxPx: [pixel(x1), pixel(y1), pixel(x2) + 1, pixel(y2) + 1],
        hiddenShare: Math.max(0, 1 - entry.count / full.get(id)!),
        visiblePx: entry.count / SUB ** 2,
      };
    });
  }

  private resolveTile(tile: number, out: Uint8Array): void {
    const { widthPx, heightPx } = this.still.camera;
    const { width } = this.still;
    const x0 = (tile % this.tilesX) * TILE_PX;
    const y0 = Math.floor(tile / this.tilesX) * TILE_PX;
    for (let y = y0; y < Math.min(heightPx, y0 + TILE_PX); y++) {
      for (let x = x0; x < Math.min(widthPx, x0 + TILE_PX); x++) {
        let [r, g, b] = [0, 0, 0];
        for (let sy = y * SUB; sy < (y + 1) * SUB; sy++) {
          for (let at = (sy * width + x * SUB) * 3; at < (sy * width + (x + 1) * SUB) * 3; at += 3) {
            r += this.samples[at]!;
            g += this.samples[at + 1]!;
            b += this.samples[at + 2]!;
          }
        }
        const at = (y * widthPx + x) * 3;
        out[at] = r / SUB ** 2;
        out[at + 1] = g / SUB ** 2;
        out[at + 2] = b / SUB ** 2;
      }
    }
  }
}
