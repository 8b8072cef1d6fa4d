// Standing: a thing stands still in the zone for longer than the limit; one event however its track breaks, someone walks in front or its box trembles.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { type Cause, isOver, newCause, takeOver } from "../cause-memory.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, subjectOf, type Told } from "../scene-event.ts";
import { arrivedMs } from "./arrival.ts";
import { isStandingAt, SETTLED_MS, type StandingPlace, settle, sizeOf, standAt } from "./standing-place.ts";

interface Stop extends Cause {
  place: StandingPlace;
  sinceMs: number;
  /** Since when it has been seen there without a pause worth the name. */
  foundMs: number;
  /** Looks since the newest one that showed it. */
  missedLooks: number;
  /** Where it seems to be instead, since when there, and since when not here. */
  elsewhere: { place: StandingPlace; sinceMs: number; awayMs: number } | null;
  /** Told before its track was lost, so that it is not told again. */
  wasTold: boolean;
  /** True once it was asked whether it goes on for a former stop. */
  isChecked: boolean;
}

/** A stop that was lost from sight, or that drove off a moment ago. */
interface Former {
  wasTold: boolean;
  /** It was not seen to leave: only who was not seen to come can be it. */
  isLost: boolean;
  place: StandingPlace;
  sinceMs: number;
  family: number;
  forgetAtMs: number;
}

/** Kinds that are about standing. */
export type StandingKind = "stopped" | "parking" | "overstay";

export interface StandingState<K extends StandingKind> {
  definition: ScenarioOf<K>;
  setting: Setting;
  /** Stops count from here; null before the first frame. */
  fromMs: number | null;
  stops: Map<Thing, Stop>;
  formers: Former[];
}

/** What differs between the kinds. */
export interface StandingTraits<K extends StandingKind> {
  kind: K;
  limitS(definition: ScenarioOf<K>): number;
  /** In the sentence: "car <verb> 130 s in ...". */
  verb: string;
  /** Who drives off and is back at its place within this has never left. Unit: ms. */
  returnMs: number;
}

/** Elsewhere for this long, it has moved. */
const MOVED_MS = 1_000;
/** How far is elsewhere: to begin with, and once the event is open. Unit: sizes. */
const MOVE = 0.35;
const LEAVE = 0.75;
/** Lost from sight it may still stand there for so many times as long as it was seen to stand. */
const UNSEEN_TIMES = 3;
/** Not seen there for so long, or longer than it was, and at so many looks, what is found there must be seen to stand before it is told. Unit: ms. */
const PAUSE_MS = 3_000;
const PAUSE_LOOKS = 3;
/** After so long at a place it is asked whether it stood there before. Unit: ms. */
const CHECK_MS = 2_000;
/** The place of a told thing that was lost from sight is remembered this long. Unit: ms. */
const LOST_MS = 15 * 60_000;

