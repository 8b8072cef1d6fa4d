// Stopped: a thing stands still in the zone for longer than the limit; one event however its track breaks, someone walks in front or its box trembles.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { type Cause, isOver, takeOver } from "../cause-memory.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, subjectOf, type Told } from "../scene-event.ts";
import { isStandingAt, type StandingPlace, settle, standAt } from "./standing-place.ts";

interface Stop extends Cause {
  place: StandingPlace;
  sinceMs: number;
  /** Where it seems to be instead, since when there, and since when not here. */
  elsewhere: { place: StandingPlace; sinceMs: number; awayMs: number } | null;
}

export interface StoppedState {
  definition: ScenarioOf<"stopped">;
  setting: Setting;
  /** Stops count from here; null before the first frame. */
  fromMs: number | null;
  stops: Map<Thing, Stop>;
}

/** Elsewhere for this long, it has moved. */
const MOVED_MS = 1_000;
/** How far is elsewhere: to begin with, and once the event is open. Unit: sizes. */
const MOVE = 0.35;
const LEAVE = 0.75;

export const stopped: ScenarioRule<"stopped", StoppedState> = {
  kind: "stopped",
  begin: (definition, setting) => ({ definition, setting, fromMs: null, stops: new Map() }),
  step(state, observation, nowMs) {
    const { definition, setting, stops } = state;
    state.fromMs ??= nowMs;
    const events: SceneEvent[] = [];
    for (const presence of observation.presences.get(definition.zone)?.values() ?? []) {
      const { thing } = presence;
      if (!concerns(definition, setting, thing)) continue;
      const stop = follow(state, presence, observation.aspect);
      if (!stop) continue;
      if (thing.seen && presence.isInside && stand(stop, nowMs, observation.aspect, state, events)) continue;
      if (stop.event || stop.hasLeft || !thing.seen || stop.insideMs - stop.sinceMs < definition.minStayS * 1000)
        continue;
      if (isToldAt(stops, stop, observation.aspect)) continue;
      stop.event = eventOf({
        definition,
        setting,
        phase: "started",
        startedAtMs: stop.insideMs,
        thing,
        ...tell(state, stop),
      });
      events.push(stop.event);
    }
    for (const [thing, stop] of stops) {
      if (!isOver(stop, nowMs, MOVED_MS)) continue;
      stops.delete(thing);
      if (stop.event) events.push(endedEvent(stop.event, stop.insideMs, tell(state, stop)));
    }
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end(state, _nowMs, because) {
    const open = [...state.stops.values()].filter((stop) => stop.event !== null);
    state.stops.clear();
    state.fromMs = null;
    return {
      state,
      events: open.map((s) => endedEvent(s.event!, s.insideMs, tell(state, s), s.hasLeft ? "" : because)),
    };
  },
};

function follow(state: StoppedState, presence: Presence, aspect: number): Stop | null {
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
    const place = standAt(thing.box, aspect);
    stop = takeOver(state.stops, presence, aspect, (lost) => isStandingAt(lost.place, thing.box, aspect, MOVE)) ?? {
      thing,
      insideMs,
      hasLeft: false,
      event: null,
      place,
      sinceMs,
      elsewhere: null,
    };
    stop.elsewhere = null;
    state.stops.set(thing, stop);
  } else if (stop.hasLeft) {
    stop.hasLeft = false;
    stop.elsewhere = null;
    if (!stop.event) {
      stop.sinceMs = Math.max(presence.sinceMs, state.fromMs!);
      stop.place = standAt(thing.box, aspect);
    }
  }
  return stop;
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

/** Takes one look; returns true while the thing seems to be elsewhere. */
function stand(stop: Stop, nowMs: number, aspect: number, state: StoppedState, events: SceneEvent[]): boolean {
  const { box } = stop.thing;
  if (isStandingAt(stop.place, box, aspect, stop.event ? LEAVE : MOVE)) {
    settle(stop.place, box, nowMs - stop.sinceMs, aspect);
    stop.insideMs = nowMs;
    stop.elsewhere = null;
    return false;
  }
  let { elsewhere } = stop;
  if (!elsewhere) elsewhere = { place: standAt(box, aspect), sinceMs: nowMs, awayMs: nowMs };
  else if (isStandingAt(elsewhere.place, box, aspect, MOVE)) settle(elsewhere.place, box, 0, aspect);
  else elsewhere = { place: standAt(box, aspect), sinceMs: nowMs, awayMs: elsewhere.awayMs };
  stop.elsewhere = elsewhere;
  if (nowMs - elsewhere.awayMs < MOVED_MS && isStandingAt(stop.place, box, aspect, 2 * LEAVE)) return true;
  if (stop.event) events.push(endedEvent(stop.event, elsewhere.awayMs, tell(state, stop)));
  stop.event = null;
  stop.place = elsewhere.place;
  stop.sinceMs = elsewhere.sinceMs;
  stop.insideMs = nowMs;
  stop.elsewhere = null;
  return true;
}

function tell({ definition, setting }: StoppedState, stop: Stop): Told {
  const className = stop.event?.classes[0] ?? stop.thing.className;
  const { placeName } = setting;
  const seconds = spokenSeconds(stop.insideMs - stop.sinceMs);
  const limitS = definition.minStayS;
  const why = `${subjectOf(className)} stopped ${seconds} s in ${placeName}; limit ${limitS} s`;
  return { why, facts: { className, placeName, seconds, limitS } };
}
