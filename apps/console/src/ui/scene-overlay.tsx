// Drawn places over a picture that is shown whole (contain) or cut (cover); the drawing is fitted exactly as the picture is.
import { type Alarm, type Box, type Point, placeReferences, type Scene } from "@vigie/contracts";
import classes from "./scene-overlay.module.css";

export type PlaceKind = "line" | "zone" | "mask";

/** One drawn thing, whatever it is. Space: normalised. */
export interface DrawnPlace {
  kind: PlaceKind;
  id: string;
  name: string;
  points: readonly Point[];
}

export function placesOf(scene: Scene): DrawnPlace[] {
  return [
    ...scene.masks.map(({ id, name, polygon }) => ({ kind: "mask" as const, id, name: name ?? id, points: polygon })),
    ...scene.zones.map(({ id, name, polygon }) => ({ kind: "zone" as const, id, name: name ?? id, points: polygon })),
    ...scene.lines.map(({ id, name, points }) => ({ kind: "line" as const, id, name: name ?? id, points })),
  ];
}

/**
 * The place of an alarm, as far as it is still the one that the alarm speaks of: null when the scenario or its place is gone, has become
 * another kind, or bears another name now.
 */
export function placeOfAlarm(scene: Scene, alarm: Pick<Alarm, "scenarioId" | "kind" | "facts">): DrawnPlace | null {
  const scenario = scene.scenarios.find(({ id }) => id === alarm.scenarioId);
  if (scenario?.kind !== alarm.kind) return null;
  const [reference] = placeReferences(scenario);
  const kind = reference?.shape === "line" ? "line" : "zone";
  const place = placesOf(scene).find((drawn) => drawn.kind === kind && drawn.id === reference?.id);
  const { placeName } = alarm.facts;
  return place && (placeName === undefined || place.name === placeName) ? place : null;
}

export interface Arrow {
  from: readonly [number, number];
  to: readonly [number, number];
  /** Longest side of its head; without one the head grows with the arrow. */
  headPx?: number;
}

/** From the middle of a line towards the side on which a forward crossing ends: the right hand of who walks the line. Unit: pixels. */
export function forwardArrow(points: readonly Point[], widthPx: number, heightPx: number, lengthPx: number): Arrow {
  const pixels = points.map(([x, y]) => [x * widthPx, y * heightPx] as const);
  const lengths = pixels.slice(1).map(([x, y], i) => Math.hypot(x - pixels[i]![0], y - pixels[i]![1]));
  let left = lengths.reduce((sum, length) => sum + length, 0) / 2;
  let i = 0;
  while (i < lengths.length - 1 && left > lengths[i]!) left -= lengths[i++]!;
  const [ax, ay] = pixels[i] ?? [0, 0];
  const [bx, by] = pixels[i + 1] ?? [ax, ay];
  const length = lengths[i] || 1;
  const [dx, dy] = [(bx - ax) / length, (by - ay) / length];
  const from = [ax + dx * left, ay + dy * left] as const;
  return { from, to: [from[0] - dy * lengthPx, from[1] + dx * lengthPx] };
}

export function SceneOverlay(props: {
  widthPx: number;
  heightPx: number;
  fit: "contain" | "cover";
  places: readonly DrawnPlace[];
  box?: Box | null | undefined;
}) {
  const { widthPx, heightPx } = props;
  const path = (points: readonly Point[]) => points.map(([x, y]) => `${x * widthPx},${y * heightPx}`).join(" ");
  return (
    <svg
      className={classes.overlay}
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      preserveAspectRatio={`xMidYMid ${props.fit === "cover" ? "slice" : "meet"}`}
      aria-hidden="true"
    >
      {props.places.map((place) => (
        <g key={`${place.kind}-${place.id}`}>
          {place.kind === "line" ? (
            <>
              <polyline className={classes.under} points={path(place.points)} />
              <polyline className={classes.line} points={path(place.points)} />
              <ArrowMark {...forwardArrow(place.points, widthPx, heightPx, Math.max(widthPx, heightPx) * 0.045)} />
            </>
          ) : (
            <polygon className={classes[place.kind]} points={path(place.points)} />
          )}
        </g>
      ))}
      {props.box && (
        <rect
          className={classes.box}
          x={props.box[0] * widthPx}
          y={props.box[1] * heightPx}
          width={(props.box[2] - props.box[0]) * widthPx}
          height={(props.box[3] - props.box[1]) * heightPx}
        />
      )}
    </svg>
  );
}

/** A shaft and a head that keep their shape at every angle. */
export function ArrowMark({ from, to, headPx = Number.POSITIVE_INFINITY }: Arrow) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const back = (turn: number) => {
    const angle = Math.atan2(dy, dx) + Math.PI + turn;
    const length = Math.min(headPx, Math.hypot(dx, dy) * 0.38);
    return `${to[0] + Math.cos(angle) * length},${to[1] + Math.sin(angle) * length}`;
  };
  return (
    <>
      <line className={classes.under} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <line className={classes.line} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <polyline className={classes.line} points={`${back(0.5)} ${to[0]},${to[1]} ${back(-0.5)}`} />
    </>
  );
}