export function standingRule<K extends StandingKind>(traits: StandingTraits<K>): ScenarioRule<K, StandingState<K>> {
  const tellOf = (state: StandingState<K>, stop: Stop): Told => tell(state, stop, traits);
  return {
    kind: traits.kind,
    begin: (definition, setting) => ({ definition, setting, fromMs: null, stops: new Map(), formers: [] }),
    step(state, observation, nowMs) {
      const { definition, setting, stops } = state;
      const limitMs = traits.limitS(definition) * 1000;
      state.fromMs ??= nowMs;
      const events: SceneEvent[] = [];
      for (const presence of observation.presences.get((definition as ScenarioOf<StandingKind>).zone)?.values() ?? []) {
        const { thing } = presence;
        if (!concerns(definition, setting, thing)) continue;
        const stop = follow(state, presence, observation.aspect);
        if (!stop) continue;
        const isElsewhere = (): boolean =>
          stand(stop, nowMs, observation.aspect, (lastMs) => {
            if (lastMs - stop.sinceMs >= CHECK_MS) keepInMind(state, stop, false, nowMs, traits.returnMs);
            if (stop.event) events.push(endedEvent(stop.event, lastMs, tellOf(state, stop)));
          });
        if (thing.seen && isBackAfterPause(stop, nowMs)) stop.foundMs = nowMs;
        stop.missedLooks = thing.seen ? 0 : stop.missedLooks + 1;
        if (thing.seen && presence.isInside && isElsewhere()) continue;
        const stood = stop.insideMs - stop.sinceMs;
        if (!stop.isChecked && stood >= Math.min(limitMs, CHECK_MS))
          goOnFor(state, stop, presence, observation.aspect, nowMs);
        if (stop.event || stop.wasTold || stop.hasLeft || !thing.seen) continue;
        if (stood >= Math.min(limitMs, SETTLED_MS)) forgetSteps(stop, observation.aspect);
        if (stop.insideMs - stop.sinceMs < limitMs) continue;
        if (stop.insideMs - stop.foundMs < Math.min(limitMs, MOVED_MS)) continue;
        if (isToldAt(stops, stop, observation.aspect)) continue;
        stop.event = eventOf({
          definition,
          setting,
          phase: "started",
          startedAtMs: stop.insideMs,
          thing,
          ...tellOf(state, stop),
        });
        events.push(stop.event);
      }
      for (const [thing, stop] of stops) {
        if (!isOver(stop, nowMs, MOVED_MS)) continue;
        stops.delete(thing);
        const isTold = stop.event !== null || stop.wasTold;
        if (stop.hasLeft) keepInMind(state, stop, false, nowMs, traits.returnMs);
        else if (isTold) keepInMind(state, stop, true, nowMs, LOST_MS);
        if (stop.event) events.push(endedEvent(stop.event, stop.insideMs, tellOf(state, stop)));
      }
      return { state, events: events.length > 0 ? events : noEvents };
    },
    isIdle: ({ stops }) => stops.size === 0,
    end(state, _nowMs, because) {
      const open = [...state.stops.values()].filter((stop) => stop.event !== null);
      state.stops.clear();
      state.formers = [];
      state.fromMs = null;
      return {
        state,
        events: open.map((s) => endedEvent(s.event!, s.insideMs, tellOf(state, s), s.hasLeft ? "" : because)),
      };
    },
  };
}

function isBackAfterPause({ missedLooks, insideMs, sinceMs }: Stop, nowMs: number): boolean {
  return missedLooks >= PAUSE_LOOKS && nowMs - insideMs > Math.min(PAUSE_MS, insideMs - sinceMs);
}

/** Those whose time is over go first: on a road where nobody stops, nobody else would forget them. */
function keepInMind(state: { formers: Former[] }, stop: Stop, isLost: boolean, nowMs: number, forMs: number): void {
  const { place, sinceMs, thing } = stop;
  const wasTold = stop.event !== null || stop.wasTold;
  state.formers = state.formers.filter((former) => former.forgetAtMs > nowMs);
  state.formers.push({ place, sinceMs, family: thing.family, wasTold, isLost, forgetAtMs: nowMs + forMs });
}

/** The stop takes over from one that stood here and was lost from sight, or that came back at once. */
function goOnFor(state: { formers: Former[] }, stop: Stop, presence: Presence, aspect: number, nowMs: number): void {
  stop.isChecked = true;
  if (stop.event) return;
  state.formers = state.formers.filter((former) => former.forgetAtMs > nowMs);
  const { place: here, thing } = stop;
  const at = state.formers.findIndex(
    ({ place, family, isLost }) =>
      family === thing.family &&
      (presence.bornInside || !isLost) &&
      isStandingAt(place, here.box, aspect, MOVE) &&
      isAsLarge(place, here.box, aspect),
  );
  if (at < 0) return;
  const former = state.formers.splice(at, 1)[0]!;
  stop.wasTold = former.wasTold;
  stop.sinceMs = Math.min(stop.sinceMs, former.sinceMs);
  here.looks = [];
}

/** The time counts from when it came to stand, not from its last steps before that. */
function forgetSteps(stop: Stop, aspect: number): void {
  const { place } = stop;
  stop.sinceMs = Math.max(stop.sinceMs, arrivedMs(place, aspect) ?? 0);
  if (stop.insideMs - stop.sinceMs >= SETTLED_MS) place.looks = [];
}

function isAsLarge(place: StandingPlace, box: readonly number[], aspect: number): boolean {
  const size = sizeOf(box, aspect);
  return size > 0.7 * place.size && size < 1.4 * place.size;
}

