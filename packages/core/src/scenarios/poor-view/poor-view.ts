// Poor view: light or weather leave too little in the picture to judge by.
import type { ScenarioOf } from "@vigie/contracts";
import { isSightLost } from "../../picture/index.ts";
import { endHeld, type Held, heldForMs, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import { noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface PoorViewState {
  definition: ScenarioOf<"poor-view">;
  setting: Setting;
  held: Held;
  condition: string;
}

const CLEAR_MS = 10_000;

export const poorView: ScenarioRule<"poor-view", PoorViewState> = {
  kind: "poor-view",
  begin: (definition, setting) => ({ definition, setting, held: notHeld(), condition: "dark" }),
  step(state, observation, nowMs) {
    const { held } = state;
    const { sight } = observation;
    if (!sight) return { state, events: noEvents };
    // A covered camera says nothing of the weather.
    const isPoor = isSightLost(sight.condition) ? null : sight.condition !== "clear";
    if (isPoor) {
      state.condition = sight.condition;
      if (held.sinceMs === null) held.sinceMs = Math.min(nowMs, sight.sinceMs);
    }
    const events = followPicture(state, isPoor, nowMs, {
      clearMs: CLEAR_MS,
      score: sight.score,
      tell: () => tell(state),
    });
    return { state, events };
  },
  end: (state, _nowMs, because) => ({ state, events: endHeld(state.held, () => tell(state), because) }),
};

function tell({ definition, held, condition }: PoorViewState): Told {
  const seconds = spokenSeconds(heldForMs(held));
  const limitS = definition.minStayS;
  return {
    why: `the view is too ${condition} to judge for ${seconds} s; limit ${limitS} s`,
    facts: { condition, seconds, limitS },
  };
}
