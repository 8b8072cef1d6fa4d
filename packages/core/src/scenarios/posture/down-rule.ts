// People who are down: what `fall` and `lying` share. One event a person, also when the track breaks with the change of shape.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { iou } from "../../geometry/index.ts";
import { hasLeft, type Observation, type Presence, type Thing } from "../../observations/index.ts";
import { CARRIERS } from "../carried.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, type Told } from "../scene-event.ts";
import { type Posture, postureOf } from "./posture.ts";
import { createStandingHeights, type StandingHeights } from "./standing-height.ts";

export type DownKind = "fall" | "lying";

interface Person extends Cause {
  /** What it is told as: its class while upright, whatever the detector takes the body for. */
  className: string;
  /** Own height while upright. Unit: picture heights; null before it was seen upright. */
  standing: number | null;
  /** Clock: frame time of the newest upright look. */
  uprightMs: number | null;
  /** Since when down, and the newest look that showed it so. */
  downMs: number | null;
  downSeenMs: number;
  /** Where it is down. Space: normalised. */
  downX: number;
  downY: number;
  /** True when it was upright shortly before. */
  fell: boolean;
  /** Upright again since. */
  upSinceMs: number | null;
}

export interface DownState<K extends DownKind> {
  definition: ScenarioOf<K>;
  setting: Setting;
  people: Map<Thing, Person>;
  heights: StandingHeights;
  /** Where something lay that nobody saw upright. */
  lain: LyingPlace[];
}

interface LyingPlace {
  thing: Thing;
  box: readonly [number, number, number, number];
  /** Clock: its first and its newest look. */
  sinceMs: number;
  seenMs: number;
}

export interface DownTraits<K extends DownKind> {
  kind: K;
  limitS(definition: ScenarioOf<K>): number;
  /** Only who was upright a moment before. */
  mustFall: boolean;
  verb: string;
}

/** From upright to down within this is a fall; slower is lying down. Unit: ms. */
const FALL_MS = 2_000;
/** The box of somebody who falls is lost for up to this, and found again so near. Unit: ms; heights. */
const LOST_MS = 2_500;
const LOST_DISTANCE = 1.2;
/** A body is at most so high and so long. Unit: own height while upright. */
const BODY_HIGH = 0.6;
const BODY_LONG = 1.6;
/** Looks that show it otherwise for less than this do not end it; upright for this long it has got up. Unit: ms. */
const GAP_MS = 1_500;
const UP_MS = 1_000;
/** Who crawls further than this (unit: sizes) is down anew. */
const CRAWL = 1;
const HEIGHT_SHARE = 0.2;
/** Nobody saw it walk or stand: told only when it is likelier a person than not, for a flower tub is wide and lies there too. */
const SURE_SCORE = 0.5;
/** What lay at a place is remembered for so long, and lies there again with a box that shares so much. Unit: ms. */
const LAIN_MS = 600_000;
const SAME_PLACE = 0.6;
/** At most so many places. */
const MOST_LAIN = 32;

export function downRule<K extends DownKind>(traits: DownTraits<K>): ScenarioRule<K, DownState<K>> {
  return {
    kind: traits.kind,
    begin: (definition, setting) => ({
      definition,
      setting,
      people: new Map(),
      heights: createStandingHeights(),
      lain: [],
    }),
    step(state, observation, nowMs) {
      const { definition, setting, people } = state;
      const events: SceneEvent[] = [];
      const limitMs = traits.limitS(definition) * 1000;
      // Who bends over somebody who is down is not.
      goOnWithTwins(people, observation.aspect, ({ downMs }) => downMs !== null);
      const inZone = observation.presences.get((definition as ScenarioOf<DownKind>).zone);
      for (const presence of inZone?.values() ?? []) {
        const { thing } = presence;
        const isAsked = concerns(definition as ScenarioOf<DownKind>, setting, thing);
        if (!isAsked && !people.has(thing) && !isBody(people, thing, observation.aspect)) continue;
        const person = follow(state, presence, observation);
        if (!person || !thing.seen) continue;
        look(state, person, observation, nowMs);
        if (person.event && person.downMs === null) {
          events.push(endedEvent(person.event, person.downSeenMs, tell(state, traits, person)));
          person.event = null;
        }
        if (person.event || person.downMs === null || person.downSeenMs !== nowMs) continue;
        if (nowMs - person.downMs < limitMs || (traits.mustFall && !person.fell)) continue;
        if (person.uprightMs === null && thing.score < SURE_SCORE) continue;
        if (!presence.isInside || isToldByTwin(people, thing, observation.aspect)) continue;
        const told = tell(state, traits, person);
        person.event = eventOf({
          definition,
          setting,
          phase: "started",
          startedAtMs: nowMs,
          thing,
          ...told,
          classes: [person.className],
        });
        events.push(person.event);
      }
      for (const [thing, person] of people) {
        if (!isOver(person, nowMs)) continue;
        people.delete(thing);
        if (person.event) events.push(endedEvent(person.event, person.insideMs, tell(state, traits, person)));
      }
      return { state, events: events.length > 0 ? events : noEvents };
    },
    end(state, _nowMs, because) {
      const open = [...state.people.values()].filter((person) => person.event !== null);
      state.people.clear();
      return {
        state,
        events: open.map((p) => endedEvent(p.event!, p.insideMs, tell(state, traits, p), p.hasLeft ? "" : because)),
      };
    },
  };
}

