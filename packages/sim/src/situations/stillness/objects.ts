// Things that lie about: bags, boxes, heaps and cans, as actors that do not move.
import type { Actor } from "../../actors/actor.ts";
import { Route } from "../../actors/route.ts";
import { Mesh } from "../../render/mesh.ts";
import { type Colour, paint, type Vec2 } from "../../render/vector.ts";
import type { Site } from "../sites.ts";

export type ObjectShape = "bag" | "box" | "heap" | "can";

const COLOURS: Record<ObjectShape, readonly string[]> = {
  bag: ["#1f2f57", "#7a1f28", "#20242c", "#2f6f4a"],
  box: ["#a9793f", "#b88a52"],
  heap: ["#c9c2ae", "#3a3f46", "#8a5a34"],
  can: ["#e9ece8", "#d8352c"],
};
const SIZES: Record<ObjectShape, readonly [number, number, number]> = {
  bag: [0.32, 0.52, 0.48],
  box: [0.6, 0.75, 0.6],
  heap: [1, 1.3, 0.65],
  can: [0.3, 0.34, 0.3],
};

/** Something at a place from one moment to another. `tint` chooses among its colours. Range: 0 to 1. */
export function object(
  name: string,
  shape: ObjectShape,
  at: Vec2,
  [fromS, toS]: readonly [number, number],
  site: Site,
  tint: number,
): Actor {
  const [length, width, heightM] = SIZES[shape];
  const colour = paint(COLOURS[shape][Math.floor(tint * COLOURS[shape].length)]!);
  return {
    name,
    className: shape === "bag" ? "suitcase" : shape,
    route: new Route(fromS, at, 1).wait(toS - fromS),
    groundM: (x, y) => site.ground(x, y),
    look: () => ({
      mesh: meshOf(shape, colour),
      footprint: [
        [-length / 2, -width / 2],
        [length / 2, -width / 2],
        [length / 2, width / 2],
        [-length / 2, width / 2],
      ],
      heightM,
      lamps: [],
    }),
  };
}

function meshOf(shape: ObjectShape, colour: Colour): Mesh {
  const mesh = new Mesh();
  const [length, width, heightM] = SIZES[shape];
  if (shape === "box") mesh.box([0, 0], 0, [length, width, heightM], colour, "matte");
  else if (shape === "can") mesh.tube([0, 0, 0], [0, 0, heightM], length / 2, length / 2, colour, 10, "gloss");
  else if (shape === "bag") {
    mesh.ball([0, 0, heightM / 2], [length / 2, width / 2, heightM / 2], colour);
    mesh.tube([-0.1, 0, heightM - 0.03], [0.1, 0, heightM - 0.03], 0.03, 0.03, paint("#111418"), 6);
  } else {
    mesh.ball([0, 0.2, 0.28], [0.45, 0.42, 0.34], colour);
    mesh.ball([0.15, -0.3, 0.22], [0.35, 0.4, 0.28], paint("#2a2d33"));
    mesh.box([-0.3, -0.1], 0, [0.5, 0.6, 0.4], paint("#a9793f"), "matte");
  }
  return mesh;
}
