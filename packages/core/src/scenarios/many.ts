// Scenarios about many things at once: who is in the zone, counted once each, and the one event about all of them.
import type { Scenario, SceneEvent } from "@vigie/contracts";
import { areTwins, isOccupant, type Observation, scoreOf, type Thing } from "../observations/index.ts";
import { isCarried } from "./carried.ts";
import { type Level, lowLevel, stepLevel } from "./level.ts";
import { concerns, noEvents, type Setting } from "./scenario-rule.ts";
import { endedEvent, eventOf, type Told } from "./scene-event.ts";

/** Things of the scenario inside its zone now, oldest visit first; two tracks of one thing are one. */
export function insideNow(
  observation: Observation,
  definition: { zone: string; minScore: number },
  setting: Setting,
  nowMs: number,
): Thing[] {
  const inside: Thing[] = [];
  const presences = observation.presences.get(definition.zone);
  if (!presences || presences.size === 0) return inside;
  for (const presence of presences.values()) {
    const { thing } = presence;
    if (!isOccupant(presence, nowMs) || !concerns(definition, setting, thing)) continue;
    if (isCarried(thing, observation.things)) continue;
    if (!inside.some((other) => areTwins(other, other.box, thing, thing.box))) inside.push(thing);
  }
  return inside;
}

export interface ManyFinding {
  definition: Scenario;
  setting: Setting;
  things: readonly Thing[];
  atMs: number;
  told: Told;
}

/** A `started` event about several things, with the mean of their scores. */
export function eventOfMany({ definition, setting, things, atMs, told }: ManyFinding): SceneEvent {
  const event = eventOf({
    definition,
    setting,
    phase: "started",
    startedAtMs: atMs,
    thing: things[0]!,
    ...told,
    classes: [...new Set(things.map((thing) => thing.className))].sort(),
    trackIds: things.flatMap((thing) => thing.trackIds).sort((a, b) => a - b),
    box: null,
  });
  const score = things.reduce((sum, thing) => sum + scoreOf(thing), 0) / things.length;
  return { ...event, score: Math.round(score * 1000) / 1000 };
}

export interface ManyState {
  definition: Scenario & { minStayS: number };
  setting: Setting;
  level: Level;
}

/** One step of a kind whose whole state is a level. `tell` says the sentence for a value. */
export function stepMany(
  state: ManyState,
  things: readonly Thing[],
  value: number,
  isAbove: boolean,
  nowMs: number,
  tell: (value: number) => Told,
): readonly SceneEvent[] {
  const { definition, setting, level } = state;
  const turn = stepLevel(level, value, isAbove && things.length > 0, nowMs, definition.minStayS * 1000);
  if (turn === "start") {
    level.event = eventOfMany({ definition, setting, things, atMs: nowMs, told: tell(value) });
    return [level.event];
  }
  if (turn === null) return noEvents;
  const events = level.event ? [endedEvent(level.event, level.belowMs!, tell(level.most))] : noEvents;
  state.level = lowLevel();
  return events;
}

/** Ends what is open. */
export function endMany(state: ManyState, because: string, tell: (value: number) => Told): readonly SceneEvent[] {
  const { event, lastAboveMs, most } = state.level;
  const events = event ? [endedEvent(event, lastAboveMs, tell(most), because)] : noEvents;
  state.level = lowLevel();
  return events;
}

/** How long the level has been too high. Unit: ms. */
export function heldMs({ aboveMs, lastAboveMs }: Level): number {
  return lastAboveMs - (aboveMs ?? lastAboveMs);
}
