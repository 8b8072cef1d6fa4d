// The drawing editor as a state machine: tools, a path being drawn, a point being dragged, undo; pure, so that tests can draw.
import type { Point } from "@vigie/contracts";
import type { PlaceKind } from "../../ui/scene-overlay.tsx";
import { circleAround, freshId, nextPointRefusal, type Refusal, refusalOf, type Shape } from "./shapes.ts";
import { clamp, distancePx, nearest, type PictureSize, SNAP_PX, snap } from "./snap.ts";

/** `light` circles a traffic light (it becomes a zone), `heading` gives a direction (it belongs to a scenario and is no drawing). */
export type Tool = "select" | PlaceKind | "light" | "heading";

export interface ShapeRef {
  kind: PlaceKind;
  id: string;
}

interface Drag {
  ref: ShapeRef;
  /** Index of the point that is moved, or null when the whole drawing is. */
  point: number | null;
  from: Point;
  before: readonly Point[];
}

export interface EditorState {
  shapes: readonly Shape[];
  tool: Tool;
  /** Points of the drawing that is not finished. */
  path: readonly Point[];
  /** Where the next point would land; null when the pointer is elsewhere. */
  hover: Point | null;
  /** Of a person who draws by keyboard; null while a pointer draws. */
  cross: Point | null;
  selected: ShapeRef | null;
  drag: Drag | null;
  past: readonly (readonly Shape[])[];
  future: readonly (readonly Shape[])[];
  refusal: Refusal | null;
  /** The direction that was just given, until whoever asked for it takes it. */
  heading: readonly [Point, Point] | null;
}

export type EditorEvent =
  | { type: "load"; shapes: readonly Shape[] }
  /** Other drawings under what is being done: tool and unfinished path stay. */
  | { type: "rebase"; shapes: readonly Shape[] }
  | { type: "tool"; tool: Tool }
  /** `closesPx`: from how far it closes the outline; a fingertip is wide. */
  | { type: "press"; at: Point; size: PictureSize; closesPx?: number }
  | { type: "grab"; ref: ShapeRef; point: number | null; at: Point }
  | { type: "move"; at: Point | null; size: PictureSize }
  /** The cross goes on, from the middle of the picture. Unit: CSS pixels. */
  | { type: "cross"; byPx: readonly [number, number]; size: PictureSize }
  /** A press where the cross is. */
  | { type: "set"; size: PictureSize }
  | { type: "release"; at?: Point; size?: PictureSize }
  | { type: "finish" }
  | { type: "cancel" }
  | { type: "select"; ref: ShapeRef | null }
  | { type: "nudge"; ref: ShapeRef; point: number; by: Point }
  | { type: "remove-point"; ref: ShapeRef; point: number }
  | { type: "remove"; ref: ShapeRef; usedBy: readonly string[] }
  | { type: "rename"; ref: ShapeRef; name: string }
  | { type: "reverse"; ref: ShapeRef }
  | { type: "undo" }
  | { type: "redo" };

const DEPTH = 100;
const DURING_DRAG: ReadonlySet<EditorEvent["type"]> = new Set(["move", "release", "cancel", "rename", "load"]);

export function emptyEditor(shapes: readonly Shape[] = []): EditorState {
  return {
    shapes,
    tool: "select",
    path: [],
    hover: null,
    cross: null,
    selected: null,
    drag: null,
    past: [],
    future: [],
    refusal: null,
    heading: null,
  };
}

export function isSame(shape: ShapeRef, ref: ShapeRef | null): boolean {
  return ref !== null && shape.kind === ref.kind && shape.id === ref.id;
}

export function findShape(state: EditorState, ref: ShapeRef | null): Shape | undefined {
  return state.shapes.find((shape) => isSame(shape, ref));
}

