// The measured points over the still, with the grid of the plane that they give. Units here: CSS pixels.
import type { Point } from "@vigie/contracts";
import { type Dispatch, type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { surfaceClasses, usePictureSurface } from "../../ui/picture-surface.ts";
import { CrossWords, crossStep, KeyboardCross } from "../editor/keyboard-cross.tsx";
import { clamp } from "../editor/snap.ts";
import classes from "./ground.module.css";
import type { GroundEvent, GroundState } from "./ground-state.ts";
import type { PlaneGrid } from "./plane-fit.ts";

/** Id of the words that say how to measure. */
export const GROUND_HINT = "ground-hint";

interface GroundCanvasProps {
  state: GroundState;
  dispatch: Dispatch<GroundEvent>;
  grid: PlaneGrid | null;
  label: string;
}

const MOVES: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function GroundCanvas({ state, dispatch, grid, label }: GroundCanvasProps) {
  const { t, i18n } = useTranslation();
  const { ref, width, height, svg, at } = usePictureSurface();
  const [held, setHeld] = useState<number | null>(null);
  /** Of a person who measures by keyboard; null while a pointer does. */
  const [cross, setCross] = useState<Point | null>(null);
  const onKey = (event: KeyboardEvent) => {
    if (event.target !== svg.current || event.ctrlKey || event.metaKey || event.altKey) return;
    const byPx = crossStep(event);
    const [x, y] = cross ?? [0.5, 0.5];
    if (byPx) setCross(clamp([x + byPx[0] / width, y + byPx[1] / height]));
    else if (event.key === " " && cross) dispatch({ type: "add", at: cross });
    else if (event.key === "Backspace") dispatch({ type: "remove", index: state.pictures.length - 1 });
    else return;
    event.preventDefault();
  };
  const px = ([x, y]: Point) => `${x * width},${y * height}`;
  const metres = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2 });
  const { pictures, way } = state;
  const sides = way === "rectangle" ? [state.widthM, state.lengthM, state.widthM, state.lengthM] : [];
  return (
    <div ref={ref} className={surfaceClasses.surface}>
      <svg
        ref={svg}
        className={`${surfaceClasses.drawing} ${classes.svg}`}
        viewBox={`0 0 ${width || 1} ${height || 1}`}
        role="application"
        aria-label={label}
        aria-describedby={GROUND_HINT}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: points are set on it with keys
        tabIndex={0}
        onFocus={({ target }) => target === svg.current && target.matches(":focus-visible") && setCross([0.5, 0.5])}
        onBlur={({ target }) => target === svg.current && setCross(null)}
        onKeyDown={onKey}
        onPointerDown={(event) => event.button === 0 && dispatch({ type: "add", at: at(event) })}
        onPointerMove={(event) => held !== null && dispatch({ type: "move", index: held, at: at(event) })}
        onPointerUp={() => setHeld(null)}
      >
        {grid?.lines.map((line) => (
          <polyline key={line.map(px).join(" ")} className={classes.grid} points={line.map(px).join(" ")} />
        ))}
        {way === "rectangle" && pictures.length > 1 && (
          <polygon className={classes.outline} data-open={pictures.length < 4} points={pictures.map(px).join(" ")} />
        )}
        {pictures.length === 4 &&
          sides.map((side, i) => {
            const [a, b] = [pictures[i]!, pictures[(i + 1) % 4]!];
            const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
            return (
              <text
                key={`${a.join()}-${b.join()}`}
                className={classes.side}
                x={middle[0] * width}
                y={middle[1] * height}
                textAnchor="middle"
                dominantBaseline="middle"
              >
                {side === null ? "?" : `${metres.format(side)} m`}
              </text>
            );
          })}
        {pictures.map((point, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: points have no name but their place in the list
          <g key={i} className={classes.point}>
            {/* biome-ignore lint/a11y/useSemanticElements: a point of a drawing cannot be a button element */}
            <circle
              cx={point[0] * width}
              cy={point[1] * height}
              r={9}
              tabIndex={0}
              role="button"
              aria-label={t("ground.point", { number: i + 1 })}
              onPointerDown={(event) => {
                event.stopPropagation();
                svg.current?.setPointerCapture(event.pointerId);
                setHeld(i);
              }}
              onKeyDown={(event: KeyboardEvent) => {
                const step = event.shiftKey ? 10 : 1;
                const move = MOVES[event.key];
                if (move)
                  dispatch({
                    type: "move",
                    index: i,
                    at: [point[0] + (move[0] * step) / width, point[1] + (move[1] * step) / height],
                  });
                else if (event.key === "Delete" || event.key === "Backspace") dispatch({ type: "remove", index: i });
                else return;
                event.preventDefault();
              }}
            />
            <text x={point[0] * width} y={point[1] * height} textAnchor="middle" dominantBaseline="central">
              {i + 1}
            </text>
          </g>
        ))}
        {cross && <KeyboardCross at={cross} size={{ widthPx: width, heightPx: height }} />}
      </svg>
      <CrossWords state={{ cross, path: pictures }} />
    </div>
  );
}
