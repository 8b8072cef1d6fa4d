// Drawing on a picture: what clicks, drags and keys make of the lines, zones and masks.
import { type Point, sceneSchema } from "@vigie/contracts";
import { lineCrossings } from "@vigie/core/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type EditorEvent,
  type EditorState,
  editorReducer,
  emptyEditor,
  type Tool,
} from "../src/features/editor/editor-state.ts";
import { eventOfKey } from "../src/features/editor/keyboard-cross.tsx";
import { freshId, nextPointRefusal, refusalOf, type Shape, sceneWith, usersOf } from "../src/features/editor/shapes.ts";
import { nearest, SNAP_PX, snap } from "../src/features/editor/snap.ts";
import { forwardArrow, placesOf } from "../src/ui/scene-overlay.tsx";

const size = { widthPx: 1000, heightPx: 500 };
const press = (x: number, y: number): EditorEvent => ({ type: "press", at: [x, y], size });
const move = (x: number, y: number): EditorEvent => ({ type: "move", at: [x, y], size });
const play = (events: readonly EditorEvent[], from: EditorState = emptyEditor()) => events.reduce(editorReducer, from);
const square: Shape = {
  kind: "zone",
  id: "door",
  name: "Door",
  points: [
    [0.2, 0.2],
    [0.6, 0.2],
    [0.6, 0.8],
    [0.2, 0.8],
  ],
};
const door = { kind: "zone", id: "door" } as const;

describe("drawing", () => {
  it("closes a zone by a click on its first point and goes back to selecting it", () => {
    const state = play([
      { type: "tool", tool: "zone" },
      press(0.1, 0.1),
      press(0.5, 0.1),
      press(0.5, 0.6),
      press(0.104, 0.11),
    ]);
    expect(state.shapes).toEqual([
      {
        kind: "zone",
        id: "zone-1",
        name: "",
        points: [
          [0.1, 0.1],
          [0.5, 0.1],
          [0.5, 0.6],
        ],
      },
    ]);
    expect(state).toMatchObject({ tool: "select", path: [], selected: { kind: "zone", id: "zone-1" }, refusal: null });
  });

  it("ends a line by a click on its last point, or by Enter", () => {
    const start: EditorEvent[] = [{ type: "tool", tool: "line" }, press(0.1, 0.5), press(0.9, 0.5)];
    for (const end of [press(0.9, 0.5), { type: "finish" } as const])
      expect(play([...start, end]).shapes[0]?.points).toEqual([
        [0.1, 0.5],
        [0.9, 0.5],
      ]);
  });

  it("refuses at once the point with which a zone would cross itself, and keeps what was drawn", () => {
    const state = play([
      { type: "tool", tool: "zone" },
      press(0.1, 0.1),
      press(0.9, 0.1),
      press(0.9, 0.9),
      press(0.5, 0.02),
    ]);
    expect(state.refusal).toEqual({ code: "path-crosses" });
    expect(state.path).toHaveLength(3);
  });

  it("refuses to close a zone whose closing side would cross another side, and names the two sides", () => {
    const bow: EditorEvent[] = [press(0.1, 0.1), press(0.9, 0.5), press(0.9, 0.1), press(0.97, 0.3)];
    const state = play([{ type: "tool", tool: "zone" }, ...bow, { type: "finish" }]);
    expect(state.shapes).toEqual([]);
    expect(state.refusal).toEqual({ code: "crosses-itself", first: 2, second: 4 });
  });

  it.each([
    ["line", 1, { code: "too-few", needed: 2 }],
    ["zone", 2, { code: "too-few", needed: 3 }],
    ["mask", 2, { code: "too-few", needed: 3 }],
  ] as const)("refuses a %s of %i points", (tool, count, refusal) => {
    const clicks = [press(0.2, 0.2), press(0.6, 0.3)].slice(0, count);
    expect(play([{ type: "tool", tool }, ...clicks, { type: "finish" }]).refusal).toEqual(refusal);
  });

  it("gives up a path by Escape, then the tool by a second Escape", () => {
    const once = play([{ type: "tool", tool: "mask" }, press(0.1, 0.1), { type: "cancel" }]);
    expect(once).toMatchObject({ tool: "mask", path: [] });
    expect(editorReducer(once, { type: "cancel" }).tool).toBe("select");
  });

  it("takes back the last point of a path by undo, then whole drawings", () => {
    const path = play([{ type: "tool", tool: "line" }, press(0.1, 0.5), press(0.9, 0.5), { type: "undo" }]);
    expect(path.path).toEqual([[0.1, 0.5]]);
    const drawn = play([press(0.9, 0.9), { type: "finish" }], path);
    const undone = editorReducer(drawn, { type: "undo" });
    expect(undone.shapes).toEqual([]);
    expect(editorReducer(undone, { type: "redo" }).shapes).toEqual(drawn.shapes);
  });
});

