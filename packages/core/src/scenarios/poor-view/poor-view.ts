// Poor view: light or weather leave too little in the picture to judge by.
import type { ScenarioOf } from "@vigie/contracts";
import { isSightLost } from "../../picture/index.ts";
import { endHeld, follow, type Held, heldForMs, notHeld } from "../held-condition.ts";
import { pictureEventOf } from "../picture-event.ts";
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
    const { definition, setting, held } = state;
    const { sight } = observation;
    if (!sight) return { state, events: noEvents };
    // A covered camera says nothing of the weather.
    const isPoor = isSightLost(sight.condition) ? null : sight.condition !== "clear";
    if (isPoor) {
      state.condition = sight.condition;
      if (held.sinceMs === null) held.sinceMs = Math.min(nowMs, sight.sinceMs);
    }
    const limits = { minStayMs: definition.minStayS * 1000, clearMs: CLEAR_MS };
    const begin = () =>
      pictureEventOf({ definition, setting, startedAtMs: nowMs, score: sight.score, box: null, ...tell(state) });
    return { state, events: follow(held, isPoor, nowMs, limits, begin, () => tell(state)) };
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
