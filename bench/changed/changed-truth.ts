// What a person drew and wrote down of a clip, as it holds for the clip shown differently.
import { type Line, type Point, type Polygon, placeReferences, type Scenario, type Zone } from "@vigie/contracts";
import { polygonArea } from "@vigie/core/geometry";
import { ALARM_WINDOW_S } from "@vigie/evals";
import type { ClipEvents } from "../../test/product/support/event-truth.ts";
import type { Change } from "./changes.ts";
import { cutLine, cutPolygon, lengthOf } from "./cut-shapes.ts";

export interface ChangedTruth extends ClipEvents {
  /**
   * Per scenario the spans in which one alarm is neither right nor wrong: what it tells began before the first picture, so that the truth
   * does not say when, or whether, it is true of what is shown. Unit: seconds of what is shown.
   */
  open: Record<string, { fromS: number; toS: number }[]>;
}

/** A place that keeps less of itself is another place. Share of its area or length. */
const PLACE_KEPT_LEAST = 0.8;
/** What became true this soon after the first picture may have begun before it. Unit: s. */
const BEGINNING_S = 1.5;
/** What is over at once and is left open is told of within this; what lasts, within the time that every alarm has. Unit: s. */
const OPEN_FOR_S = 2;

export function changedTruth(truth: ClipEvents, change: Change): ChangedTruth {
  const shown = beginning(changedPlaces(truth, change), change.fromS);
  const ids = new Set(shown.scene.scenarios.map(({ id }) => id));
  const only = <T>(of: Record<string, T>) => Object.fromEntries(Object.entries(of).filter(([id]) => ids.has(id)));
  return { ...shown, tells: only(shown.tells), open: only(shown.open) };
}

function changedPlaces(truth: ClipEvents, { isMirrored, cutShare }: Change): ClipEvents {
  const { scene } = truth;
  const place = ([x, y]: Point): Point => [(isMirrored ? 1 - x : x) / (1 - cutShare), (y - cutShare) / (1 - cutShare)];
  const lines = scene.lines.map((line) => movedLine(line, place, isMirrored));
  const zones = scene.zones.map((zone) => ({ ...zone, polygon: zone.polygon.map(place) }));
  const keptLines = lines.flatMap((line): Line[] => {
    const points = cutLine(line.points);
    return lengthOf(points) < PLACE_KEPT_LEAST * lengthOf(line.points) ? [] : [{ ...line, points }];
  });
  const keptZones = zones.flatMap((zone): Zone[] => {
    const polygon = cutPolygon(zone.polygon) as Polygon;
    return polygonArea(polygon) < PLACE_KEPT_LEAST * polygonArea(zone.polygon) ? [] : [{ ...zone, polygon }];
  });
  const there = { line: new Set(keptLines.map(({ id }) => id)), zone: new Set(keptZones.map(({ id }) => id)) };
  const scenarios = scene.scenarios
    .filter((one) => placeReferences(one).every(({ shape, id }) => there[shape === "line" ? "line" : "zone"].has(id)))
    .map(
      (one): Scenario =>
        one.kind === "wrong-way-zone" ? { ...one, heading: [place(one.heading[0]), place(one.heading[1])] } : one,
    );
  return { ...truth, scene: { ...scene, lines: keptLines, zones: keptZones, scenarios } };
}

/** In a mirror left and right hand change places; walked from its other end, the line has them where they were. */
function movedLine(line: Line, place: (point: Point) => Point, isMirrored: boolean): Line {
  const points = line.points.map(place);
  return { ...line, points: isMirrored ? points.reverse() : points };
}

function beginning(truth: ClipEvents, fromS: number): ChangedTruth {
  const tells: ChangedTruth["tells"] = {};
  const open: ChangedTruth["open"] = {};
  for (const scenario of truth.scene.scenarios) {
    const { id } = scenario;
    const waitS = waitingTimeS(scenario);
    const shownS = truth.tells[id]!.map((atS) => atS - fromS);
    const isOpen = (atS: number) => fromS > 0 && atS - waitS < BEGINNING_S;
    tells[id] = shownS.filter((atS) => !isOpen(atS));
    open[id] = shownS.flatMap((atS) => {
      // What is over at once and was so before the first picture is not shown at all.
      if (!isOpen(atS) || (waitS === 0 && atS < -BEGINNING_S)) return [];
      return [{ fromS: 0, toS: Math.max(atS, waitS) + (waitS === 0 ? OPEN_FOR_S : ALARM_WINDOW_S) }];
    });
  }
  return { ...truth, tells, open };
}

/** How long it must last before it is told. Unit: s. */
function waitingTimeS(scenario: Scenario): number {
  if (scenario.kind === "dumping") return scenario.minStopS + scenario.minLeftS;
  return "minStayS" in scenario ? scenario.minStayS : 0;
}
