// Two people draw on one camera: what each of them did is kept, and what both did to one drawing is asked about.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeShapes } from "../src/features/cameras/scene-merge.ts";
import { type EditorEvent, editorReducer, emptyEditor } from "../src/features/editor/editor-state.ts";
import type { Shape } from "../src/features/editor/shapes.ts";

const zone = (id: string, x = 0.1, name = id): Shape => ({
  kind: "zone",
  id,
  name,
  points: [
    [x, 0.1],
    [x + 0.1, 0.1],
    [x, 0.3],
  ],
});
const base = [zone("door"), zone("yard")];
const [door, yard] = base as [Shape, Shape];

describe("what two people drew", () => {
  it.each<[string, Shape[], Shape[], Shape[]]>([
    ["nothing", base, base, base],
    ["theirs only", [zone("door", 0.5), yard], base, [zone("door", 0.5), yard]],
    ["mine only", base, [door, zone("yard", 0.6)], [door, zone("yard", 0.6)]],
    ["each another one", [zone("door", 0.5), yard], [door, zone("yard", 0.6)], [zone("door", 0.5), zone("yard", 0.6)]],
    ["each a new one", [...base, zone("a")], [...base, zone("b")], [...base, zone("a"), zone("b")]],
    ["the same", [zone("door", 0.5), yard], [zone("door", 0.5), yard], [zone("door", 0.5), yard]],
    ["they delete, I leave it", [yard], base, [yard]],
    ["I delete, they leave it", base, [door], [door]],
  ])("%s: both are kept and nobody is asked", (_what, theirs, mine, both) => {
    expect(mergeShapes(base, theirs, mine)).toEqual({ mine: both, theirs: both, conflicts: [] });
  });

  it("one drawing that both moved is asked about, by its name", () => {
    const theirs = [zone("door", 0.5, "Front door"), yard, zone("new")];
    const mine = [zone("door", 0.7), zone("yard", 0.6)];
    expect(mergeShapes(base, theirs, mine)).toEqual({
      conflicts: ["door"],
      mine: [mine[0], mine[1], zone("new")],
      theirs: [theirs[0], mine[1], zone("new")],
    });
  });

  it("one that somebody deleted and the other moved is asked about", () => {
    expect(mergeShapes(base, [yard], [zone("door", 0.7), yard])).toEqual({
      conflicts: ["door"],
      mine: [yard, zone("door", 0.7)],
      theirs: [yard],
    });
  });

  it("nothing of mine is ever lost while I keep mine, and nothing of theirs that I did not touch", () => {
    const shapes = fc
      .uniqueArray(fc.record({ id: fc.constantFrom("a", "b", "c", "d"), x: fc.constantFrom(0.1, 0.3, 0.5) }), {
        selector: ({ id }) => id,
      })
      .map((list) => list.map(({ id, x }) => zone(id, x)));
    const find = (list: readonly Shape[], id: string) => list.find((shape) => shape.id === id);
    fc.assert(
      fc.property(shapes, shapes, shapes, (before, theirs, mine) => {
        const merged = mergeShapes(before, theirs, mine);
        for (const id of ["a", "b", "c", "d"]) {
          const touched = JSON.stringify(find(mine, id)) !== JSON.stringify(find(before, id));
          expect(find(merged.mine, id)).toEqual(find(touched ? mine : theirs, id));
        }
      }),
    );
  });

  it("an unfinished outline goes on over the new drawings", () => {
    const size = { widthPx: 1000, heightPx: 500 };
    const events: EditorEvent[] = [
      { type: "tool", tool: "zone" },
      { type: "press", at: [0.2, 0.2], size },
      { type: "press", at: [0.6, 0.2], size },
    ];
    const begun = events.reduce(editorReducer, emptyEditor(base));
    const after = editorReducer(begun, { type: "rebase", shapes: [yard] });
    expect(after).toMatchObject({ tool: "zone", path: begun.path, shapes: [yard] });
  });
});
