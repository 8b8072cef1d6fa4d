// Line count: every crossing of the line by a ticked class is one fact for the register.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { boxInPicture, eventOf, subjectOf } from "../scene-event.ts";

export interface LineCountState {
  definition: ScenarioOf<"line-count">;
  setting: Setting;
}

export const lineCount: ScenarioRule<"line-count", LineCountState> = {
  kind: "line-count",
  begin: (definition, setting) => ({ definition, setting }),
  isIdle: () => true,
  step(state, observation) {
    const { definition, setting } = state;
    let events: SceneEvent[] | null = null;
    for (const crossing of observation.crossings.get(definition.line) ?? []) {
      const { thing, direction, atMs } = crossing;
      if (!concerns(definition, setting, thing) || !setting.watchesAt(atMs)) continue;
      const why = `${subjectOf(thing.className)} counted ${direction} across ${setting.placeName}`;
      const facts = { className: thing.className, placeName: setting.placeName, direction };
      const box = boxInPicture(crossing.box);
      events ??= [];
      events.push(
        eventOf({ definition, setting, phase: "instant", startedAtMs: atMs, thing, why, facts, direction, box }),
      );
    }
    return { state, events: events ?? noEvents };
  },
  end: (state) => ({ state, events: noEvents }),
};
