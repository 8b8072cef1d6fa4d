// What lies about on the ground and is nobody: bags, boxes, heaps, planks, cloths, cones.
import { Mesh } from "../render/mesh.ts";
import type { Chance } from "./chance.ts";

/** Local metres around its own middle. */
export function stray(chance: Chance): Mesh {
  const mesh = new Mesh();
  const colour = chance.colour(chance.between(0, 1));
  const other = chance.colour(chance.between(0, 1));
  const size = chance.between(0.15, 0.5);
  chance.pick([
    () => mesh.ball([0, 0, size * 0.8], [size, size * chance.between(0.6, 1.2), size * 0.9], colour),
    () => mesh.box([0, 0], 0, [size * 2, size * chance.between(1, 2.4), size * chance.between(0.4, 2)], colour),
    // A heap of sacks and boxes.
    () => {
      const parts = chance.whole(2, 7);
      for (let i = 0; i < parts; i++) {
        const [x, y, r] = [chance.between(-0.6, 0.6), chance.between(-0.6, 0.6), chance.between(0.15, 0.4)];
        if (chance.happens(0.3)) mesh.box([x, y], 0, [r * 2, r * 1.6, r * 1.6], chance.colour(0.6), "matte", x);
        else mesh.ball([x, y, r * 0.8 + chance.between(0, 0.3)], [r, r, r], chance.colour(0.6));
      }
    },
    // As long as a person who lies, but a plank, a roll or a beam.
    () => mesh.box([0, 0], 0, [chance.between(1, 2.2), chance.between(0.15, 0.6), chance.between(0.06, 0.3)], colour),
    () => mesh.tube([-0.9, 0, size], [chance.between(0.2, 0.9), 0, size], size * 0.8, size * 0.8, colour, 10),
    // A cloth: flat and irregular.
    () => {
      const rim = Array.from({ length: 7 }, (_, i) => {
        const r = chance.between(0.3, 0.9);
        return [Math.cos((i * 2 * Math.PI) / 7) * r, Math.sin((i * 2 * Math.PI) / 7) * r] as const;
      });
      mesh.area(rim, 0.03, colour, "matte");
    },
    // A cone or a barrel.
    () => {
      const tall = chance.between(0.35, 1);
      const slim = chance.pick([0.15, 1]);
      mesh.tube([0, 0, 0], [0, 0, tall], 0.24, 0.24 * slim, colour, 10);
      mesh.tube([0, 0, tall * 0.4], [0, 0, tall * 0.6], 0.23, 0.18 + 0.06 * slim, other, 10);
    },
    () => mesh.tube([0, 0, 0], [0, 0, size], size * 0.6, size * 0.6, colour, 10, "gloss"),
  ])();
  return mesh;
}
