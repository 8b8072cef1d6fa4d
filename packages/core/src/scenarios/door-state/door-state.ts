// Door state: a door, gate or barrier that has not looked as it usually does for too long.
import type { ScenarioOf } from "@vigie/contracts";
import { createPlaceMemory, type PlaceMemory } from "../../picture/index.ts";
import { endHeld, type Held, heldForMs, hiddenLong, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import type { ScenarioRule, Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface DoorState {
  definition: ScenarioOf<"door-state">;
  setting: Setting;
  memory: PlaceMemory;
  held: Held;
  isOther: boolean;
  changedShare: number;
}

const CLEAR_MS = 2_000;
/** A door has left its usual state when so much of it looks different, and is back when so little does. */
const OTHER = 0.38;
const BACK = 0.22;
/** With less of the door visible nobody can say. */
const VISIBLE = 0.55;

export const doorState: ScenarioRule<"door-state", DoorState> = {
  kind: "door-state",
  begin: (definition, setting) => ({
    definition,
    setting,
    memory: createPlaceMemory(setting.zones.get(definition.zone)!.polygon),
    held: notHeld(),
    isOther: false,
    changedShare: 0,
  }),
  step(state, { picture, things }, nowMs) {
    const { definition } = state;
    const seen = picture ? state.memory.step(picture, things, nowMs) : null;
    let holds: boolean | null = null;
    if (seen?.isLearnt && seen.visibleShare >= VISIBLE) {
      state.isOther = seen.changedShare >= (state.isOther ? BACK : OTHER);
      if (state.isOther) state.changedShare = seen.changedShare;
      holds = state.isOther;
    }
    const events = followPicture(state, holds, nowMs, {
      clearMs: CLEAR_MS,
      score: 0.5 + state.changedShare / 2,
      zone: definition.zone,
      tell: () => tell(state),
    });
    return { state, events };
  },
  end: (state, _nowMs, because) => ({ state, events: endHeld(state.held, () => tell(state), because) }),
  memory: ({ memory }) => memory,
  cannotJudge: ({ memory, definition, held }) =>
    memory.isLearnt ? hiddenLong(held) : `it has not yet seen how the place looks ${definition.normally}`,
};

function tell({ definition, setting, held, changedShare }: DoorState): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldForMs(held));
  const limitS = definition.minStayS;
  const { normally } = definition;
  const percent = Math.round(changedShare * 100);
  return {
    why: `${placeName} is not ${normally} as usual for ${seconds} s (${percent} % of it looks different); limit ${limitS} s`,
    facts: { placeName, normally, seconds, limitS, percent },
  };
}
