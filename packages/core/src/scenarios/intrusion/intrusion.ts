// Intrusion: a ticked class is inside the zone for longer than the limit.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { type Cause, goOnWithTwins, isOneOfTwo, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { createDoubts, type Doubts } from "../doubtful.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, subjectOf, type Told } from "../scene-event.ts";

interface Visit extends Cause {
  sinceMs: number;
  /** The newest look inside but one. */
  beforeMs: number;
  /** Since when no other box shows the same body; null while one does. */
  apartMs: number | null;
  /** Was seen apart from everybody for long enough to be somebody of their own. */
  isOwn: boolean;
}

/** The second box of one body parts from the first one for less. */
const APART_MS = 2_000;

export interface IntrusionState {
  definition: ScenarioOf<"intrusion">;
  setting: Setting;
  /** Stays count from here; null before the first frame. */
  fromMs: number | null;
  visits: Map<Thing, Visit>;
  doubts: Doubts;
}

export const intrusion: ScenarioRule<"intrusion", IntrusionState> = {
  kind: "intrusion",
  begin: (definition, setting) => ({ definition, setting, fromMs: null, visits: new Map(), doubts: createDoubts() }),
  step(state, observation, nowMs) {
    const { definition, setting, visits, doubts } = state;
    state.fromMs ??= nowMs;
    doubts.step(observation.things, observation.gone, nowMs);
    let events: SceneEvent[] | null = null;
    // Who was seen apart from everybody is no second track of a body.
    goOnWithTwins(visits, observation.aspect, mayBeSecond);
    for (const presence of observation.presences.get(definition.zone)?.values() ?? []) {
      if (!concerns(definition, setting, presence.thing)) continue;
      const visit = follow(state, presence, observation.aspect);
      if (!visit || visit.event || visit.hasLeft || !presence.thing.seen) continue;
      const { thing } = presence;
      noteApart(visit, visits, observation.aspect);
      // Whoever was told already and parts from this one leaves a stay of its own behind, which begins then; who only passed them goes on.
      if (isToldByTwin(visits, thing, observation.aspect)) {
        visit.sinceMs = visit.isOwn ? visit.sinceMs + visit.insideMs - visit.beforeMs : visit.insideMs;
        continue;
      }
      if (visit.insideMs - visit.sinceMs < definition.minStayS * 1000 || doubts.isDoubtful(thing)) continue;
      visit.event = eventOf({
        definition,
        setting,
        phase: "started",
        startedAtMs: visit.insideMs,
        thing,
        ...tell(state, visit),
      });
      events ??= [];
      events.push(visit.event);
    }
    for (const visit of visits.values()) {
      if (!isOver(visit, nowMs)) continue;
      visits.delete(visit.thing);
      if (!visit.event) continue;
      events ??= [];
      events.push(endedEvent(visit.event, visit.insideMs, tell(state, visit)));
    }
    return { state, events: events ?? noEvents };
  },
  countsFrames: ({ doubts }) => doubts.isProving(),
  end(state, _nowMs, because) {
    const open = [...state.visits.values()].filter((visit) => visit.event !== null);
    state.visits.clear();
    state.doubts.clear();
    state.fromMs = null;
    return {
      state,
      events: open.map((v) => endedEvent(v.event!, v.insideMs, tell(state, v), v.hasLeft ? "" : because)),
    };
  },
};

const mayBeSecond = ({ isOwn }: Visit): boolean => !isOwn;

function follow(state: IntrusionState, presence: Presence, aspect: number): Visit | null {
  const { thing, insideMs } = presence;
  let visit = state.visits.get(thing);
  if (!presence.isInside) {
    if (visit) visit.hasLeft = true;
    return visit ?? null;
  }
  const sinceMs = Math.max(presence.sinceMs, state.fromMs!);
  if (!visit) {
    // Not seen now, its cause may have been taken over by another thing.
    if (!thing.seen) return null;
    const fresh = { ...newCause(thing, insideMs), beforeMs: insideMs, sinceMs, apartMs: null, isOwn: false };
    visit = takeOver(state.visits, presence, aspect) ?? fresh;
    state.visits.set(thing, visit);
  } else if (visit.hasLeft) {
    visit.hasLeft = false;
    if (!visit.event) visit.sinceMs = sinceMs;
  }
  visit.beforeMs = visit.insideMs;
  visit.insideMs = insideMs;
  return visit;
}

function noteApart(visit: Visit, visits: ReadonlyMap<Thing, Visit>, aspect: number): void {
  if (visit.isOwn) return;
  if (isOneOfTwo(visits, visit.thing, aspect)) visit.apartMs = null;
  else visit.apartMs ??= visit.insideMs;
  visit.isOwn = visit.apartMs !== null && visit.insideMs - visit.apartMs >= APART_MS;
}

function tell({ definition, setting }: IntrusionState, visit: Visit): Told {
  const className = visit.event?.classes[0] ?? visit.thing.className;
  const { placeName } = setting;
  const seconds = spokenSeconds(visit.insideMs - visit.sinceMs);
  const limitS = definition.minStayS;
  const why = `${subjectOf(className)} in ${placeName} for ${seconds} s; limit ${limitS} s`;
  return { why, facts: { className, placeName, seconds, limitS } };
}