function follow<K extends DownKind>(state: DownState<K>, presence: Presence, observation: Observation): Person | null {
  const { thing, insideMs } = presence;
  let person = state.people.get(thing);
  if (!presence.isInside) {
    if (person) person.hasLeft = true;
    return person ?? null;
  }
  if (!person) {
    if (!thing.seen) return null;
    const lost = lostNear(state.people, thing, observation.aspect, state.lain);
    person = takeOver(state.people, presence, observation.aspect) ?? {
      ...newCause(thing, insideMs),
      className: lost?.className ?? thing.className,
      standing: lost?.standing ?? null,
      uprightMs: lost?.uprightMs ?? null,
      downMs: null,
      downSeenMs: 0,
      downX: 0,
      downY: 0,
      fell: false,
      upSinceMs: null,
    };
    state.people.set(thing, person);
  }
  person.hasLeft = false;
  person.insideMs = insideMs;
  return person;
}

/** Who was upright here and was lost just before this one appeared: the change of shape broke the track. */
function lostNear(
  people: ReadonlyMap<Thing, Person>,
  thing: Thing,
  aspect: number,
  lain: readonly LyingPlace[] = [],
): Person | null {
  for (const person of people.values()) {
    const { thing: lost, standing, uprightMs } = person;
    if (lost.seen || standing === null || uprightMs === null) continue;
    if (thing.bornMs - lost.seenMs > LOST_MS || thing.bornMs < lost.seenMs - 300) continue;
    if (hasLeft(lost, (thing.bornMs - lost.seenMs) / 1000, aspect)) continue;
    if (layBefore(lain, thing, uprightMs, thing.seenMs)) continue;
    if (Math.hypot((thing.x - lost.x) * aspect, thing.y - lost.y) <= LOST_DISTANCE * standing) return person;
  }
  return null;
}

/**
 * A vehicle of a person's length that nobody saw come, where somebody who stood was lost a moment ago: no vehicle is that small, and detectors
 * that learnt from photographs call whoever lies on the ground a car.
 */
function isBody(people: ReadonlyMap<Thing, Person>, thing: Thing, aspect: number): boolean {
  if (!CARRIERS.includes(thing.className) || thing.hasMoved) return false;
  const standing = lostNear(people, thing, aspect)?.standing;
  const [x1, y1, x2, y2] = thing.box;
  return standing != null && y2 - y1 <= BODY_HIGH * standing && (x2 - x1) * aspect <= BODY_LONG * standing;
}

/** True when something lay there while the other was still upright. */
function layBefore(lain: readonly LyingPlace[], thing: Thing, uprightMs: number, nowMs: number): boolean {
  return lain.some(
    (place) => nowMs - place.seenMs <= LAIN_MS && place.sinceMs < uprightMs && iou(place.box, thing.box) >= SAME_PLACE,
  );
}

/** Keeps where something lies that nobody saw upright: it was there before whoever is lost beside it later. */
function keepLain(state: { lain: LyingPlace[] }, { thing, uprightMs }: Person, nowMs: number): void {
  if (uprightMs !== null) return;
  const known = state.lain.find(({ box }) => iou(box, thing.box) >= SAME_PLACE);
  if (known) {
    known.box = [...thing.box];
    known.seenMs = nowMs;
    return;
  }
  const others = state.lain.filter(({ seenMs }) => nowMs - seenMs <= LAIN_MS).slice(1 - MOST_LAIN);
  state.lain = [...others, { thing, box: [...thing.box], sinceMs: nowMs, seenMs: nowMs }];
}

function look<K extends DownKind>(state: DownState<K>, person: Person, observation: Observation, nowMs: number): void {
  const { thing } = person;
  const height = thing.box[3] - thing.box[1];
  const standing = person.standing ?? state.heights.at(thing.box[3]);
  // What appears where somebody has just fallen, and was not seen to come, hides nobody: it is one more name for the body.
  const others = CARRIERS.includes(thing.className)
    ? observation.things.filter(({ hasMoved, bornMs }) => hasMoved || bornMs < thing.bornMs)
    : observation.things;
  const posture: Posture = postureOf(thing, others, standing, observation.aspect);
  if (posture === "upright") {
    person.standing = person.standing === null ? height : person.standing + (height - person.standing) * HEIGHT_SHARE;
    person.uprightMs = nowMs;
    // Who lay there and has got up is no bench.
    if (state.lain.some((place) => place.thing === thing))
      state.lain = state.lain.filter((place) => place.thing !== thing);
    state.heights.learn(thing.box[3], height);
  }
  if (posture === "down") {
    const crawled = Math.hypot((thing.x - person.downX) * observation.aspect, thing.y - person.downY);
    if (person.downMs === null && person.uprightMs !== null && layBefore(state.lain, thing, person.uprightMs, nowMs))
      person.uprightMs = null;
    if (person.downMs === null || crawled > CRAWL * thing.size) {
      person.fell = person.downMs === null && person.uprightMs !== null && nowMs - person.uprightMs <= FALL_MS;
      person.downMs = nowMs;
      person.downX = thing.x;
      person.downY = thing.y;
    }
    person.downSeenMs = nowMs;
    person.upSinceMs = null;
    keepLain(state, person, nowMs);
    return;
  }
  if (person.downMs === null || posture === "unknown") return;
  person.upSinceMs ??= nowMs;
  if (nowMs - person.upSinceMs >= (posture === "upright" ? UP_MS : GAP_MS)) {
    person.downMs = null;
    person.fell = false;
    person.upSinceMs = null;
  }
}

function tell<K extends DownKind>({ definition, setting }: DownState<K>, traits: DownTraits<K>, person: Person): Told {
  const { className } = person;
  const { placeName } = setting;
  const downMs = person.downMs ?? person.downSeenMs;
  const seconds = spokenSeconds(Math.max(0, person.downSeenMs - downMs));
  const limitS = traits.limitS(definition);
  return {
    why: `${className} ${traits.verb} ${seconds} s in ${placeName}; limit ${limitS} s`,
    facts: { className, placeName, seconds, limitS },
  };
}
