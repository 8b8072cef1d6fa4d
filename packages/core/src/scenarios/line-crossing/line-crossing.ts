// Line crossing: a ticked class went over the line in a watched direction.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { boxInPicture, eventOf, subjectOf } from "../scene-event.ts";

export interface LineCrossingState {
  definition: ScenarioOf<"line-crossing">;
  setting: Setting;
}

export const lineCrossing: ScenarioRule<"line-crossing", LineCrossingState> = {
  kind: "line-crossing",
  begin: (definition, setting) => ({ definition, setting }),
  isIdle: () => true,
  step(state, observation) {
    const { definition, setting } = state;
    let events: SceneEvent[] | null = null;
    for (const crossing of observation.crossings.get(definition.line) ?? []) {
      const { thing, direction, atMs } = crossing;
      if (definition.direction !== "both" && definition.direction !== direction) continue;
      if (!concerns(definition, setting, thing) || !setting.watchesAt(atMs)) continue;
      const why = `${subjectOf(thing.className)} crossed ${setting.placeName} ${direction}`;
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
