// Drawing without a pointer: a cross on the picture that arrow keys move, and what keys do where it stands.
import { VisuallyHidden } from "@mantine/core";
import { type Dispatch, type KeyboardEvent, type RefObject, useEffect } from "react";
import { useTranslation } from "react-i18next";
import classes from "./editor-canvas.module.css";
import type { EditorEvent, EditorState } from "./editor-state.ts";
import type { PictureSize } from "./snap.ts";

/** Unit: CSS pixels. */
const STEP_PX = 10;
const FAR_PX = 50;

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** By how much an arrow key moves the cross; null for other keys. Unit: CSS pixels. */
export function crossStep({
  key,
  shiftKey,
}: Pick<KeyboardEvent, "key" | "shiftKey">): readonly [number, number] | null {
  const way = WAYS[key];
  const step = shiftKey ? FAR_PX : STEP_PX;
  return way ? [way[0] * step, way[1] * step] : null;
}

/** What a key does on the picture while something is drawn; null for keys that are none of its business. */
export function eventOfKey(
  event: Pick<KeyboardEvent, "key" | "shiftKey">,
  { tool, path }: Pick<EditorState, "tool" | "path">,
  size: PictureSize,
): EditorEvent | null {
  if (tool === "select") return null;
  const { key } = event;
  const byPx = crossStep(event);
  if (byPx) return { type: "cross", byPx, size };
  // A light and a direction end with their second point: Enter gives it as well.
  if (key === " " || (key === "Enter" && (tool === "light" || tool === "heading"))) return { type: "set", size };
  // Without a point it would take back what was drawn before.
  return key === "Backspace" && path.length > 0 ? { type: "undo" } : null;
}

/** Takes the focus to the picture when a drawing begins, and shows the cross there to whoever works by keyboard. */
export function useDrawingFocus(
  svg: RefObject<SVGSVGElement | null>,
  tool: EditorState["tool"],
  size: PictureSize,
  dispatch: Dispatch<EditorEvent>,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the beginning of a drawing wakes it
  useEffect(() => {
    if (tool === "select") return;
    svg.current?.focus({ preventScroll: true });
    if (svg.current?.matches(":focus-visible")) dispatch({ type: "cross", byPx: [0, 0], size });
  }, [tool]);
}

export function KeyboardCross({ at, size }: { at: readonly [number, number]; size: PictureSize }) {
  const [x, y] = [at[0] * size.widthPx, at[1] * size.heightPx];
  const strokes = `M${x - 18},${y}h13m10,0h13M${x},${y - 18}v13m0,10v13`;
  return (
    <g data-cross>
      <path className={classes.crossUnder} d={strokes} />
      <path className={classes.cross} d={strokes} />
    </g>
  );
}

/** Says where the cross is and how much is drawn, to whoever does not see it. */
export function CrossWords({ state: { cross, path } }: { state: Pick<EditorState, "cross" | "path"> }) {
  const { t } = useTranslation();
  const percent = (share: number) => Math.round(share * 100);
  return (
    <VisuallyHidden role="status">
      {cross && t("editor.crossAt", { count: path.length, x: percent(cross[0]), y: percent(cross[1]) })}
    </VisuallyHidden>
  );
}
