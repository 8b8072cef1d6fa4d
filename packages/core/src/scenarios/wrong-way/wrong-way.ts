// Wrong way: a ticked class crossed the line against the allowed direction, and its motion leaves no doubt.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { type Crossing, type Observation, travelOf } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { boxInPicture, eventOf, subjectOf } from "../scene-event.ts";
import { isMadeByOneLook } from "./one-look.ts";

export interface WrongWayState {
  definition: ScenarioOf<"wrong-way">;
  setting: Setting;
  /** Crossed, but not yet far enough to be sure. */
  doubtful: Crossing[];
}

/** A thing must move this far square to the line. Unit: sizes. */
const SURE_TRAVEL = 0.75;
/** Doubt that lasts longer than this is dropped. */
const DOUBT_MS = 3_000;

export const wrongWay: ScenarioRule<"wrong-way", WrongWayState> = {
  kind: "wrong-way",
  begin: (definition, setting) => ({ definition, setting, doubtful: [] }),
  step(state, observation, nowMs) {
    const { definition, setting } = state;
    for (const crossing of observation.crossings.get(definition.line) ?? []) {
      const { thing, direction } = crossing;
      state.doubtful = state.doubtful.filter((c) => c.thing !== thing);
      if (direction === definition.allowed || !setting.watchesAt(crossing.atMs)) continue;
      const line = setting.lines.get(definition.line)?.points ?? [];
      if (!isMadeByOneLook(line, crossing)) state.doubtful.push(crossing);
    }
    if (state.doubtful.length === 0) return { state, events: noEvents };
    const sure = state.doubtful.filter((c) => isSure(c, observation) && concerns(definition, setting, c.thing));
    state.doubtful = state.doubtful.filter(
      (c) => !sure.includes(c) && nowMs - c.atMs <= DOUBT_MS && !observation.gone.includes(c.thing),
    );
    return { state, events: sure.map((c) => wrongWayEvent(state, c)) };
  },
  isIdle: ({ doubtful }) => doubtful.length === 0,
  end(state) {
    state.doubtful = [];
    return { state, events: noEvents };
  },
};

function isSure(crossing: Crossing, observation: Observation): boolean {
  return crossing.thing.looks >= 2 && travelOf(crossing, observation.aspect) >= SURE_TRAVEL;
}

function wrongWayEvent({ definition, setting }: WrongWayState, crossing: Crossing): SceneEvent {
  const { thing, direction, atMs } = crossing;
  const why = `${subjectOf(thing.className)} crossed ${setting.placeName} ${direction}; allowed is ${definition.allowed}`;
  const { allowed } = definition;
  const facts = { className: thing.className, placeName: setting.placeName, direction, allowed };
  const box = boxInPicture(crossing.box);
  return eventOf({ definition, setting, phase: "instant", startedAtMs: atMs, thing, why, facts, direction, box });
}