function follow<K extends StandingKind>(state: StandingState<K>, presence: Presence, aspect: number): Stop | null {
  const { thing, insideMs } = presence;
  let stop = state.stops.get(thing);
  if (!presence.isInside) {
    if (stop) stop.hasLeft = true;
    return stop ?? null;
  }
  if (!stop) {
    // Not seen now, its cause may have been taken over by another thing.
    if (!thing.seen) return null;
    const sinceMs = Math.max(presence.sinceMs, state.fromMs!);
    const place = standAt(thing.box, thing.seenMs, aspect);
    stop = takeOver(state.stops, presence, aspect, (lost) => mayStandStill(lost, presence, aspect)) ?? {
      ...newCause(thing, insideMs),
      place,
      sinceMs,
      elsewhere: null,
      foundMs: sinceMs,
      missedLooks: 0,
      wasTold: false,
      isChecked: false,
    };
    stop.elsewhere = null;
    state.stops.set(thing, stop);
  } else if (stop.hasLeft) {
    stop.hasLeft = false;
    stop.elsewhere = null;
    stop.isChecked = false;
    if (!stop.event) {
      stop.sinceMs = Math.max(presence.sinceMs, state.fromMs!);
      stop.place = standAt(thing.box, thing.seenMs, aspect);
    }
  }
  return stop;
}

/** True when the newcomer can be the lost one that has stood on unseen: on a road the next one comes along where the last one was lost. */
function mayStandStill(lost: Stop, { thing, sinceMs }: Presence, aspect: number): boolean {
  if (!isStandingAt(lost.place, thing.box, aspect, MOVE)) return false;
  if (lost.event || lost.wasTold) return true;
  // Where looks are far apart, few missed ones are no long absence.
  if (lost.missedLooks < PAUSE_LOOKS && lost.insideMs === lost.sinceMs) return !lost.elsewhere;
  return !lost.elsewhere && sinceMs - lost.insideMs <= UNSEEN_TIMES * (lost.insideMs - lost.sinceMs);
}

/**
 * True when an open event already tells of something standing at this place: one thing that two tracks follow. When the track that
 * made the event is gone, the event goes on with this one.
 */
function isToldAt(stops: Map<Thing, Stop>, stop: Stop, aspect: number): boolean {
  for (const other of stops.values()) {
    if (other === stop || !other.event || other.thing.family !== stop.thing.family) continue;
    if (!isStandingAt(other.place, stop.place.box, aspect, MOVE)) continue;
    if (!other.thing.seen && stop.insideMs - other.insideMs >= MOVED_MS) {
      stops.delete(other.thing);
      other.thing = stop.thing;
      stops.set(stop.thing, other);
    }
    return true;
  }
  return false;
}

/** Takes one look; returns true while the thing seems to be elsewhere. `onLeft` hears when it has left its place. */
function stand(stop: Stop, nowMs: number, aspect: number, onLeft: (lastMs: number) => void): boolean {
  const { box } = stop.thing;
  if (isStandingAt(stop.place, box, aspect, stop.event ? LEAVE : MOVE)) {
    settle(stop.place, box, nowMs, nowMs - stop.sinceMs, aspect);
    stop.insideMs = nowMs;
    stop.elsewhere = null;
    return false;
  }
  let { elsewhere } = stop;
  if (!elsewhere) elsewhere = { place: standAt(box, nowMs, aspect), sinceMs: nowMs, awayMs: nowMs };
  else if (isStandingAt(elsewhere.place, box, aspect, MOVE)) settle(elsewhere.place, box, nowMs, 0, aspect);
  else elsewhere = { place: standAt(box, nowMs, aspect), sinceMs: nowMs, awayMs: elsewhere.awayMs };
  stop.elsewhere = elsewhere;
  if (nowMs - elsewhere.awayMs < MOVED_MS && isStandingAt(stop.place, box, aspect, 2 * LEAVE)) return true;
  onLeft(elsewhere.awayMs);
  stop.event = null;
  stop.wasTold = false;
  stop.isChecked = false;
  stop.place = elsewhere.place;
  stop.sinceMs = elsewhere.sinceMs;
  stop.insideMs = nowMs;
  stop.elsewhere = null;
  return true;
}

function tell<K extends StandingKind>(
  { definition, setting }: StandingState<K>,
  stop: Stop,
  { limitS: limitOf, verb }: StandingTraits<K>,
): Told {
  const className = stop.event?.classes[0] ?? stop.thing.className;
  const { placeName } = setting;
  const seconds = spokenSeconds(stop.insideMs - stop.sinceMs);
  const limitS = limitOf(definition);
  const why = `${subjectOf(className)} ${verb} ${seconds} s in ${placeName}; limit ${limitS} s`;
  return { why, facts: { className, placeName, seconds, limitS } };
}