describe("drawing by keyboard", () => {
  const keys = (pressed: readonly string[], from: EditorState) =>
    pressed.reduce((state, key) => {
      const [name, shiftKey] = key.startsWith("Shift+") ? [key.slice(6), true] : [key, false];
      const event = eventOfKey({ key: name, shiftKey }, state, size);
      return event ? editorReducer(state, event) : state;
    }, from);
  const near = (x: number, y: number) => [expect.closeTo(x), expect.closeTo(y)];
  const far = (key: string, times: number) => Array<string>(times).fill(`Shift+${key}`);
  const began = (tool: Tool) =>
    play([
      { type: "tool", tool },
      { type: "cross", byPx: [0, 0], size },
    ]);

  it("draws a zone to its end: the cross begins in the middle, sets corners, closes on the first one", () => {
    const around = [
      " ",
      ...far("ArrowRight", 4),
      " ",
      ...far("ArrowDown", 3),
      " ",
      ...far("ArrowLeft", 4),
      ...far("ArrowUp", 3),
    ];
    const drawn = keys([...around, " "], began("zone"));
    expect(drawn).toMatchObject({ tool: "select", cross: null, selected: { kind: "zone", id: "zone-1" } });
    expect(drawn.shapes[0]!.points).toEqual([[0.5, 0.5], near(0.7, 0.5), near(0.7, 0.8)]);
    const byEnter = editorReducer(keys(around, began("zone")), { type: "finish" });
    expect(byEnter.shapes).toEqual(drawn.shapes);
  });

  it("takes back a point, and never what was drawn before", () => {
    const square = keys([" ", "ArrowRight", "ArrowRight", " ", "Backspace", "Backspace", "Backspace"], {
      ...began("line"),
      past: [[]],
    });
    expect(square).toMatchObject({ tool: "line", path: [], past: [[]] });
  });

  it("holds the cross inside the picture", () => {
    expect(keys([...far("ArrowLeft", 30), ...far("ArrowUp", 30)], began("mask")).cross).toEqual([0, 0]);
  });

  it.each([" ", "Enter"])("ends a light and a direction with their second point, by %j", (key) => {
    const light = keys([" ", "ArrowRight", "ArrowRight", key], began("light"));
    expect(light.shapes[0]).toMatchObject({ kind: "zone", id: "light-1" });
    const { heading } = keys([" ", ...far("ArrowUp", 2), key], began("heading"));
    expect(heading).toEqual([[0.5, 0.5], near(0.5, 0.3)]);
  });

  it("gives way to a pointer, and is not taken by one that leaves the picture", () => {
    const keyed = keys([" ", "ArrowRight"], began("line"));
    const left = editorReducer(keyed, { type: "move", at: null, size });
    expect([left.cross, left.hover]).toEqual([keyed.cross, keyed.hover]);
    expect(editorReducer(keyed, move(0.2, 0.2)).cross).toBeNull();
  });
});

describe("drawing by finger", () => {
  const corners: EditorEvent[] = [press(0.1, 0.1), press(0.5, 0.1), press(0.5, 0.6)];
  it("closes the outline with a fingertip beside its first corner, where a mouse would set one more", () => {
    const drawn = play([{ type: "tool", tool: "zone" }, ...corners]);
    const near = press(0.118, 0.1);
    expect(editorReducer(drawn, near).path).toHaveLength(4);
    expect(editorReducer(drawn, { ...near, closesPx: 24 } as EditorEvent).shapes[0]!.points).toHaveLength(3);
  });
});

describe("moving", () => {
  it("drags a point, and one undo brings it back", () => {
    const moved = play(
      [{ type: "grab", ref: door, point: 0, at: [0.2, 0.2] }, move(0.3, 0.3), move(0.35, 0.3), { type: "release" }],
      emptyEditor([square]),
    );
    expect(moved.shapes[0]?.points[0]).toEqual([0.35, 0.3]);
    expect(editorReducer(moved, { type: "undo" }).shapes).toEqual([square]);
  });

  it("holds a dragged point at its last place that is allowed, and says why", () => {
    const state = play(
      [{ type: "grab", ref: door, point: 0, at: [0.2, 0.2] }, move(0.3, 0.3), move(0.9, 0.5)],
      emptyEditor([square]),
    );
    expect(state.shapes[0]?.points[0]).toEqual([0.3, 0.3]);
    expect(state.refusal).toMatchObject({ code: "crosses-itself" });
  });

  it("moves a whole zone and never out of the picture", () => {
    const state = play(
      [{ type: "grab", ref: door, point: null, at: [0.4, 0.4] }, move(2, 0.5), { type: "release" }],
      emptyEditor([square]),
    );
    expect(Math.max(...state.shapes[0]!.points.map(([x]) => x))).toBe(1);
    expect(refusalOf("zone", state.shapes[0]!.points)).toBeNull();
  });

  it("refuses to take a point from a triangle, and a zone from under its scenario", () => {
    const triangle: Shape = { ...square, points: square.points.slice(0, 3) };
    const state = emptyEditor([triangle]);
    expect(editorReducer(state, { type: "remove-point", ref: door, point: 0 }).refusal).toEqual({
      code: "too-few",
      needed: 3,
    });
    expect(editorReducer(state, { type: "remove", ref: door, usedBy: ["Night"] })).toMatchObject({
      shapes: [triangle],
      refusal: { code: "in-use", by: "Night" },
    });
    expect(editorReducer(state, { type: "remove", ref: door, usedBy: [] }).shapes).toEqual([]);
  });
});

