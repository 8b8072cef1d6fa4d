// The picture's drawing surface: shows the editor's state and turns pointer and keys into its events. Units here: CSS pixels.

import type { Box, Point } from "@vigie/contracts";
import { type Dispatch, type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { placeText } from "../../app/i18n/place-text.ts";
import { surfaceClasses, usePictureSurface } from "../../ui/picture-surface.ts";
import { ArrowMark, forwardArrow } from "../../ui/scene-overlay.tsx";
import type { PlaceNote } from "../now/figure-text.ts";
import classes from "./editor-canvas.module.css";
import { type EditorEvent, type EditorState, findShape, isSame } from "./editor-state.ts";
import { CrossWords, eventOfKey, KeyboardCross, useDrawingFocus } from "./keyboard-cross.tsx";
import { circleAround, type Shape } from "./shapes.ts";
import { nearest } from "./snap.ts";

/** Id of the words that say what to draw now. */
export const DRAWING_HINT = "drawing-hint";
const ARROW_PX = 34;
/** Two presses on one point, this soon and this near, take it away: the second of a double click or tap. */
const TWICE_MS = 400;
const TWICE_PX = 8;
/** A fingertip means the point that is this near. */
const FINGER_PX = 24;

const isFinger = ({ pointerType }: PointerEvent) => pointerType === "touch";

interface EditorCanvasProps {
  state: EditorState;
  dispatch: Dispatch<EditorEvent>;
  label: string;
  editable: boolean;
  /** A direction that belongs to the scenario in hand. */
  heading?: readonly [Point, Point] | null;
  /** Ids of the drawings that the scenario in hand uses; others step back while it is given. */
  inHand?: ReadonlySet<string> | null;
  /** What places say of themselves at this moment, by id. */
  notes?: ReadonlyMap<string, PlaceNote> | undefined;
  /** Where an event was, when a person asked to see it. */
  box?: Box | null;
}

export function EditorCanvas(props: EditorCanvasProps) {
  const { state, dispatch, label, editable, heading = null, inHand = null, box = null, notes } = props;
  const { ref, width, height, svg, at } = usePictureSurface();
  const size = { widthPx: width || 1, heightPx: height || 1 };
  const pressed = useRef<{ shape: Shape; point: number; ms: number; x: number; y: number } | null>(null);
  const isTwice = (shape: Shape, point: number, event: PointerEvent) => {
    const { timeStamp: ms, clientX: x, clientY: y } = event;
    const before = pressed.current;
    const twice =
      before !== null &&
      isSame(before.shape, shape) &&
      before.point === point &&
      ms - before.ms < TWICE_MS &&
      Math.hypot(x - before.x, y - before.y) < (isFinger(event) ? FINGER_PX : TWICE_PX);
    pressed.current = twice ? null : { shape, point, ms, x, y };
    return twice;
  };
  const draws = editable && state.tool !== "select";
  useDrawingFocus(svg, editable ? state.tool : "select", size, dispatch);
  const onKey = (event: KeyboardEvent) => {
    const done = draws && !event.ctrlKey && !event.metaKey && !event.altKey ? eventOfKey(event, state, size) : null;
    if (!done) return;
    dispatch(done);
    event.preventDefault();
    event.stopPropagation();
  };
  const onPress = (event: PointerEvent) => {
    if (!editable || event.button !== 0) return;
    const chosen = findShape(state, state.selected);
    if (state.tool === "select" && chosen && pointUnder(chosen, event) >= 0) return onGrab(chosen, null)(event);
    dispatch({ type: "press", at: at(event), size, ...(isFinger(event) ? { closesPx: FINGER_PX } : {}) });
  };
  const onMove = (event: PointerEvent) => {
    // The page may move under a pointer that rests: that takes nothing from who draws by keyboard.
    if (!editable || (state.cross && event.movementX === 0 && event.movementY === 0)) return;
    dispatch({ type: "move", at: at(event), size });
  };
  /** Of the chosen drawing, under a finger; -1 when there is none. */
  const pointUnder = (shape: Shape, event: PointerEvent) =>
    isFinger(event) && isSame(shape, state.selected) ? nearest(shape.points, at(event), size, FINGER_PX) : -1;
  const onGrab = (shape: Shape, pressedPoint: number | null) => (event: PointerEvent) => {
    if (!editable || state.tool !== "select" || event.button !== 0) return;
    event.stopPropagation();
    const under = pressedPoint ?? pointUnder(shape, event);
    const point = under >= 0 ? under : null;
    if (point !== null && isTwice(shape, point, event)) return dispatch({ type: "remove-point", ref: shape, point });
    svg.current?.setPointerCapture(event.pointerId);
    dispatch({ type: "grab", ref: shape, point, at: at(event) });
  };
  return (
    <div ref={ref} className={surfaceClasses.surface}>
      <svg
        ref={svg}
        className={`${surfaceClasses.drawing} ${classes.svg}`}
        viewBox={`0 0 ${size.widthPx} ${size.heightPx}`}
        role="application"
        aria-label={label}
        aria-describedby={DRAWING_HINT}
        tabIndex={draws ? 0 : -1}
        data-tool={editable ? state.tool : "none"}
        onKeyDown={onKey}
        onPointerDown={onPress}
        onPointerMove={onMove}
        onPointerUp={(event) => dispatch({ type: "release", at: at(event), size })}
        onPointerLeave={() => dispatch({ type: "move", at: null, size })}
      >
        {width > 0 &&
          state.shapes.map((shape) => (
            <ShapeView
              key={`${shape.kind}-${shape.id}`}
              shape={shape}
              size={size}
              selected={isSame(shape, state.selected)}
              note={shape.kind === "zone" ? notes?.get(shape.id) : undefined}
              faded={inHand !== null && !inHand.has(shape.id)}
              editable={editable && state.tool === "select"}
              onGrab={onGrab}
              dispatch={dispatch}
            />
          ))}
        {width > 0 && box && (
          <rect
            className={classes.box}
            x={box[0] * size.widthPx}
            y={box[1] * size.heightPx}
            width={(box[2] - box[0]) * size.widthPx}
            height={(box[3] - box[1]) * size.heightPx}
          />
        )}
        {width > 0 && heading && <HeadingView heading={heading} size={size} />}
        {width > 0 && state.path.length > 0 && <PathView state={state} size={size} />}
        {width > 0 && state.cross && <KeyboardCross at={state.cross} size={size} />}
      </svg>
      <CrossWords state={state} />
    </div>
  );
}

interface Size {
  widthPx: number;
  heightPx: number;
}

const text = (points: readonly Point[], size: Size) =>
  points.map(([x, y]) => `${x * size.widthPx},${y * size.heightPx}`).join(" ");

function ShapeView(props: {
  shape: Shape;
  size: Size;
  selected: boolean;
  faded: boolean;
  note: PlaceNote | undefined;
  editable: boolean;
  onGrab(shape: Shape, point: number | null): (event: PointerEvent) => void;
  dispatch: Dispatch<EditorEvent>;
}) {
  const { t } = useTranslation();
  const { shape, size, selected, editable, onGrab, dispatch, note } = props;
  const name = placeText(shape.name || shape.id, t);
  const points = text(shape.points, size);
  const arrow = shape.kind === "line" ? forwardArrow(shape.points, size.widthPx, size.heightPx, ARROW_PX) : null;
  const first = shape.points[0] ?? [0, 0];
  const onKey = (point: number) => (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 1;
    const by: Record<string, Point> = {
      ArrowLeft: [-step / size.widthPx, 0],
      ArrowRight: [step / size.widthPx, 0],
      ArrowUp: [0, -step / size.heightPx],
      ArrowDown: [0, step / size.heightPx],
    };
    const move = by[event.key];
    if (move) dispatch({ type: "nudge", ref: shape, point, by: move });
    else if (event.key === "Delete" || event.key === "Backspace") dispatch({ type: "remove-point", ref: shape, point });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <g
      className={classes.shape}
      data-kind={shape.kind}
      data-place={shape.id}
      data-selected={selected}
      data-space={note?.space ?? undefined}
      data-faded={props.faded}
      data-editable={editable}
    >
      {shape.kind === "line" ? (
        <>
          <polyline className={classes.reach} points={points} onPointerDown={onGrab(shape, null)} />
          <polyline className={classes.under} points={points} />
          <polyline className={classes.line} points={points} />
        </>
      ) : (
        <polygon className={classes.area} points={points} onPointerDown={onGrab(shape, null)} />
      )}
      {arrow && (
        <>
          <ArrowMark {...arrow} />
          <Label at={arrow.to} text={t("editor.forward")} size={size} quiet />
        </>
      )}
      <Label
        at={[first[0] * size.widthPx, first[1] * size.heightPx]}
        text={note ? `${name} · ${note.text}` : name}
        size={size}
      />
      {selected &&
        editable &&
        shape.points.map(([x, y], i) => (
          // biome-ignore lint/a11y/useSemanticElements: a point of a drawing cannot be a button element
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: points have no name but their place in the drawing
            key={i}
            className={classes.handle}
            cx={x * size.widthPx}
            cy={y * size.heightPx}
            r={shape.points.length > 12 ? 4 : 7}
            tabIndex={0}
            role="button"
            aria-label={t("editor.point", { number: i + 1, name })}
            onPointerDown={onGrab(shape, i)}
            onKeyDown={onKey(i)}
          />
        ))}
    </g>
  );
}

function HeadingView({ heading, size }: { heading: readonly [Point, Point]; size: Size }) {
  const { t } = useTranslation();
  const [from, to] = heading.map(([x, y]) => [x * size.widthPx, y * size.heightPx] as const);
  return (
    <g data-heading>
      <ArrowMark from={from!} to={to!} headPx={18} />
      <Label at={to!} text={t("editor.allowedWay")} size={size} quiet />
    </g>
  );
}

function PathView({ state, size }: { state: EditorState; size: Size }) {
  const { path, hover, tool } = state;
  const [first] = path;
  if (tool === "light" && first)
    return (
      <g className={classes.path} data-kind="light">
        {hover && <polygon className={classes.next} points={text(circleAround(first, hover, size), size)} />}
        <circle className={classes.dot} cx={first[0] * size.widthPx} cy={first[1] * size.heightPx} r={4} />
      </g>
    );
  if (tool === "heading" && first && hover) return <HeadingView heading={[first, hover]} size={size} />;
  const closes = tool !== "line" && tool !== "heading" && path.length >= 3;
  return (
    <g className={classes.path} data-kind={tool} data-refused={state.refusal !== null}>
      <polyline className={classes.under} points={text(path, size)} />
      <polyline className={classes.line} points={text(path, size)} />
      {hover && path.length > 0 && <polyline className={classes.next} points={text([path.at(-1)!, hover], size)} />}
      {path.map(([x, y], i) => (
        <circle
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no name but their place in the drawing
          key={i}
          className={classes.dot}
          data-closes={closes && i === 0}
          cx={x * size.widthPx}
          cy={y * size.heightPx}
          r={closes && i === 0 ? 9 : 5}
        />
      ))}
    </g>
  );
}

/** A word beside a point, kept inside the picture. */
function Label(props: { at: readonly [number, number]; text: string; size: Size; quiet?: boolean }) {
  const right = props.at[0] > props.size.widthPx * 0.8;
  const x = Math.min(props.size.widthPx - 6, Math.max(6, props.at[0] + (right ? -10 : 10)));
  const y = Math.min(props.size.heightPx - 8, Math.max(16, props.at[1] - 9));
  return (
    <text className={classes.label} data-quiet={props.quiet ?? false} x={x} y={y} textAnchor={right ? "end" : "start"}>
      {props.text}
    </text>
  );
}
