// PPE: a person inside the zone on whom something that must be worn there is not seen.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { conceptName, needsModel } from "../concept/learnt.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, type Told } from "../scene-event.ts";

interface Wearer extends Cause {
  /** Newest look at each required item on this person. Clock: frame time. */
  wornMs: number[];
  /** Since when something is missing; null while nothing is, or while nobody can say. */
  sinceMs: number | null;
  missing: string[];
}

export interface PpeState {
  definition: ScenarioOf<"ppe">;
  setting: Setting;
  people: Map<Thing, Wearer>;
}

/** An item seen this long ago is still worn. Unit: ms. */
const WORN_MS = 1_500;
/** Smaller or cut-off people show no items. Unit: picture heights; normalised. */
const LEAST_HEIGHT = 0.1;
const BORDER = 0.012;

export const ppe: ScenarioRule<"ppe", PpeState> = {
  kind: "ppe",
  begin: (definition, setting) => ({ definition, setting, people: new Map() }),
  step(state, observation, nowMs) {
    const { definition, setting, people } = state;
    const events: SceneEvent[] = [];
    if (needsModel(definition.required, setting)) return { state, events: noEvents };
    goOnWithTwins(people, observation.aspect);
    for (const presence of observation.presences.get(definition.zone)?.values() ?? []) {
      const { thing } = presence;
      if (!concerns(definition, setting, thing)) continue;
      const wearer = follow(state, presence, observation.aspect, nowMs);
      if (!wearer || !thing.seen) continue;
      check(wearer, definition.required, observation.things, nowMs);
      if (wearer.event || wearer.sinceMs === null || nowMs - wearer.sinceMs < definition.minStayS * 1000) continue;
      if (isToldByTwin(people, thing, observation.aspect)) continue;
      const told = tell(state, wearer);
      wearer.event = eventOf({ definition, setting, phase: "started", startedAtMs: nowMs, thing, ...told });
      events.push(wearer.event);
    }
    for (const [thing, wearer] of people) {
      const isWorn = wearer.event !== null && wearer.sinceMs === null;
      if (!isWorn && !isOver(wearer, nowMs)) continue;
      if (wearer.event) events.push(endedEvent(wearer.event, wearer.insideMs, tell(state, wearer)));
      wearer.event = null;
      if (!isWorn) people.delete(thing);
    }
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end(state, _nowMs, because) {
    const open = [...state.people.values()].filter((wearer) => wearer.event !== null);
    state.people.clear();
    return {
      state,
      events: open.map((w) => endedEvent(w.event!, w.insideMs, tell(state, w), w.hasLeft ? "" : because)),
    };
  },
  cannotJudge: ({ definition, setting }) => needsModel(definition.required, setting),
};

function follow({ people, definition }: PpeState, presence: Presence, aspect: number, nowMs: number): Wearer | null {
  const { thing, insideMs } = presence;
  let wearer = people.get(thing);
  if (!presence.isInside) {
    if (wearer) wearer.hasLeft = true;
    return null;
  }
  if (!wearer) {
    if (!thing.seen) return null;
    const wornMs = definition.required.map(() => nowMs - WORN_MS);
    const fresh: Wearer = { ...newCause(thing, insideMs), wornMs, sinceMs: null, missing: [] };
    wearer = takeOver(people, presence, aspect) ?? fresh;
    people.set(thing, wearer);
  }
  wearer.hasLeft = false;
  wearer.insideMs = insideMs;
  return wearer;
}

function check(wearer: Wearer, required: readonly string[], things: readonly Thing[], nowMs: number): void {
  const [x1, y1, x2, y2] = wearer.thing.box;
  if (y2 - y1 < LEAST_HEIGHT || x1 < BORDER || y1 < BORDER || x2 > 1 - BORDER) return;
  required.forEach((item, i) => {
    const isWorn = things.some((thing) => {
      if (!thing.seen || conceptName(thing.className) !== conceptName(item)) return false;
      const x = (thing.box[0] + thing.box[2]) / 2;
      const y = (thing.box[1] + thing.box[3]) / 2;
      const margin = 0.1 * (y2 - y1);
      return x >= x1 && x <= x2 && y >= y1 - margin && y <= y2;
    });
    if (isWorn) wearer.wornMs[i] = nowMs;
  });
  const missing = required.filter((_, i) => nowMs - wearer.wornMs[i]! > WORN_MS);
  if (missing.length === 0) {
    wearer.sinceMs = null;
    return;
  }
  wearer.missing = missing;
  wearer.sinceMs ??= nowMs;
}

function tell({ definition, setting }: PpeState, wearer: Wearer): Told {
  const className = wearer.event?.classes[0] ?? wearer.thing.className;
  const { placeName } = setting;
  const missing = wearer.missing.join(", ");
  const seconds = spokenSeconds(wearer.sinceMs === null ? 0 : Math.max(0, wearer.insideMs - wearer.sinceMs));
  const limitS = definition.minStayS;
  return {
    why: `${className} without ${missing} for ${seconds} s in ${placeName}; limit ${limitS} s`,
    facts: { className, placeName, missing, seconds, limitS },
  };
}
