// Wrong way in a zone: a ticked class goes against the drawn direction, for so many of its own sizes.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { isCarried } from "../carried.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { eventOf, subjectOf } from "../scene-event.ts";

interface Run extends Cause {
  /** The place farthest along the allowed direction, from which it went back. */
  turn: Thing["trail"][number];
  /** Looks in a row at least half of the limit behind it. */
  sure: number;
}

export interface WrongWayZoneState {
  definition: ScenarioOf<"wrong-way-zone">;
  setting: Setting;
  runs: Map<Thing, Run>;
}

/** Of the way since the turn, so much must lead against the direction: within 60 degrees of its opposite. */
const AGAINST_SHARE = 0.5;

export const wrongWayZone: ScenarioRule<"wrong-way-zone", WrongWayZoneState> = {
  kind: "wrong-way-zone",
  begin: (definition, setting) => ({ definition, setting, runs: new Map() }),
  step(state, observation, nowMs) {
    const { definition, setting, runs } = state;
    const events: SceneEvent[] = [];
    goOnWithTwins(runs, observation.aspect);
    for (const presence of observation.presences.get(definition.zone)?.values() ?? []) {
      const { thing } = presence;
      if (!concerns(definition, setting, thing) || isCarried(thing, observation.things)) continue;
      const run = follow(state, presence, observation.aspect);
      if (!run || run.event) continue;
      const sizes = wayBack(state, run, observation.aspect);
      run.sure = sizes >= definition.minTravel / 2 ? run.sure + 1 : 0;
      if (sizes < definition.minTravel || run.sure < 2 || isToldByTwin(runs, thing, observation.aspect)) continue;
      run.event = wrongWayEvent(state, thing, sizes, nowMs);
      events.push(run.event);
    }
    for (const [thing, run] of runs) if (isOver(run, nowMs)) runs.delete(thing);
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end(state) {
    state.runs.clear();
    return { state, events: noEvents };
  },
  cannotJudge({ definition }) {
    const [a, b] = definition.heading;
    return a[0] === b[0] && a[1] === b[1] ? "the allowed direction has no length; draw it with two clicks apart" : null;
  },
};

function follow(state: WrongWayZoneState, presence: Presence, aspect: number): Run | null {
  const { thing } = presence;
  let run = state.runs.get(thing);
  if (!presence.isInside) {
    if (run) run.hasLeft = true;
    return null;
  }
  if (!thing.seen) return null;
  const here = { ms: thing.seenMs, x: thing.x, y: thing.y };
  if (!run) {
    const fresh = { ...newCause(thing, thing.seenMs), turn: here, sure: 0 };
    run = takeOver(state.runs, presence, aspect) ?? fresh;
    run.turn = here;
    state.runs.set(thing, run);
  } else if (run.hasLeft) {
    run.hasLeft = false;
    run.turn = here;
  }
  run.insideMs = thing.seenMs;
  const [a, b] = state.definition.heading;
  const ahead = (thing.x - run.turn.x) * (b[0] - a[0]) * aspect ** 2 + (thing.y - run.turn.y) * (b[1] - a[1]);
  if (ahead >= 0) run.turn = here;
  return run;
}

/** How far it went against the direction; 0 while it goes more across than against. Unit: sizes. */
function wayBack({ definition }: WrongWayZoneState, { thing, turn }: Run, aspect: number): number {
  const [a, b] = definition.heading;
  const [hx, hy] = [(b[0] - a[0]) * aspect, b[1] - a[1]];
  const [dx, dy] = [(thing.x - turn.x) * aspect, thing.y - turn.y];
  const against = -(dx * hx + dy * hy) / (Math.hypot(hx, hy) || 1);
  return against < AGAINST_SHARE * Math.hypot(dx, dy) ? 0 : against / thing.size;
}

function wrongWayEvent(
  { definition, setting }: WrongWayZoneState,
  thing: Thing,
  way: number,
  nowMs: number,
): SceneEvent {
  const { className } = thing;
  const { placeName } = setting;
  const sizes = Math.round(way * 10) / 10;
  const limitSizes = definition.minTravel;
  const why = `${subjectOf(className)} went ${sizes} of its sizes against the direction of ${placeName}; limit ${limitSizes}`;
  const facts = { className, placeName, sizes, limitSizes };
  return eventOf({ definition, setting, phase: "instant", startedAtMs: nowMs, thing, why, facts });
}