export function editorReducer(before: EditorState, event: EditorEvent): EditorState {
  // Whatever interrupts a drag ends it first, so that undo knows what was dragged.
  const state = before.drag && !DURING_DRAG.has(event.type) ? release(before) : before;
  switch (event.type) {
    case "load":
      return emptyEditor(event.shapes);
    case "rebase":
      return { ...state, shapes: event.shapes, past: [], future: [] };
    case "tool":
      return {
        ...state,
        tool: event.tool,
        path: [],
        cross: null,
        drag: null,
        refusal: null,
        heading: null,
        selected: event.tool === "select" ? state.selected : null,
      };
    case "press":
      if (state.tool === "select") return { ...state, selected: null, refusal: null };
      return press({ ...state, cross: null }, state.tool, event.at, event.size, event.closesPx);
    case "cross":
      return moveCross(state, event.byPx, event.size);
    case "set":
      if (state.tool === "select" || !state.cross) return state;
      return press(state, state.tool, state.cross, event.size);
    case "grab":
      return grab(state, event.ref, event.point, event.at);
    case "move":
      return move(state, event.at, event.size);
    case "release":
      return releaseTwoPoints(state, event.at, event.size) ?? release(state);
    case "finish":
      if (state.tool === "select" || state.tool === "light" || state.tool === "heading") return state;
      return finish(state, state.tool, state.path);
    case "cancel":
      return cancel(state);
    case "select":
      return { ...state, selected: event.ref, refusal: null };
    case "nudge":
      return changePoints(state, event.ref, (points) =>
        points.map((p, i) => (i === event.point ? clamp([p[0] + event.by[0], p[1] + event.by[1]]) : p)),
      );
    case "remove-point":
      return changePoints(state, event.ref, (points) => points.filter((_, i) => i !== event.point));
    case "remove":
      if (event.usedBy.length > 0) return { ...state, refusal: { code: "in-use", by: event.usedBy.join(", ") } };
      return {
        ...commit(
          state,
          state.shapes.filter((shape) => !isSame(shape, event.ref)),
        ),
        selected: null,
      };
    case "rename": {
      const named = (shapes: readonly Shape[]) =>
        replace(shapes, event.ref, (shape) => ({ ...shape, name: event.name }));
      // A name is no step of the drawing: undo does not take it back.
      return { ...state, shapes: named(state.shapes), past: state.past.map(named), future: state.future.map(named) };
    }
    case "reverse":
      return changePoints(state, event.ref, (points) => [...points].reverse());
    case "undo":
      return undo(state);
    case "redo":
      return redo(state);
  }
}

function press(
  state: EditorState,
  tool: Exclude<Tool, "select">,
  at: Point,
  size: PictureSize,
  closesPx = SNAP_PX,
): EditorState {
  return tool === "light" || tool === "heading"
    ? twoPoints(state, at, size)
    : addPoint(state, tool, at, size, closesPx);
}

function moveCross(state: EditorState, byPx: readonly [number, number], size: PictureSize): EditorState {
  if (state.tool === "select" || state.drag) return state;
  const [x, y] = state.cross ?? [0.5, 0.5];
  const cross = clamp([x + byPx[0] / size.widthPx, y + byPx[1] / size.heightPx]);
  return { ...move(state, cross, size), cross };
}

/** First the centre or the tail, then the edge or the head. */
function twoPoints(state: EditorState, at: Point, size: PictureSize): EditorState {
  const [from] = state.path;
  const to = clamp(at);
  if (!from) return { ...state, path: [to], hover: null, refusal: null };
  if (distancePx(from, to, size) < SNAP_PX) return { ...state, refusal: { code: "same-point" } };
  if (state.tool === "heading")
    return { ...state, tool: "select", path: [], hover: null, cross: null, refusal: null, heading: [from, to] };
  const id = freshId("light", state.shapes);
  return drawn(state, { kind: "zone", id, name: "", points: circleAround(from, to, size) });
}

/** A drag does both at once; a press without a drag waits for the second press. Null when it is no matter of two points. */
function releaseTwoPoints(state: EditorState, at?: Point, size?: PictureSize): EditorState | null {
  if ((state.tool !== "light" && state.tool !== "heading") || !at || !size || state.path.length !== 1) return null;
  return distancePx(state.path[0]!, clamp(at), size) < SNAP_PX ? state : twoPoints(state, at, size);
}

function addPoint(state: EditorState, kind: PlaceKind, at: Point, size: PictureSize, closesPx: number): EditorState {
  const { path } = state;
  const closesAt = kind === "line" ? path.length - 1 : 0;
  const closes =
    path.length >= (kind === "line" ? 2 : 3) && nearest([path[closesAt]!], clamp(at), size, closesPx) === 0;
  if (closes) return finish(state, kind, path);
  const known = state.shapes.flatMap((shape) => shape.points);
  const next = snap(at, known, size);
  // A click that falls back on the path's own points adds nothing.
  if (nearest(path, next, size) >= 0) return state;
  const refusal = nextPointRefusal(kind, path, next);
  return refusal ? { ...state, refusal } : { ...state, path: [...path, next], hover: null, refusal: null };
}

function finish(state: EditorState, kind: PlaceKind, path: readonly Point[]): EditorState {
  const refusal = refusalOf(kind, path);
  if (refusal) return { ...state, refusal };
  return drawn(state, { kind, id: freshId(kind, state.shapes), name: "", points: path });
}

/** The new shape stands and is selected; nothing is being drawn any more. */
function drawn(state: EditorState, shape: Shape): EditorState {
  const { kind, id } = shape;
  return {
    ...commit(state, [...state.shapes, shape]),
    tool: "select",
    path: [],
    hover: null,
    cross: null,
    selected: { kind, id },
  };
}

