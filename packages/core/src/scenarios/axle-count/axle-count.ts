// Axle count: each vehicle of a ticked class that crosses the line, with how many axles it has, or that nobody can say.
import type { AxleCounts, ScenarioOf, SceneEvent } from "@vigie/contracts";
import { bottomCentre, distanceToSegment } from "../../geometry/index.ts";
import type { Crossing, Observation, Thing } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { boxInPicture, eventOf, subjectOf } from "../scene-event.ts";
import { type AxleFinding, countAxles, type NotKnown } from "./count-axles.ts";
import { type Vehicle, vehicleOf } from "./coupled.ts";
import { createVehicleLooks, hidesWheels, type VehicleLooks } from "./vehicle-looks.ts";

export interface AxleCountState {
  definition: ScenarioOf<"axle-count">;
  setting: Setting;
  /** Of every ticked thing that moves near the line and is not yet told. */
  looks: Map<Thing, VehicleLooks>;
  /** Clock: of the newest picture that was looked at. */
  lookedMs: number;
  /** Over the line and not yet told: the rest of the vehicle is still to come. */
  crossed: Crossing[];
  /** Vehicles of which was told, by their parts. */
  told: Map<Thing, Told>;
  totals: AxleCounts;
}

interface Told {
  /** When it crossed. */
  atMs: number;
  parts: readonly Thing[];
}

/** Not seen for so long, it has gone by. Unit: ms. */
const GONE_MS = 700;
/** Whoever is still there then is judged by what was seen. Unit: ms. */
const LONGEST_MS = 4_000;
/** Parts of one vehicle cross within this. Unit: ms. */
const PART_MS = 8_000;
/** A car with a trailer has so many axles at most. */
const MOST_OF_CAR = 3;
/** Looks nearer to each other say nothing new. Unit: ms. */
const LOOK_EVERY_MS = 75;
/** What stands shows the same again. Unit: sizes per second. */
const MOVES = 0.15;
/** Farther from the line nothing is looked for. Unit: lengths of the vehicle's box. */
const NEAR_LINE = 2.5;

export const axleCount: ScenarioRule<"axle-count", AxleCountState> = {
  kind: "axle-count",
  begin: (definition, setting) => ({
    definition,
    setting,
    looks: new Map(),
    lookedMs: Number.NEGATIVE_INFINITY,
    crossed: [],
    told: new Map(),
    totals: { camera: setting.cameraId, scenario: definition.id, line: definition.line, forward: {}, backward: {} },
  }),
  step(state, observation, nowMs) {
    look(state, observation, nowMs);
    const { definition, setting, crossed } = state;
    for (const crossing of observation.crossings.get(definition.line) ?? []) {
      const { thing, direction, atMs } = crossing;
      if (!concerns(definition, setting, thing) || !setting.watchesAt(atMs)) continue;
      if (definition.direction === "both" || definition.direction === direction) crossed.push(crossing);
    }
    const { gone } = observation;
    const hasGone = (thing: Thing): boolean => gone.includes(thing) || nowMs - thing.seenMs >= GONE_MS;
    const isDone = ({ thing, atMs }: Crossing): boolean =>
      nowMs - atMs >= LONGEST_MS || (hasGone(thing) && vehicleOf(state.looks, thing).parts.every(hasGone));
    const events = crossed.length === 0 ? noEvents : tellAll(state, crossed.filter(isDone));
    forget(state, nowMs, hasGone);
    return { state, events };
  },
  end(state) {
    const events = tellAll(state, state.crossed);
    state.looks.clear();
    state.told.clear();
    return { state, events };
  },
  totals: ({ totals }) => ({
    axles: [{ ...totals, forward: { ...totals.forward }, backward: { ...totals.backward } }],
  }),
};

/** Parts that are gone are kept until their vehicle was told, and what was told until none of its parts can cross any more. */
function forget({ told, looks, crossed }: AxleCountState, nowMs: number, hasGone: (thing: Thing) => boolean): void {
  for (const [thing, { atMs, parts }] of told) {
    if (nowMs - atMs > PART_MS + LONGEST_MS || parts.every(hasGone)) looks.delete(thing);
    if (nowMs - atMs > PART_MS + LONGEST_MS) told.delete(thing);
  }
  for (const [thing, { all }] of looks) {
    const isOld = nowMs - (all.at(-1)?.ms ?? thing.seenMs) > PART_MS;
    if (isOld && !crossed.some((crossing) => crossing.thing === thing)) looks.delete(thing);
  }
}

