// Smoke and fire by motion, colour and texture alone. Experimental: steam, mist and flickering lamps look alike.
import type { ScenarioOf } from "@vigie/contracts";
import { createPlumeWatch, type PlumeLook, type PlumeWatch } from "../../picture/plume.ts";
import { endHeld, type Held, heldForMs, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import type { ScenarioRule, Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface SmokeFireState {
  definition: ScenarioOf<"smoke-fire">;
  setting: Setting;
  plume: PlumeWatch;
  held: Held;
  sign: "smoke" | "fire";
  share: number;
}

/** Smoke comes in swaths, and flames sink: it is over only after this. Unit: ms. */
const CLEAR_MS = 10_000;

export const smokeFire: ScenarioRule<"smoke-fire", SmokeFireState> = {
  kind: "smoke-fire",
  begin: (definition, setting) => ({
    definition,
    setting,
    plume: createPlumeWatch(setting.zones.get(definition.zone)!.polygon),
    held: notHeld(),
    sign: "smoke",
    share: 0,
  }),
  step(state, { picture, things }, nowMs) {
    const { definition, held } = state;
    const holds = picture && judge(state, state.plume.step(picture, things, nowMs));
    const events = followPicture(state, holds, nowMs, {
      clearMs: held.event ? CLEAR_MS : 800,
      score: Math.min(0.9, 0.5 + 2 * state.share),
      zone: definition.zone,
      tell: () => tell(state),
    });
    return { state, events };
  },
  end: (state, _nowMs, because) => ({ state, events: endHeld(state.held, () => tell(state), because) }),
  memory: ({ plume }) => plume,
  cannotJudge: ({ plume }) => (plume.isLearnt ? null : "it has not yet seen how the place usually looks"),
};

function judge(state: SmokeFireState, look: PlumeLook): boolean | null {
  const { watch } = state.definition;
  if (look.isFire && watch !== "smoke") {
    state.sign = "fire";
    state.share = look.fireShare;
    return true;
  }
  if (look.isSmoke && watch !== "fire") {
    if (!state.held.event) state.sign = "smoke";
    state.share = look.smokeShare;
    return true;
  }
  return look.isSmoke === null ? null : false;
}

function tell({ definition, setting, held, sign, share }: SmokeFireState): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldForMs(held));
  const limitS = definition.minStayS;
  const percent = Math.round(share * 1000) / 10;
  return {
    why: `what looks like ${sign} over ${percent} % of ${placeName} for ${seconds} s; limit ${limitS} s; experimental, by motion and colour`,
    facts: { sign, placeName, percent, seconds, limitS },
  };
}
