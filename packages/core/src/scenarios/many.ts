// Scenarios about many things at once: who is in the zone, counted once each, and the one event about all of them.
import type { Scenario, SceneEvent } from "@vigie/contracts";
import { boxArea, boxOverlap } from "../geometry/index.ts";
import {
  areOneVehicle,
  areTwins,
  isOccupant,
  type Observation,
  type Presence,
  scoreOf,
  type Thing,
} from "../observations/index.ts";
import { isCarried } from "./carried.ts";
import { type Level, lowLevel, stepLevel } from "./level.ts";
import { concerns, noEvents, type Setting } from "./scenario-rule.ts";
import { endedEvent, eventOf, type Told } from "./scene-event.ts";

/** Nobody stands so near behind somebody that their feet are this near. Unit: sizes of the hidden one. */
const ONE_PLACE = 0.15;
/** Boxes of one body share so much of the smaller. */
const ONE_BODY = 0.6;
/** A box within another one shares so much of itself with it. */
const WITHIN = 0.8;
/** Feet of one body in two boxes are no farther apart. Unit: sizes of the smaller box. */
const BESIDE = 0.25;
/** Who is half hidden is seen less surely, but not by so much less: that is a box round somebody and what they push. Share of the surer score. */
const HIDDEN_SCORE = 0.55;
/** Who stood still for this long when last seen is still there; who walked may have left. Unit: ms. */
const STANDS_MS = 1_000;
/** Who walks and was missed for no longer than this, one look at two a second, is still there. Unit: ms. */
const MISSED_MS = 600;

/** Things of the scenario inside its zone now, oldest visit first; two tracks of one thing are one, also after one handed it to the other. */
export function insideNow(
  observation: Observation,
  definition: { zone: string; minScore: number },
  setting: Setting,
  nowMs: number,
): Thing[] {
  const inside: Thing[] = [];
  const presences = observation.presences.get(definition.zone);
  if (!presences || presences.size === 0) return inside;
  for (const presence of presences.values()) {
    const { thing } = presence;
    if (!isOccupant(presence, nowMs) || !concerns(definition, setting, thing)) continue;
    if (isCarried(thing, observation.things)) continue;
    if (!thing.seen && hasGivenPlace(thing, presences.values(), observation.aspect)) continue;
    if (!inside.some((other) => isCountedTwice(other, thing, observation.aspect))) inside.push(thing);
  }
  return inside.length < 2 ? inside : inside.filter((thing) => !isRoundAnother(thing, inside));
}

/**
 * True for two boxes of one body: one lies within the other, or both stand at one place. Of two people who stand close together each has
 * feet, and a side, of their own.
 */
function isCountedTwice(a: Thing, b: Thing, aspect: number): boolean {
  if (!areTwins(a, a.box, b, b.box)) return false;
  if (a.className !== "person" || b.className !== "person") return true;
  if (Math.min(a.score, b.score) < HIDDEN_SCORE * Math.max(a.score, b.score)) return true;
  const [small, large] = boxArea(a.box) < boxArea(b.box) ? [a, b] : [b, a];
  if (boxOverlap(small.box, large.box) >= WITHIN * boxArea(small.box)) return true;
  return Math.hypot((small.x - large.x) * aspect, small.y - large.y) <= BESIDE * small.size;
}

/** True when its box is one around a vehicle that is counted, and the ground or the next one beside it. */
function isRoundAnother(thing: Thing, inside: readonly Thing[]): boolean {
  return inside.some(
    (other) => boxArea(other.box) < boxArea(thing.box) && areOneVehicle(other, other.box, thing, thing.box),
  );
}

/** True when somebody who is seen stands just where this one was last seen: the track went over to another, the body is the same. */
function hasGivenPlace(unseen: Thing, presences: Iterable<Presence>, aspect: number): boolean {
  for (const { thing, isInside } of presences) {
    if (!isInside || !thing.seen || thing.family !== unseen.family) continue;
    if (Math.hypot((thing.x - unseen.x) * aspect, thing.y - unseen.y) > ONE_PLACE * unseen.size) continue;
    const smaller = Math.min(boxArea(thing.box), boxArea(unseen.box));
    if (boxOverlap(thing.box, unseen.box) >= ONE_BODY * smaller) return true;
  }
  return false;
}

/** How many of them are there for sure: seen but a look ago, for of many some are missed at every look, or standing still when last seen. */
export function surelyThere(things: readonly Thing[], nowMs: number): number {
  return things.filter(({ seenMs, stillSinceMs }) => nowMs - seenMs <= MISSED_MS || seenMs - stillSinceMs >= STANDS_MS)
    .length;
}

export interface ManyFinding {
  definition: Scenario;
  setting: Setting;
  things: readonly Thing[];
  atMs: number;
  told: Told;
}

/** A `started` event about several things, with the mean of their scores. */
export function eventOfMany({ definition, setting, things, atMs, told }: ManyFinding): SceneEvent {
  const event = eventOf({
    definition,
    setting,
    phase: "started",
    startedAtMs: atMs,
    thing: things[0]!,
    ...told,
    classes: [...new Set(things.map((thing) => thing.className))].sort(),
    trackIds: things.flatMap((thing) => thing.trackIds).sort((a, b) => a - b),
    box: null,
  });
  const score = things.reduce((sum, thing) => sum + scoreOf(thing), 0) / things.length;
  return { ...event, score: Math.round(score * 1000) / 1000 };
}

export interface ManyState {
  definition: Scenario & { minStayS: number };
  setting: Setting;
  level: Level;
}

/** One step of a kind whose whole state is a level. `tell` says the sentence for a value; while `isSure` is false nothing is told anew. */
export function stepMany(
  state: ManyState,
  things: readonly Thing[],
  value: number,
  isAbove: boolean,
  nowMs: number,
  tell: (value: number) => Told,
  isSure = true,
): readonly SceneEvent[] {
  const { definition, setting, level } = state;
  const turn = stepLevel(level, value, isAbove && things.length > 0, nowMs, definition.minStayS * 1000, isSure);
  if (turn === "start") {
    level.event = eventOfMany({ definition, setting, things, atMs: nowMs, told: tell(value) });
    return [level.event];
  }
  if (turn === null) return noEvents;
  const events = level.event ? [endedEvent(level.event, level.belowMs!, tell(level.most))] : noEvents;
  state.level = lowLevel();
  return events;
}

/** Ends what is open. */
export function endMany(state: ManyState, because: string, tell: (value: number) => Told): readonly SceneEvent[] {
  const { event, lastAboveMs, most } = state.level;
  const events = event ? [endedEvent(event, lastAboveMs, tell(most), because)] : noEvents;
  state.level = lowLevel();
  return events;
}

/** How long the level has been too high. Unit: ms. */
export function heldMs({ aboveMs, lastAboveMs }: Level): number {
  return lastAboveMs - (aboveMs ?? lastAboveMs);
}
