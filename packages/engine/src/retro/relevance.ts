// Which stored things a question must be shown: all others are left out whole, so that what is shown is judged exactly as if they were there.
import type { Line, Scenario, Zone } from "@vigie/contracts";
import { placeReferences } from "@vigie/contracts/places";
import {
  CARRIERS,
  classFamilies,
  createWatchHours,
  isInsidePolygon,
  PLACE_STEPS,
  type Point,
  type StoredPiece,
} from "@vigie/core";
import { asksWhoIsCarried, isLocal, namedClasses } from "./locality.ts";

/**
 * A thing that was never near a place of a local kind, never of a family that is asked for, or gone before its hours began, can be left
 * out: looks are joined to things one by one, zones and lines follow each thing for itself, and rules compare only things that are
 * inside the same zone or cross the same line. Where who is carried along does not count, what can carry somebody is shown wherever it is.
 */
export interface Relevance {
  /** Returns the number of its thing among all things of all sessions. */
  note(piece: StoredPiece, session: number): number;
  /** After all pieces were noted. */
  has(thing: number): boolean;
  /** True when it can be one of those that the scenario is about, and does not matter only because it may carry one of them. */
  counts(thing: number): boolean;
  /** Of all things. */
  size(): number;
}

export interface RelevanceOptions {
  scenario: Scenario;
  lines: readonly Line[];
  zones: readonly Zone[];
  /** Smallest aspect of the pictures asked about, and every class list that the detector had. */
  aspect: number;
  classLists: readonly (readonly string[])[];
}

const IN_AREA = 1;
const IN_FAMILY = 2;
const IN_HOURS = 4;
const CARRIES = 8;
const COUNTS = IN_AREA | IN_FAMILY | IN_HOURS;
const MINUTE_MS = 60_000;
/** Longer than any thing is remembered. */
const REMEMBERED_MS = 150_000;
/** A thing first seen this near to a line was born on it. Unit: sizes. */
const BORN_ON = 0.05;
/** Corners this near to the picture's edge are meant to lie on it. */
const EDGE = 0.02;

export function createRelevance(options: RelevanceOptions): Relevance {
  const { scenario } = options;
  /** Numbers of things, by session and the thing's number there; and what is known of each. */
  const sessions = new Map<number, Map<number, number>>();
  const marks: number[] = [];
  let session = Number.NaN;
  let ofSession = new Map<number, number>();
  const local = isLocal(scenario.kind);
  const meets = local ? createAreaTest(options) : () => true;
  const concerns = local ? createFamilyTest(options) : () => true;
  const isHour = createHoursTest(scenario);
  const carries = asksWhoIsCarried(scenario.kind) ? createClassTest(new Set(CARRIERS)) : () => false;

  return {
    note(piece, sessionOfPiece) {
      if (sessionOfPiece !== session) ofSession = sessionOf(sessionOfPiece);
      session = sessionOfPiece;
      let thing = ofSession.get(piece.thing);
      if (thing === undefined) {
        thing = marks.push(0) - 1;
        ofSession.set(piece.thing, thing);
      }
      let known = marks[thing]!;
      if ((known & COUNTS) === COUNTS) return thing;
      if ((known & CARRIES) === 0 && carries(piece.classes)) known |= CARRIES;
      if ((known & IN_FAMILY) === 0 && concerns(piece.classes)) known |= IN_FAMILY;
      if ((known & IN_AREA) === 0 && meets(piece)) known |= IN_AREA;
      if ((known & IN_HOURS) === 0 && isHour(piece.firstMs, piece.lastMs)) known |= IN_HOURS;
      marks[thing] = known;
      return thing;
    },
    has: (thing) => isShown(marks[thing]!),
    counts: (thing) => (marks[thing]! & COUNTS) === COUNTS,
    size: () => marks.length,
  };

  function sessionOf(number: number): Map<number, number> {
    const known = sessions.get(number) ?? new Map<number, number>();
    sessions.set(number, known);
    return known;
  }
}

function isShown(mark: number): boolean {
  return (mark & COUNTS) === COUNTS || (mark & (CARRIES | IN_HOURS)) === (CARRIES | IN_HOURS);
}

