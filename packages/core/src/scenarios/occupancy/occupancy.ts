// Occupancy: more ticked things inside at once than allowed, for longer than the limit.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { isOccupant, type Observation, scoreOf, type Thing } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, spokenSeconds, type Told } from "../scene-event.ts";

export interface OccupancyState {
  definition: ScenarioOf<"occupancy">;
  setting: Setting;
  aboveMs: number | null;
  belowMs: number | null;
  /** Newest frame with too many, and the largest number since it began. */
  lastAboveMs: number;
  most: number;
  event: SceneEvent | null;
}

/** A fall below the limit shorter than this is a look that missed someone. */
const DIP_MS = 1_000;

export const occupancy: ScenarioRule<"occupancy", OccupancyState> = {
  kind: "occupancy",
  begin: (definition, setting) => ({
    definition,
    setting,
    aboveMs: null,
    belowMs: null,
    lastAboveMs: 0,
    most: 0,
    event: null,
  }),
  step(state, observation, nowMs) {
    const { definition, setting } = state;
    if (definition.max === undefined) return { state, events: noEvents };
    const inside = occupants(observation, definition, setting, nowMs);
    if (inside.length > definition.max) {
      state.aboveMs ??= nowMs;
      state.belowMs = null;
      state.lastAboveMs = nowMs;
      state.most = Math.max(state.most, inside.length);
      if (state.event || nowMs - state.aboveMs < definition.minStayS * 1000) return { state, events: noEvents };
      state.event = crowdedEvent(state, inside, nowMs);
      return { state, events: [state.event] };
    }
    if (state.aboveMs === null) return { state, events: noEvents };
    state.belowMs ??= nowMs;
    if (nowMs - state.belowMs < DIP_MS) return { state, events: noEvents };
    const events = state.event ? [endedEvent(state.event, state.belowMs, tell(state, state.most))] : noEvents;
    rest(state);
    return { state, events };
  },
  end(state, _nowMs, because) {
    const { event } = state;
    const events = event ? [endedEvent(event, state.lastAboveMs, tell(state, state.most), because)] : noEvents;
    rest(state);
    return { state, events };
  },
};

/** Things of the scenario that are inside its zone now, oldest visit first. */
export function occupants(
  observation: Observation,
  definition: { zone: string; minScore: number },
  setting: Setting,
  nowMs: number,
): Thing[] {
  const inside: Thing[] = [];
  for (const presence of observation.presences.get(definition.zone)?.values() ?? [])
    if (isOccupant(presence, nowMs) && concerns(definition, setting, presence.thing)) inside.push(presence.thing);
  return inside;
}

function crowdedEvent(state: OccupancyState, inside: readonly Thing[], nowMs: number): SceneEvent {
  const { definition, setting } = state;
  const classes = [...new Set(inside.map((thing) => thing.className))].sort();
  const trackIds = inside.flatMap((thing) => thing.trackIds).sort((a, b) => a - b);
  const score = inside.reduce((sum, thing) => sum + scoreOf(thing), 0) / inside.length;
  const thing = inside[0]!;
  const event = eventOf({
    definition,
    setting,
    phase: "started",
    startedAtMs: nowMs,
    thing,
    ...tell(state, inside.length),
    classes,
    trackIds,
    box: null,
  });
  return { ...event, score: Math.round(score * 1000) / 1000 };
}

function tell({ definition, setting, aboveMs, lastAboveMs }: OccupancyState, count: number): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(lastAboveMs - (aboveMs ?? lastAboveMs));
  const max = definition.max ?? 0;
  const why = `${count} at once in ${placeName} for ${seconds} s; limit ${max}`;
  return { why, facts: { count, placeName, seconds, max } };
}

function rest(state: OccupancyState): void {
  state.aboveMs = null;
  state.belowMs = null;
  state.most = 0;
  state.event = null;
}
