// Proximity: a person comes nearer to a machine in motion than allowed, on the ground plane.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { expandClasses } from "@vigie/contracts/classes";
import { boxOverlap } from "../../geometry/index.ts";
import type { Observation, Presence, Thing } from "../../observations/index.ts";
import { goesAlong, ridesOn, shareInside } from "../carried.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { isUnlikely } from "../doubtful.ts";
import { type Ground, groundOf } from "../ground.ts";
import { standsAt } from "../ground-way.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, subjectOf, type Told } from "../scene-event.ts";
import { type Apart, createApart } from "./apart.ts";
import { isMoving, type Machine, metresFrom, watchMachines } from "./machines.ts";

/** `insideMs` of the cause is the newest moment too near. */
interface Approach extends Cause {
  /** Since when it is too near without a pause of a second; null before. */
  sinceMs: number | null;
  nearestM: number;
  machine: string;
}

export interface ProximityState {
  definition: ScenarioOf<"proximity">;
  setting: Setting;
  ground: Ground;
  machineClasses: ReadonlySet<string>;
  machines: Map<Thing, Machine>;
  approaches: Map<Thing, Approach>;
  /** Whom the picture proved to be no part of a machine. */
  apart: Apart;
}

/** Longer apart, being near begins anew. */
const PAUSE_MS = 1_000;
/** So near, who stands in the machine's way is told before it has moved on by their size. Unit: share of the limit. */
const CLOSE = 0.5;
/** Who walks beside a machine, nearer to the camera, has feet below its lower edge. Share of the box inside the machine's. */
const WHOLLY = 0.95;
/** What is less likely somebody than not is a part of the machine that it goes along with from here on. */
const HALF = 0.5;

export const proximity: ScenarioRule<"proximity", ProximityState> = {
  kind: "proximity",
  begin: (definition, setting) => ({
    definition,
    setting,
    ground: groundOf(setting, "proximity"),
    machineClasses: new Set(expandClasses(definition.machines)),
    machines: new Map(),
    approaches: new Map(),
    apart: createApart(),
  }),
  step(state, observation, nowMs) {
    const { definition, setting, ground, machines, approaches, apart } = state;
    if (!ground.map) return { state, events: noEvents };
    const events: SceneEvent[] = [];
    watchMachines(machines, observation, state.machineClasses, ground.map, nowMs);
    apart.forget(observation.gone);
    goOnWithTwins(approaches, observation.aspect);
    for (const presence of observation.presences.get(definition.zone)?.values() ?? []) {
      const { thing } = presence;
      if (!thing.seen || !presence.isInside || !concerns(definition, setting, thing)) continue;
      apart.look(thing, machines.values(), observation.aspect, nowMs);
      const approach = look(state, presence, observation, nowMs);
      if (!approach || approach.event || approach.sinceMs === null) continue;
      if (nowMs - approach.sinceMs < definition.minStayS * 1000 || isToldByTwin(approaches, thing, observation.aspect))
        continue;
      approach.event = eventOf({
        definition,
        setting,
        phase: "started",
        startedAtMs: nowMs,
        thing,
        ...tell(state, approach),
      });
      events.push(approach.event);
    }
    for (const [thing, approach] of approaches) {
      if (!isOver({ ...approach, hasLeft: true }, nowMs)) continue;
      approaches.delete(thing);
      if (approach.event) events.push(endedEvent(approach.event, approach.insideMs, tell(state, approach)));
    }
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end(state, _nowMs, because) {
    const open = [...state.approaches.values()].filter((approach) => approach.event !== null);
    state.approaches.clear();
    state.machines.clear();
    state.apart.clear();
    return { state, events: open.map((a) => endedEvent(a.event!, a.insideMs, tell(state, a), because)) };
  },
  cannotJudge: (state) => state.ground.reason,
};

/** Takes one look at a person; null when no moving machine is near. */
function look(state: ProximityState, presence: Presence, observation: Observation, nowMs: number): Approach | null {
  const { thing } = presence;
  const near = nearest(state, thing, nowMs);
  if (!near || near.metres >= state.definition.minDistanceM) return null;
  let approach = state.approaches.get(thing);
  if (!approach) {
    const fresh = {
      ...newCause(thing, nowMs),
      sinceMs: null,
      nearestM: near.metres,
      machine: near.machine,
    };
    approach = takeOver(state.approaches, presence, observation.aspect) ?? fresh;
    state.approaches.set(thing, approach);
  }
  if (approach.sinceMs === null || nowMs - approach.insideMs > PAUSE_MS) approach.sinceMs = nowMs;
  approach.insideMs = nowMs;
  if (near.metres <= approach.nearestM) {
    approach.nearestM = near.metres;
    approach.machine = near.machine;
  }
  return approach;
}

function nearest(
  { definition, ground, machines, apart }: ProximityState,
  person: Thing,
  nowMs: number,
): { metres: number; machine: string } | null {
  const place = standsAt(person, ground.map!);
  if (!place) return null;
  let best: { metres: number; machine: string } | null = null;
  const own = ownMachines(person, machines.values(), apart);
  if (own === "all") return null;
  for (const machine of machines.values()) {
    // What overlaps it may be a second box of the same machine, one that lags behind.
    if (own.some(({ thing }) => boxOverlap(thing.box, machine.thing.box) > 0)) continue;
    if (machine.thing === person || !isMoving(machine, nowMs) || nowMs - machine.thing.seenMs > PAUSE_MS) continue;
    const metres = metresFrom(place, machine, ground.map!);
    if (metres === null || (best && metres >= best.metres)) continue;
    const isClose = metres < CLOSE * definition.minDistanceM;
    if (!apart.isApart(person, machine) && !(isClose && apart.isInItsWay(person, machine))) continue;
    best = { metres, machine: machine.thing.className };
  }
  return best;
}

/**
 * Machines with which somebody goes along and out of whose boxes they reach nowhere, as who is in one or a part of one does; "all" when they surely are.
 * Who was seen beside a machine is no part of it, and who was beside it while it moved did not climb onto it either.
 */
function ownMachines(person: Thing, machines: Iterable<Machine>, apart: Apart): Machine[] | "all" {
  const own: Machine[] = [];
  for (const machine of machines) {
    const { thing } = machine;
    if (thing === person || !thing.seen || apart.wasBesideMoving(person, machine)) continue;
    if (ridesOn(person, thing)) return "all";
    if (apart.wasBeside(person, machine) || !goesAlong(person, thing)) continue;
    const share = shareInside(person, thing);
    if (isUnlikely(person) && share >= HALF) return "all";
    if (share >= WHOLLY) own.push(machine);
  }
  return own;
}

function tell({ definition, setting }: ProximityState, approach: Approach): Told {
  const className = approach.event?.classes[0] ?? approach.thing.className;
  const { placeName } = setting;
  const { machine } = approach;
  const metres = Math.round(approach.nearestM * 10) / 10;
  const limitM = definition.minDistanceM;
  const why = `${subjectOf(className)} ${metres} m from a moving ${machine} in ${placeName}; limit ${limitM} m`;
  return { why, facts: { className, machine, placeName, metres, limitM } };
}
