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
import { paintStill } from "./render/still-picture.ts";
import type { Vec2, Vec3 } from "./render/vector.ts";
import type { SceneDefinition } from "./scenes/scene.ts";

export interface RenderedFrame {
  index: number;
  timeS: number;
  /** Shape: [heightPx * widthPx * 3]. Valid until `onFrame` returns. */
  rgb: Uint8Array;
  seen: readonly SeenThing[];
}

export interface RenderOptions {
  seed: number;
  fps: number;
  /** Default: the scene's own length. */
  seconds?: number;
  fromS?: number;
  widthPx: number;
  heightPx: number;
  /** Actors that stay away, by id. */
  without?: readonly number[];
  effects?: Partial<FrameEffects>;
  onFrame(frame: RenderedFrame): void;
}

export interface SceneActors {
  /** Ids are 1, 2, ... in this order. */
  actors: readonly { id: number; name: string; className: string }[];
}

/** Cost: about 2 s of painting, then some 15 ms per frame at 640x360. */
export function renderScene(scene: SceneDefinition, options: RenderOptions): SceneActors {
  const { widthPx, heightPx, seed, fps } = options;
  const still = new Mesh();
  scene.build(still);
  const camera = new Pinhole(scene.camera, widthPx, heightPx);
  const renderer = new FrameRenderer(paintStill(still, camera, scene.light, scene.focus, scene.reachM));
  const actors = scene.actors(seededRandom(seed)).map((actor, i) => ({ id: i + 1, actor }));
  const present = actors.filter(({ id }) => !options.without?.includes(id));
  const effects = { ...ALL_EFFECTS, ...options.effects };
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  const first = Math.round((options.fromS ?? 0) * fps);
  const count = Math.round((options.seconds ?? scene.seconds) * fps);
  for (let index = first; index < first + count; index++) {
    const timeS = index / fps;
    const things = present.flatMap(({ id, actor }) => place(scene, id, actor, timeS) ?? []);
    for (const prop of scene.props ?? [])
      things.push({ id: 0, mesh: prop.mesh(timeS), shadow: [], footprint: [], lamps: [] });
    const gain = 1 + 0.01 * Math.sin((2 * Math.PI * timeS) / scene.seconds);
    const seen = renderer.render(things, index, seed, gain, effects, rgb);
    options.onFrame({ index, timeS, rgb, seen });
  }
  return { actors: actors.map(({ id, actor }) => ({ id, name: actor.name, className: actor.className })) };
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
