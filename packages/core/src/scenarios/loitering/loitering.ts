// Loitering: the same thing's time inside the zone adds up beyond the limit; short absences do not start it anew.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, subjectOf, type Told } from "../scene-event.ts";

interface Stay extends Cause {
  /** Time inside, absences left out. */
  stayedMs: number;
}

export interface LoiteringState {
  definition: ScenarioOf<"loitering">;
  setting: Setting;
  /** Stays count from here; null before the first frame. */
  fromMs: number | null;
  stays: Map<Thing, Stay>;
}

export const loitering: ScenarioRule<"loitering", LoiteringState> = {
  kind: "loitering",
  begin: (definition, setting) => ({ definition, setting, fromMs: null, stays: new Map() }),
  step(state, observation, nowMs) {
    const { definition, setting, stays } = state;
    state.fromMs ??= nowMs;
    let events: SceneEvent[] | null = null;
    goOnWithTwins(stays, observation.aspect);
    for (const presence of observation.presences.get(definition.zone)?.values() ?? []) {
      const { thing } = presence;
      if (!concerns(definition, setting, thing)) continue;
      const stay = follow(state, presence, observation.aspect);
      if (!stay || stay.event || !thing.seen || stay.stayedMs < definition.minStayS * 1000) continue;
      if (isToldByTwin(stays, thing, observation.aspect)) continue;
      stay.event = eventOf({
        definition,
        setting,
        phase: "started",
        startedAtMs: stay.insideMs,
        thing,
        ...tell(state, stay),
      });
      events ??= [];
      events.push(stay.event);
    }
    for (const stay of stays.values()) {
      if (!isOver(stay, nowMs, definition.returnWithinS * 1000)) continue;
      stays.delete(stay.thing);
      if (!stay.event) continue;
      events ??= [];
      events.push(endedEvent(stay.event, stay.insideMs, tell(state, stay)));
    }
    return { state, events: events ?? noEvents };
  },
  isIdle: ({ stays }) => stays.size === 0,
  end(state, _nowMs, because) {
    const open = [...state.stays.values()].filter((stay) => stay.event !== null);
    state.stays.clear();
    state.fromMs = null;
    return {
      state,
      events: open.map((s) => endedEvent(s.event!, s.insideMs, tell(state, s), s.hasLeft ? "" : because)),
    };
  },
};

function follow(state: LoiteringState, presence: Presence, aspect: number): Stay | null {
  const { thing, insideMs } = presence;
  let stay = state.stays.get(thing);
  if (!presence.isInside) {
    if (stay) stay.hasLeft = true;
    return null;
  }
  if (!stay) {
    // Not seen now, its cause may have been taken over by another thing.
    if (!thing.seen) return null;
    const sinceMs = Math.max(presence.sinceMs, state.fromMs!);
    stay = takeOver(state.stays, presence, aspect) ?? { ...newCause(thing, sinceMs), stayedMs: 0 };
    state.stays.set(thing, stay);
  }
  stay.stayedMs += Math.max(0, insideMs - (stay.hasLeft ? presence.sinceMs : stay.insideMs));
  stay.hasLeft = false;
  stay.insideMs = Math.max(stay.insideMs, insideMs);
  return stay;
}

function tell({ definition, setting }: LoiteringState, stay: Stay): Told {
  const className = stay.event?.classes[0] ?? stay.thing.className;
  const { placeName } = setting;
  const seconds = spokenSeconds(stay.stayedMs);
  const limitS = definition.minStayS;
  const why = `${subjectOf(className)} stayed ${seconds} s in ${placeName}; limit ${limitS} s`;
  return { why, facts: { className, placeName, seconds, limitS } };
}