function cancel(state: EditorState): EditorState {
  if (state.drag) {
    const { ref, before } = state.drag;
    return {
      ...state,
      drag: null,
      refusal: null,
      shapes: replace(state.shapes, ref, (shape) => ({ ...shape, points: before })),
    };
  }
  if (state.path.length > 0) return { ...state, path: [], hover: null, refusal: null };
  return { ...state, tool: "select", cross: null, selected: null, refusal: null };
}

function grab(state: EditorState, ref: ShapeRef, point: number | null, at: Point): EditorState {
  if (state.tool !== "select") return state;
  const shape = findShape(state, ref);
  if (!shape) return state;
  return { ...state, selected: ref, refusal: null, drag: { ref, point, from: at, before: shape.points } };
}

function move(state: EditorState, at: Point | null, size: PictureSize): EditorState {
  if (!state.drag) {
    // A pointer that leaves the picture takes nothing from who draws by keyboard.
    if (state.tool === "select" || (at === null && state.cross)) return state;
    if (state.tool === "light" || state.tool === "heading") return { ...state, hover: at && clamp(at), cross: null };
    const known = [...state.shapes.flatMap((shape) => shape.points), ...state.path.slice(0, 1)];
    return { ...state, hover: at === null ? null : snap(at, known, size), cross: null };
  }
  if (at === null) return state;
  const { ref, point, from, before } = state.drag;
  const moved = point === null ? shifted(before, from, at) : withPoint(state, ref, before, point, at, size);
  const refusal = refusalOf(ref.kind, moved);
  // The last place that is allowed stays, and the person sees why it goes no further.
  if (refusal) return { ...state, refusal };
  return { ...state, refusal: null, shapes: replace(state.shapes, ref, (shape) => ({ ...shape, points: moved })) };
}

function withPoint(
  state: EditorState,
  ref: ShapeRef,
  before: readonly Point[],
  point: number,
  at: Point,
  size: PictureSize,
): Point[] {
  const others = state.shapes.filter((shape) => !isSame(shape, ref)).flatMap((shape) => shape.points);
  return before.map((p, i) => (i === point ? snap(at, others, size) : p));
}

/** All points moved by the same step, held inside the picture together. */
function shifted(points: readonly Point[], from: Point, to: Point): Point[] {
  const hold = (axis: 0 | 1): number => {
    const values = points.map((p) => p[axis]);
    return Math.min(1 - Math.max(...values), Math.max(-Math.min(...values), to[axis] - from[axis]));
  };
  const [dx, dy] = [hold(0), hold(1)];
  return points.map((p) => clamp([p[0] + dx, p[1] + dy]));
}

function release(state: EditorState): EditorState {
  if (!state.drag) return state;
  const { ref, before } = state.drag;
  const after = findShape(state, ref);
  const done: EditorState = { ...state, drag: null, refusal: null };
  if (!after || after.points === before) return done;
  const old = replace(state.shapes, ref, (shape) => ({ ...shape, points: before }));
  return { ...done, past: [...state.past, old].slice(-DEPTH), future: [] };
}

function changePoints(
  state: EditorState,
  ref: ShapeRef,
  change: (points: readonly Point[]) => readonly Point[],
): EditorState {
  const shape = findShape(state, ref);
  if (!shape) return state;
  const points = change(shape.points);
  const refusal = refusalOf(ref.kind, points);
  if (refusal) return { ...state, refusal };
  return commit(
    state,
    replace(state.shapes, ref, (item) => ({ ...item, points })),
  );
}

function undo(state: EditorState): EditorState {
  if (state.path.length > 0) return { ...state, path: state.path.slice(0, -1), refusal: null };
  const before = state.past.at(-1);
  if (!before) return state;
  return {
    ...state,
    shapes: before,
    past: state.past.slice(0, -1),
    future: [state.shapes, ...state.future],
    drag: null,
    refusal: null,
    selected: before.some((shape) => isSame(shape, state.selected)) ? state.selected : null,
  };
}

function redo(state: EditorState): EditorState {
  const [next, ...later] = state.future;
  if (!next) return state;
  return { ...state, shapes: next, past: [...state.past, state.shapes], future: later, drag: null, refusal: null };
}

function commit(state: EditorState, shapes: readonly Shape[]): EditorState {
  return { ...state, shapes, past: [...state.past, state.shapes].slice(-DEPTH), future: [], refusal: null };
}

function replace(shapes: readonly Shape[], ref: ShapeRef, change: (shape: Shape) => Shape): readonly Shape[] {
  return shapes.map((shape) => (isSame(shape, ref) ? change(shape) : shape));
}
