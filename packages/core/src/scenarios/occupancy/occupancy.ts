// Occupancy: more ticked things inside at once than allowed, for longer than the limit.
import type { ScenarioOf } from "@vigie/contracts";
import { lowLevel } from "../level.ts";
import { endMany, heldMs, insideNow, type ManyState, stepMany, surelyThere } from "../many.ts";
import { noEvents, type ScenarioRule } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface OccupancyState extends ManyState {
  definition: ScenarioOf<"occupancy">;
}

export const occupancy: ScenarioRule<"occupancy", OccupancyState> = {
  kind: "occupancy",
  begin: (definition, setting) => ({ definition, setting, level: lowLevel() }),
  isIdle: ({ level }) => level.aboveMs === null,
  step(state, observation, nowMs) {
    const { definition, setting } = state;
    if (definition.max === undefined) return { state, events: noEvents };
    const inside = insideNow(observation, definition, setting, nowMs);
    const isAbove = inside.length > definition.max;
    const isSure = surelyThere(inside, nowMs) > definition.max;
    const said = (count: number) => tell(state, count);
    return { state, events: stepMany(state, inside, inside.length, isAbove, nowMs, said, isSure) };
  },
  end: (state, _nowMs, because) => ({ state, events: endMany(state, because, (count) => tell(state, count)) }),
};

function tell({ definition, setting, level }: OccupancyState, count: number): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldMs(level));
  const max = definition.max ?? 0;
  const why = `${count} at once in ${placeName} for ${seconds} s; limit ${max}`;
  return { why, facts: { count, placeName, seconds, max } };
}
