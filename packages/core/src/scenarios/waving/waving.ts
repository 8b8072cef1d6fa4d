// Waving: somebody stands and swings raised arms to and fro for longer than the limit.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { speedOf, type Thing } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, type Told } from "../scene-event.ts";
import { type ArmMotion, createArmMotion } from "./arm-motion.ts";

interface Person {
  thing: Thing;
  motion: ArmMotion;
  /** Since when it waves, and the newest look that showed it. */
  sinceMs: number | null;
  wavedMs: number;
  event: SceneEvent | null;
}

export interface WavingState {
  definition: ScenarioOf<"waving">;
  setting: Setting;
  people: Map<Thing, Person>;
  startedMs: number | null;
  picturedMs: number | null;
  nowMs: number;
}

/** Smaller people show no arms. Unit: pixels of the small picture. */
const LEAST_HEIGHT_PX = 22;
/** Faster is walking. Unit: sizes per second. */
const WALKS = 0.5;
/** Waving counts from the first of the swings that prove it. A pause shorter than this does not end it. Unit: ms. */
const PROVED_AFTER_MS = 1_000;
const PAUSE_MS = 1_500;
/** Without a picture for so long, the rule is blind. Unit: ms. */
const BLIND_MS = 10_000;

export const waving: ScenarioRule<"waving", WavingState> = {
  kind: "waving",
  begin: (definition, setting) => ({
    definition,
    setting,
    people: new Map(),
    startedMs: null,
    picturedMs: null,
    nowMs: 0,
  }),
  step(state, observation, nowMs) {
    const { definition, setting, people } = state;
    state.startedMs ??= nowMs;
    state.nowMs = nowMs;
    if (observation.picture) state.picturedMs = nowMs;
    const events: SceneEvent[] = [];
    for (const { thing, isInside } of observation.presences.get(definition.zone)?.values() ?? []) {
      if (!observation.picture || !thing.seen || !isInside || !concerns(definition, setting, thing)) continue;
      const { gray } = observation.picture;
      if ((thing.box[3] - thing.box[1]) * gray.heightPx < LEAST_HEIGHT_PX) continue;
      let person = people.get(thing);
      if (!person) {
        person = { thing, motion: createArmMotion(), sinceMs: null, wavedMs: 0, event: null };
        people.set(thing, person);
      }
      const waves = person.motion.look(observation.picture, thing.box, nowMs) && speedOf(thing) < WALKS;
      if (!waves) continue;
      person.sinceMs ??= nowMs - PROVED_AFTER_MS;
      person.wavedMs = nowMs;
      if (person.event || nowMs - person.sinceMs < definition.minStayS * 1000) continue;
      const told = tell(state, person);
      person.event = eventOf({ definition, setting, phase: "started", startedAtMs: nowMs, thing, ...told });
      events.push(person.event);
    }
    for (const [thing, person] of people) {
      if (person.sinceMs !== null && nowMs - person.wavedMs > PAUSE_MS) {
        if (person.event) events.push(endedEvent(person.event, person.wavedMs, tell(state, person)));
        person.event = null;
        person.sinceMs = null;
      }
      if (person.sinceMs === null && nowMs - thing.seenMs > PAUSE_MS) people.delete(thing);
    }
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end(state, _nowMs, because) {
    const open = [...state.people.values()].filter((person) => person.event !== null);
    state.people.clear();
    state.startedMs = null;
    state.picturedMs = null;
    return { state, events: open.map((p) => endedEvent(p.event!, p.wavedMs, tell(state, p), because)) };
  },
  cannotJudge({ startedMs, picturedMs, nowMs }) {
    if (startedMs === null || nowMs - (picturedMs ?? startedMs - BLIND_MS) < BLIND_MS) return null;
    return "it judges from the picture itself, and none is given to it";
  },
};

function tell({ definition, setting }: WavingState, person: Person): Told {
  const className = person.event?.classes[0] ?? person.thing.className;
  const { placeName } = setting;
  const seconds = spokenSeconds(Math.max(0, person.wavedMs - (person.sinceMs ?? person.wavedMs)));
  const limitS = definition.minStayS;
  return {
    why: `${className} waving for ${seconds} s in ${placeName}; limit ${limitS} s`,
    facts: { className, placeName, seconds, limitS },
  };
}
