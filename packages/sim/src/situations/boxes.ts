// True boxes of a scene without drawing it: each actor's upright outline, projected through the scene's camera.
import type { Actor, Look } from "../actors/actor.ts";
import { NEAR_M, Pinhole } from "../render/pinhole.ts";
import { seededRandom } from "../render/random.ts";
import type { Vec3 } from "../render/vector.ts";
import type { SceneDefinition } from "../scenes/scene.ts";

export interface ActorBox {
  /** 1, 2, ... in the order of the cast, as in the drawn truth. */
  actor: number;
  className: string;
  /** Cut off by the picture's edges. Shape: [x1, y1, x2, y2]. Space: normalised. */
  box: [number, number, number, number];
  /** Share of the whole outline that lies inside the picture. Range: 0 to 1. */
  shownShare: number;
  /** Share of the box that boxes of nearer actors cover; houses and fences hide nothing here. Range: 0 to 1. */
  hiddenShare: number;
  depthM: number;
}

export interface BoxOptions {
  /** Seed of the cast, as for drawing. */
  seed: number;
  widthPx: number;
  heightPx: number;
  /** Looks of these classes change their outline with time (someone falls): measured at each moment, at some ms each. */
  changing?: readonly string[];
}

/** What of each actor the picture shows at a moment. Cost: microseconds an actor, once each look was measured. */
export function createActorBoxes(scene: SceneDefinition, options: BoxOptions): (timeS: number) => ActorBox[] {
  const camera = new Pinhole(scene.camera, options.widthPx, options.heightPx);
  const cast = scene.actors(seededRandom(options.seed));
  const outlines = new Map<Actor, Outline>();
  return (timeS) => {
    const boxes = cast.flatMap((actor, i): ActorBox[] => {
      const placement = actor.route.placement(timeS);
      if (!placement) return [];
      let outline = outlines.get(actor);
      if (!outline || options.changing?.includes(actor.className)) {
        outline = outlineOf(actor.look(placement, timeS));
        outlines.set(actor, outline);
      }
      const { x, y, heading } = placement;
      const shown = boxOf(outline, x, y, heading, actor.groundM?.(x, y) ?? 0, camera);
      return shown ? [{ actor: i + 1, className: actor.className, hiddenShare: 0, ...shown }] : [];
    });
    for (const far of boxes) far.hiddenShare = hiddenShareOf(far, boxes);
    return boxes;
  };
}

/** Corners of what it shows, at the ground and at its top. Space: local metres. */
type Outline = readonly Vec3[];

function outlineOf({ footprint, heightM, treadM }: Look): Outline {
  const reachM = Math.max(...footprint.map(([x, y]) => Math.hypot(x, y)));
  const tread = treadM === undefined ? 1 : treadM / reachM;
  return footprint.flatMap(([x, y]): Vec3[] => [
    [x * tread, y * tread, 0],
    [x, y, heightM],
  ]);
}

function boxOf(
  outline: Outline,
  x: number,
  y: number,
  heading: number,
  groundM: number,
  camera: Pinhole,
): Pick<ActorBox, "box" | "shownShare" | "depthM"> | null {
  const [cos, sin] = [Math.cos(heading), Math.sin(heading)];
  let [x1, y1] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [x2, y2] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [px, py, z] of outline) {
    const p = camera.project(x + px * cos - py * sin, y + px * sin + py * cos, groundM + z);
    if (!p) return null;
    x1 = Math.min(x1, p.xPx / camera.widthPx);
    x2 = Math.max(x2, p.xPx / camera.widthPx);
    y1 = Math.min(y1, p.yPx / camera.heightPx);
    y2 = Math.max(y2, p.yPx / camera.heightPx);
  }
  const depthM = camera.toView(x, y, groundM)[2];
  const box: ActorBox["box"] = [Math.max(0, x1), Math.max(0, y1), Math.min(1, x2), Math.min(1, y2)];
  if (depthM < NEAR_M || box[0] >= box[2] || box[1] >= box[3]) return null;
  return { box, depthM, shownShare: areaOf(box) / ((x2 - x1) * (y2 - y1)) };
}

function hiddenShareOf(far: ActorBox, boxes: readonly ActorBox[]): number {
  let covered = 0;
  for (const near of boxes) {
    if (near === far || near.depthM >= far.depthM) continue;
    const width = Math.min(near.box[2], far.box[2]) - Math.max(near.box[0], far.box[0]);
    const height = Math.min(near.box[3], far.box[3]) - Math.max(near.box[1], far.box[1]);
    if (width > 0 && height > 0) covered += width * height;
  }
  return Math.min(1, covered / areaOf(far.box));
}

function areaOf(box: ActorBox["box"]): number {
  return (box[2] - box[0]) * (box[3] - box[1]);
}
