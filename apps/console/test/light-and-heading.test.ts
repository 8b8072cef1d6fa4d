// Circling a light and giving a direction: by drag or by two clicks, always inside the picture, always a drawing that the contracts take.
import { type Point, polygonSchema } from "@vigie/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EditorEvent, editorReducer, emptyEditor } from "../src/features/editor/editor-state.ts";
import { circleAround } from "../src/features/editor/shapes.ts";

const SIZE = { widthPx: 800, heightPx: 450 };
const play = (events: readonly EditorEvent[]) => events.reduce(editorReducer, emptyEditor());
const press = (at: Point): EditorEvent => ({ type: "press", at, size: SIZE });
const release = (at: Point): EditorEvent => ({ type: "release", at, size: SIZE });

describe.each(["light", "heading"] as const)("a %s", (tool) => {
  const result = (events: readonly EditorEvent[]) => {
    const state = play([{ type: "tool", tool }, ...events]);
    return tool === "light" ? state.shapes.length : Number(state.heading !== null);
  };
  const [from, to]: [Point, Point] = [
    [0.5, 0.5],
    [0.6, 0.5],
  ];
  it.each<[string, EditorEvent[], number]>([
    ["a drag", [press(from), { type: "move", at: to, size: SIZE }, release(to)], 1],
    ["two clicks", [press(from), release(from), press(to), release(to)], 1],
    ["one click", [press(from), release(from)], 0],
    ["two clicks at one place", [press(from), release(from), press(from), release(from)], 0],
    ["a click and Escape", [press(from), release(from), { type: "cancel" }], 0],
  ])("comes from %s as it should", (_, events, made) => {
    expect(result(events)).toBe(made);
  });
});

describe("what was drawn", () => {
  it("is in hand afterwards, and undo takes the circle back", () => {
    const drawn = play([{ type: "tool", tool: "light" }, press([0.5, 0.3]), release([0.55, 0.3])]);
    expect(drawn.tool).toBe("select");
    expect(drawn.selected).toEqual({ kind: "zone", id: "light-1" });
    expect(editorReducer(drawn, { type: "undo" }).shapes).toEqual([]);
  });

  it("is a direction from the first point to the second, and goes when another tool is taken", () => {
    const drawn = play([{ type: "tool", tool: "heading" }, press([0.2, 0.9]), release([0.2, 0.4])]);
    expect(drawn.heading).toEqual([
      [0.2, 0.9],
      [0.2, 0.4],
    ]);
    expect(editorReducer(drawn, { type: "tool", tool: "zone" }).heading).toBeNull();
  });

  it("is a circle of 16 points that the contracts take, wherever it is drawn", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    const point = fc.tuple(unit, unit);
    fc.assert(
      fc.property(point, point, (centre, edge) => {
        fc.pre(Math.hypot((centre[0] - edge[0]) * SIZE.widthPx, (centre[1] - edge[1]) * SIZE.heightPx) >= 10);
        const circle = circleAround(centre, edge, SIZE);
        expect(circle).toHaveLength(16);
        expect(polygonSchema.safeParse(circle).success).toBe(true);
      }),
    );
  });

  it("looks round on the screen", () => {
    const circle = circleAround([0.5, 0.5], [0.6, 0.5], SIZE);
    const radii = circle.map(([x, y]) => Math.hypot((x - 0.5) * SIZE.widthPx, (y - 0.5) * SIZE.heightPx));
    for (const radius of radii) expect(radius).toBeCloseTo(80, 6);
  });
});