/** Twins of another class of the family decide with: the whole family is shown. */
function createFamilyTest({ scenario, classLists }: RelevanceOptions): (classes: string) => boolean {
  const named = namedClasses(scenario);
  const wanted = new Set(named);
  for (const list of classLists) {
    const families = classFamilies(list);
    const wantedFamilies = new Set(list.flatMap((name, id) => (named.has(name) ? [families[id]!] : [])));
    list.forEach((name, id) => {
      if (wantedFamilies.has(families[id]!)) wanted.add(name);
    });
  }
  return createClassTest(wanted);
}

/** True when one of the joined names is wanted. Cost: next to nothing for names that were asked about before. */
function createClassTest(wanted: ReadonlySet<string>): (classes: string) => boolean {
  const known = new Map<string, boolean>();
  return (classes) => {
    let answer = known.get(classes);
    if (answer === undefined) {
      answer = classes.split(",").some((name) => wanted.has(name));
      known.set(classes, answer);
    }
    return answer;
  };
}

function createHoursTest(scenario: Scenario): (fromMs: number, toMs: number) => boolean {
  if (!scenario.schedule) return () => true;
  const watchesAt = createWatchHours(scenario);
  const known = new Map<number, boolean>();
  return (fromMs, toMs) => {
    const last = Math.floor((toMs + REMEMBERED_MS) / MINUTE_MS);
    for (let minute = Math.floor((fromMs - REMEMBERED_MS) / MINUTE_MS); minute <= last; minute++) {
      let watches = known.get(minute);
      if (watches === undefined) {
        watches = watchesAt(minute * MINUTE_MS);
        known.set(minute, watches);
      }
      if (watches) return true;
    }
    return false;
  };
}

function createAreaTest({ scenario, lines, zones, aspect }: RelevanceOptions): (piece: StoredPiece) => boolean {
  const shapes = placeReferences(scenario).flatMap(({ shape, id }) => {
    if (shape === "line")
      return lines.filter((line) => line.id === id).map((line) => ({ points: line.points, closed: false }));
    return zones
      .filter((zone) => zone.id === id)
      .map((zone) => ({ points: zone.polygon.map(([x, y]): Point => [toEdge(x), toEdge(y)]), closed: true }));
  });
  return (piece) => {
    // Feet are kept in whole steps, hence one step of room.
    const roomY = BORN_ON * piece.size + 1 / PLACE_STEPS;
    const roomX = (BORN_ON * piece.size) / Math.min(1, aspect) + 1 / PLACE_STEPS;
    const x1 = piece.x1 / PLACE_STEPS - roomX;
    const y1 = piece.y1 / PLACE_STEPS - roomY;
    const x2 = piece.x2 / PLACE_STEPS + roomX;
    const y2 = piece.y2 / PLACE_STEPS + roomY;
    return shapes.some(({ points, closed }) => meetsBox(points, closed, x1, y1, x2, y2));
  };
}

function toEdge(value: number): number {
  if (value < EDGE) return 0;
  return value > 1 - EDGE ? 1 : value;
}

/** True when the path, or the inside of the outline, and the box have a point in common. */
function meetsBox(points: readonly Point[], closed: boolean, x1: number, y1: number, x2: number, y2: number): boolean {
  const last = closed ? points.length : points.length - 1;
  for (let i = 0; i < last; i++) {
    if (segmentMeetsBox(points[i]!, points[(i + 1) % points.length]!, x1, y1, x2, y2)) return true;
  }
  return closed && isInsidePolygon(points, [x1, y1]);
}

/** Cuts the segment at the four sides; something is left when they meet. */
function segmentMeetsBox(a: Point, b: Point, x1: number, y1: number, x2: number, y2: number): boolean {
  let from = 0;
  let to = 1;
  for (let axis = 0; axis < 2; axis++) {
    const low = axis === 0 ? x1 : y1;
    const high = axis === 0 ? x2 : y2;
    const start = a[axis]!;
    const way = b[axis]! - start;
    if (way === 0) {
      if (start < low || start > high) return false;
      continue;
    }
    const first = (low - start) / way;
    const second = (high - start) / way;
    from = Math.max(from, Math.min(first, second));
    to = Math.min(to, Math.max(first, second));
    if (from > to) return false;
  }
  return true;
}
