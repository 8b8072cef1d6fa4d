// Tamper: the camera's own sight is lost, by somebody's doing or by a defect.
import type { ScenarioOf } from "@vigie/contracts";
import { isSightLost, type Sight } from "../../picture/index.ts";
import { endHeld, type Held, heldForMs, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import { noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface TamperState {
  definition: ScenarioOf<"tamper">;
  setting: Setting;
  held: Held;
  /** The sight of the newest look, and of the event that is open. */
  sight: Sight | null;
}

const CLEAR_MS = 3_000;

export const tamper: ScenarioRule<"tamper", TamperState> = {
  kind: "tamper",
  begin: (definition, setting) => ({ definition, setting, held: notHeld(), sight: null }),
  step(state, observation, nowMs) {
    const { held } = state;
    const { sight } = observation;
    if (!sight) return { state, events: noEvents };
    const isLost = isSightLost(sight.condition);
    if (isLost) {
      state.sight = { ...sight };
      // The sight was doubted for a while before it was sure; that time counts.
      if (held.sinceMs === null) held.sinceMs = Math.min(nowMs, sight.sinceMs);
    }
    const events = followPicture(state, isLost, nowMs, {
      clearMs: CLEAR_MS,
      score: sight.score,
      tell: () => tell(state),
    });
    return { state, events };
  },
  end: (state, _nowMs, because) => ({ state, events: endHeld(state.held, () => tell(state), because) }),
};

function tell({ definition, held, sight }: TamperState): Told {
  const seconds = spokenSeconds(heldForMs(held));
  const limitS = definition.minStayS;
  const condition = sight?.condition ?? "covered";
  const moved: Readonly<Record<string, number>> = sight?.moved
    ? { movedX: Math.round(sight.moved.x * 100), movedY: Math.round(sight.moved.y * 100) }
    : {};
  const by = "movedX" in moved ? ` by ${moved.movedX} % across and ${moved.movedY} % down` : "";
  const is = condition === "frozen" ? "picture stands still" : `view is ${condition}${by}`;
  return {
    why: `the camera's ${is} for ${seconds} s; limit ${limitS} s`,
    facts: { condition, seconds, limitS, ...moved },
  };
}