describe("snapping", () => {
  it.each([
    ["within 10 px of a known point", [0.509, 0.5], [0.5, 0.5]],
    ["further away", [0.515, 0.5], [0.515, 0.5]],
    ["near the edge", [0.005, 0.4], [0, 0.4]],
    ["outside the picture", [1.4, -0.3], [1, 0]],
  ] as const)("a click %s", (_, at, expected) => {
    expect(snap(at as unknown as Point, [[0.5, 0.5]], size)).toEqual(expected);
  });

  it("chooses the nearest of several points within reach", () => {
    expect(
      nearest(
        [
          [0.5, 0.5],
          [0.504, 0.5],
        ],
        [0.503, 0.5],
        size,
        SNAP_PX,
      ),
    ).toBe(1);
  });
});

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.tuple(unit, unit) as fc.Arbitrary<Point>;
const ref = fc.constantFrom(door, { kind: "zone", id: "zone-1" } as const, { kind: "line", id: "line-1" } as const);
const event: fc.Arbitrary<EditorEvent> = fc.oneof(
  { weight: 6, arbitrary: point.map((at) => ({ type: "press", at, size }) as const) },
  { weight: 4, arbitrary: point.map((at) => ({ type: "move", at, size }) as const) },
  fc.constantFrom("select", "line", "zone", "mask").map((tool) => ({ type: "tool", tool }) as EditorEvent),
  fc
    .tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }))
    .map((byPx) => ({ type: "cross", byPx, size }) as const),
  fc.constant({ type: "set", size } as const),
  fc.constantFrom("release", "finish", "cancel", "undo", "redo").map((type) => ({ type }) as EditorEvent),
  fc
    .tuple(ref, fc.option(fc.nat(3)), point)
    .map(([r, p, at]) => ({ type: "grab", ref: r, point: p, at }) as EditorEvent),
  fc.tuple(ref, fc.nat(3)).map(([r, p]) => ({ type: "remove-point", ref: r, point: p }) as EditorEvent),
  ref.map((r) => ({ type: "reverse", ref: r }) as EditorEvent),
);

describe("whatever a person does", () => {
  it("every drawing is one that the contracts take, with ids of its own", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (events) => {
        const { shapes } = play(events, emptyEditor([square]));
        const scene = sceneSchema.safeParse(
          sceneWith({ lines: [], zones: [], masks: [], scenarios: [], knownObjects: [] }, shapes),
        );
        expect(scene.error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("undo to the beginning gives the first drawings, redo to the end the last", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const end = editorReducer({ ...play(events, emptyEditor([square])), path: [] }, { type: "release" });
        let state: EditorState = end;
        while (state.past.length > 0) state = editorReducer(state, { type: "undo" });
        expect(state.shapes).toEqual([square]);
        while (state.future.length > 0) state = editorReducer(state, { type: "redo" });
        if (end.future.length === 0) expect(state.shapes).toEqual(end.shapes);
      }),
      { numRuns: 100 },
    );
  });
});

describe("scene and drawings", () => {
  it("keeps names, forgets a name that is only the id, and knows which scenario uses what", () => {
    const scene = sceneSchema.parse({
      zones: [{ id: "door", name: "Door", polygon: square.points }],
      lines: [
        {
          id: "stop",
          points: [
            [0, 0.5],
            [1, 0.5],
          ],
        },
      ],
      scenarios: [{ id: "night", kind: "intrusion", zone: "door", classes: ["person"] }],
    });
    expect(sceneWith(scene, placesOf(scene))).toEqual(scene);
    expect(usersOf(scene, "zone", "door")).toEqual(["night"]);
    expect(usersOf(scene, "line", "stop")).toEqual([]);
    expect(freshId("line", [{ kind: "line", id: "line-1", name: "", points: [] }])).toBe("line-2");
  });

  it("draws the arrow to the side on which a forward crossing of the domain ends", () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        fc.pre(Math.hypot(a[0] - b[0], a[1] - b[1]) > 0.05);
        const { from, to } = forwardArrow([a, b], 1600, 900, 40);
        const back: Point = [2 * from[0] - to[0], 2 * from[1] - to[1]];
        const crossed = lineCrossings([a, b], [back[0] / 1600, back[1] / 900], [to[0] / 1600, to[1] / 900]);
        expect(crossed.map(({ direction }) => direction)).toEqual(["forward"]);
      }),
    );
  });

  it("lets the last point of a path be followed by any point that meets no earlier side", () => {
    expect(
      nextPointRefusal(
        "zone",
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        [0, 1],
      ),
    ).toBeNull();
    expect(
      nextPointRefusal(
        "zone",
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        [1, 1],
      ),
    ).toEqual({ code: "same-point" });
    expect(
      nextPointRefusal(
        "line",
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
        [0.5, -0.5],
      ),
    ).toBeNull();
  });
});
