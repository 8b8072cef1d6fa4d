// Renders a scene: frames in order, with the truth of each, the same for the same seed.
import type { Actor } from "./actors/actor.ts";
import { shadowOutline } from "./actors/hull.ts";
import {
  ALL_EFFECTS,
  type FrameEffects,
  FrameRenderer,
  type MovingThing,
  type SeenThing,
} from "./render/frame-renderer.ts";
import { Mesh } from "./render/mesh.ts";
import { Pinhole } from "./render/pinhole.ts";
import { seededRandom } from "./render/random.ts";
import { paintStill, seeTown, type TownInSight } from "./render/still-picture.ts";
import type { Vec2, Vec3 } from "./render/vector.ts";
import type { SceneDefinition } from "./scenes/scene.ts";

export interface RenderedFrame {
  index: number;
  timeS: number;
  /** Shape: [heightPx * widthPx * 3]. Valid until `onFrame` returns. */
  rgb: Uint8Array;
  seen: readonly SeenThing[];
}

export interface DrawOptions {
  /** Actors that stay away, by id. */
  without?: readonly number[];
  effects?: Partial<FrameEffects>;
}

export interface RenderOptions {
  seed: number;
  fps: number;
  /** Default: the scene's own length. */
  seconds?: number;
  widthPx: number;
  heightPx: number;
  onFrame(frame: RenderedFrame): void;
}

export interface SceneActors {
  /** Ids are 1, 2, ... in this order. */
  actors: readonly { id: number; name: string; className: string }[];
}

/** A scene painted once, of which any moment can be drawn. Cost: about 2 s of painting at 640x360. */
export class SceneRenderer implements SceneActors {
  readonly actors: SceneActors["actors"];
  private readonly scene: SceneDefinition;
  private readonly town: TownInSight;
  private readonly size: { widthPx: number; heightPx: number; seed: number };
  private readonly cast: readonly Actor[];
  private readonly renderer: FrameRenderer;

  /** `sameTown`: of the same town before the same camera in another light, so that it is built and seen only once. */
  constructor(
    scene: SceneDefinition,
    size: { widthPx: number; heightPx: number; seed: number },
    sameTown?: SceneRenderer,
  ) {
    this.town = sameTown?.town ?? townOf(scene, size);
    this.scene = scene;
    this.size = size;
    this.renderer = new FrameRenderer(paintStill(this.town, scene.light, scene.focus, scene.reachM));
    this.cast = scene.actors(seededRandom(size.seed));
    this.actors = this.cast.map(({ name, className }, i) => ({ id: i + 1, name, className }));
  }

  /** Draws a moment into `rgb` and tells what is seen in it. Cost: about 15 ms at 640x360. */
  draw(timeS: number, frame: number, rgb: Uint8Array, options: DrawOptions = {}): SeenThing[] {
    const { scene, size } = this;
    const things = this.cast.flatMap((actor, i) =>
      options.without?.includes(i + 1) ? [] : (place(scene, i + 1, actor, timeS) ?? []),
    );
    for (const prop of scene.props ?? [])
      things.push({ id: 0, mesh: prop.mesh(timeS), shadow: [], footprint: [], lamps: prop.lamps?.(timeS) ?? [] });
    const gain = 1 + 0.01 * Math.sin((2 * Math.PI * timeS) / scene.seconds);
    const effects = { ...ALL_EFFECTS, ...options.effects };
    const seen = this.renderer.render(things, frame, size.seed, gain, effects, rgb);
    for (const change of scene.changes ?? []) change({ rgb, ...size, timeS, frame });
    return seen;
  }
}

/** Cost: about 2 s of painting, then some 15 ms per frame at 640x360. */
export function renderScene(scene: SceneDefinition, options: RenderOptions): SceneActors {
  const { widthPx, heightPx, fps } = options;
  const renderer = new SceneRenderer(scene, options);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const count = Math.round((options.seconds ?? scene.seconds) * fps);
  for (let index = 0; index < count; index++) {
    const timeS = index / fps;
    options.onFrame({ index, timeS, rgb, seen: renderer.draw(timeS, index, rgb) });
  }
  return renderer;
}

function townOf(scene: SceneDefinition, size: { widthPx: number; heightPx: number }): TownInSight {
  const mesh = new Mesh();
  scene.build(mesh);
  return seeTown(mesh, new Pinhole(scene.camera, size.widthPx, size.heightPx));
}

function place(scene: SceneDefinition, id: number, actor: Actor, timeS: number): MovingThing | null {
  const placement = actor.route.placement(timeS);
  if (!placement) return null;
  const look = actor.look(placement, timeS);
  const { x, y, heading } = placement;
  const z = actor.groundM?.(x, y) ?? 0;
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  const turn = ([px, py]: Vec2): Vec2 => [x + px * cos - py * sin, y + px * sin + py * cos];
  const turn3 = ([px, py, pz]: Vec3, isPlace: boolean): Vec3 => {
    const [tx, ty] = [px * cos - py * sin, px * sin + py * cos];
    return isPlace ? [x + tx, y + ty, z + pz] : [tx, ty, pz];
  };
  const mesh = new Mesh();
  mesh.append(look.mesh, [x, y, z], heading);
  const footprint = look.footprint.map(turn);
  return {
    id,
    mesh,
    footprint,
    shadow: shadowOutline(footprint, look.heightM, scene.light.sun),
    lamps: look.lamps.map((lamp) => ({ ...lamp, at: turn3(lamp.at, true), towards: turn3(lamp.towards, false) })),
  };
}
