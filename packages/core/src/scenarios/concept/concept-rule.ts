// A learnt concept in a zone: what `concept`, `masked`, `weapon` and `violence` share.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, type Told } from "../scene-event.ts";
import { conceptName, needsModel } from "./learnt.ts";

export type ConceptKind = "concept" | "masked" | "weapon" | "violence";
type Any = ScenarioOf<ConceptKind>;

interface Sighting extends Cause {
  sinceMs: number;
}

export interface ConceptState<K extends ConceptKind> {
  definition: ScenarioOf<K>;
  setting: Setting;
  sightings: Map<Thing, Sighting>;
}

export function conceptRule<K extends ConceptKind>(kind: K): ScenarioRule<K, ConceptState<K>> {
  return {
    kind,
    begin: (definition, setting) => ({ definition, setting, sightings: new Map() }),
    step(state, observation, nowMs) {
      const { definition, setting, sightings } = state;
      const { zone, concept, minStayS, minScore } = definition as Any;
      const wanted = conceptName(concept);
      const events: SceneEvent[] = [];
      goOnWithTwins(sightings, observation.aspect);
      for (const presence of observation.presences.get(zone)?.values() ?? []) {
        const { thing } = presence;
        if (conceptName(thing.className) !== wanted || thing.score < minScore) continue;
        const sighting = follow(sightings, presence, observation.aspect);
        if (!sighting || sighting.event || !thing.seen) continue;
        if (
          sighting.insideMs - sighting.sinceMs < minStayS * 1000 ||
          isToldByTwin(sightings, thing, observation.aspect)
        )
          continue;
        const told = tell(state, sighting);
        const startedAtMs = sighting.insideMs;
        sighting.event = eventOf({ definition, setting, phase: "started", startedAtMs, thing, ...told });
        events.push(sighting.event);
      }
      for (const [thing, sighting] of sightings) {
        if (!isOver(sighting, nowMs)) continue;
        sightings.delete(thing);
        if (sighting.event) events.push(endedEvent(sighting.event, sighting.insideMs, tell(state, sighting)));
      }
      return { state, events: events.length > 0 ? events : noEvents };
    },
    end(state, _nowMs, because) {
      const open = [...state.sightings.values()].filter((sighting) => sighting.event !== null);
      state.sightings.clear();
      return {
        state,
        events: open.map((s) => endedEvent(s.event!, s.insideMs, tell(state, s), s.hasLeft ? "" : because)),
      };
    },
    cannotJudge: ({ definition, setting }) => needsModel([(definition as Any).concept], setting),
  };
}

function follow(sightings: Map<Thing, Sighting>, presence: Presence, aspect: number): Sighting | null {
  const { thing, insideMs, sinceMs } = presence;
  let sighting = sightings.get(thing);
  if (!presence.isInside) {
    if (sighting) sighting.hasLeft = true;
    return null;
  }
  if (!sighting) {
    if (!thing.seen) return null;
    const mayBe = (other: Sighting): boolean => other.thing.className === thing.className;
    sighting = takeOver(sightings, presence, aspect, mayBe) ?? {
      ...newCause(thing, insideMs),
      sinceMs,
    };
    sightings.set(thing, sighting);
  }
  if (sighting.hasLeft && !sighting.event) sighting.sinceMs = sinceMs;
  sighting.hasLeft = false;
  sighting.insideMs = insideMs;
  return sighting;
}

function tell<K extends ConceptKind>({ definition, setting }: ConceptState<K>, sighting: Sighting): Told {
  const { concept, minStayS: limitS } = definition as Any;
  const { placeName } = setting;
  const seconds = spokenSeconds(sighting.insideMs - sighting.sinceMs);
  return {
    why: `${concept} seen for ${seconds} s in ${placeName}; limit ${limitS} s`,
    facts: { className: concept, placeName, seconds, limitS },
  };
}