function look(state: AxleCountState, { things, picture, aspect }: Observation, nowMs: number): void {
  const { definition, setting, looks } = state;
  const gray = picture?.fine ?? picture?.gray;
  if (!gray || nowMs - state.lookedMs < LOOK_EVERY_MS) return;
  state.lookedMs = nowMs;
  for (const thing of things) {
    if (!thing.seen || !concerns(definition, setting, thing)) continue;
    if (!isNearLine(state, thing, aspect)) continue;
    if (Math.hypot(thing.vx, thing.vy) < MOVES * thing.size) continue;
    const kept = looks.get(thing) ?? createVehicleLooks();
    looks.set(thing, kept);
    const nearer = things.filter((other) => other !== thing && nowMs - other.seenMs < GONE_MS);
    const hiders = nearer.map(({ box }) => box).filter((box) => hidesWheels(thing.box, box));
    kept.take(nowMs, thing.box, hiders, gray);
  }
}

function isNearLine({ definition, setting }: AxleCountState, { box }: Thing, aspect: number): boolean {
  const points = setting.lines.get(definition.line)?.points ?? [];
  const foot = bottomCentre(box);
  const reach = (NEAR_LINE + 0.5) * (box[2] - box[0]) * aspect;
  return points.some((end, i) => i > 0 && distanceToSegment(foot, points[i - 1]!, end, aspect) <= reach);
}

/** One event for each vehicle, whatever number of boxes it came in. */
function tellAll(state: AxleCountState, done: readonly Crossing[]): SceneEvent[] {
  return done.flatMap((crossing) => {
    if (!state.crossed.includes(crossing)) return [];
    const { atMs, direction } = crossing;
    const vehicle = vehicleOf(state.looks, crossing.thing);
    const { parts } = vehicle;
    // Alone it may turn round and cross again; together with what was told it is a part of that.
    const isTold =
      parts.length > 1 &&
      parts.some((part) => atMs - (state.told.get(part)?.atMs ?? Number.NEGATIVE_INFINITY) <= PART_MS);
    state.crossed = state.crossed.filter(
      (other) => other !== crossing && !(parts.includes(other.thing) && other.direction === direction),
    );
    for (const part of parts) state.told.set(part, { atMs, parts });
    return isTold ? [] : [tell(state, crossing, vehicle)];
  });
}

function tell({ definition, setting, totals }: AxleCountState, crossing: Crossing, vehicle: Vehicle): SceneEvent {
  const { direction, atMs } = crossing;
  const { parts, looks } = vehicle;
  const thing = parts[0]!;
  const counted: AxleFinding = looks.length > 0 ? countAxles(looks) : { axles: null, because: vehicle.without };
  // So many under what looks like a car: its box is a part of something larger.
  const isPart = thing.className === "car" && (counted.axles ?? 0) > MOST_OF_CAR;
  const finding: AxleFinding = isPart ? { axles: null, because: "cut" } : counted;
  const key = finding.axles === null ? "unknown" : String(finding.axles);
  totals[direction][key] = (totals[direction][key] ?? 0) + 1;
  const { placeName } = setting;
  const facts = { className: thing.className, placeName, direction };
  const what = subjectOf(thing.className);
  return eventOf({
    definition,
    setting,
    phase: "instant",
    startedAtMs: atMs,
    thing,
    trackIds: parts.flatMap((part) => [...part.trackIds]),
    direction,
    box: boxInPicture(crossing.box),
    ...(finding.axles === null
      ? {
          why: `${what} counted ${direction} across ${placeName}; axles unknown: ${BECAUSE[finding.because]}`,
          facts: { ...facts, axles: "unknown", because: finding.because },
        }
      : {
          why: `${what} with ${finding.axles} axles counted ${direction} across ${placeName}`,
          facts: { ...facts, axles: finding.axles },
        }),
  });
}

const BECAUSE: Record<NotKnown, string> = {
  small: "it was too small in the picture, or seen too briefly",
  slanted: "it was not seen from its side",
  cut: "a part of it was never seen",
  unclear: "its wheels could not be told from the rest",
};
