// Gathering: at least so many are in the zone at once for longer than the limit.
import type { ScenarioOf } from "@vigie/contracts";
import { lowLevel } from "../level.ts";
import { endMany, heldMs, insideNow, type ManyState, stepMany, surelyThere } from "../many.ts";
import type { ScenarioRule } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface CrowdState extends ManyState {
  definition: ScenarioOf<"crowd">;
  now: number;
}

export const crowd: ScenarioRule<"crowd", CrowdState> = {
  kind: "crowd",
  begin: (definition, setting) => ({ definition, setting, level: lowLevel(), now: 0 }),
  step(state, observation, nowMs) {
    const { definition, setting } = state;
    const inside = insideNow(observation, definition, setting, nowMs);
    state.now = inside.length;
    const isAbove = inside.length >= definition.minCount;
    const isSure = surelyThere(inside, nowMs) >= definition.minCount;
    const said = (count: number) => tell(state, count);
    return { state, events: stepMany(state, inside, inside.length, isAbove, nowMs, said, isSure) };
  },
  end: (state, _nowMs, because) => ({ state, events: endMany(state, because, (count) => tell(state, count)) }),
  isIdle: ({ level }) => level.aboveMs === null,
  totals: ({ definition, now }) => ({ gathered: [{ scenario: definition.id, now, areaM2: null }] }),
};

function tell({ definition, setting, level }: CrowdState, count: number): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldMs(level));
  const { minCount, minStayS: limitS } = definition;
  const why = `${count} gathered in ${placeName} for ${seconds} s; told from ${minCount} for ${limitS} s`;
  return { why, facts: { count, placeName, seconds, minCount, limitS } };
}
