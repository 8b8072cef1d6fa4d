// Density: more persons per square metre of the zone than allowed, for longer than the limit.
import type { ScenarioOf } from "@vigie/contracts";
import { groundArea } from "../../geometry/index.ts";
import { groundOf } from "../ground.ts";
import { lowLevel } from "../level.ts";
import { endMany, heldMs, insideNow, type ManyState, stepMany } from "../many.ts";
import { noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface DensityState extends ManyState {
  definition: ScenarioOf<"density">;
  /** Area of the zone on the ground; null when it cannot be measured, with the reason. Unit: square metres. */
  areaM2: number | null;
  reason: string | null;
  now: number;
}

export const density: ScenarioRule<"density", DensityState> = {
  kind: "density",
  begin: (definition, setting) => ({ definition, setting, level: lowLevel(), now: 0, ...areaOf(definition, setting) }),
  step(state, observation, nowMs) {
    const { definition, setting, areaM2 } = state;
    if (areaM2 === null) return { state, events: noEvents };
    const inside = insideNow(observation, definition, setting, nowMs);
    state.now = inside.length;
    const isAbove = inside.length / areaM2 > definition.maxPerM2;
    return { state, events: stepMany(state, inside, inside.length, isAbove, nowMs, (count) => tell(state, count)) };
  },
  end: (state, _nowMs, because) => ({ state, events: endMany(state, because, (count) => tell(state, count)) }),
  cannotJudge: (state) => state.reason,
  totals: ({ definition, now, areaM2 }) => ({ gathered: [{ scenario: definition.id, now, areaM2 }] }),
};

function areaOf(definition: ScenarioOf<"density">, setting: Setting): Pick<DensityState, "areaM2" | "reason"> {
  const { map, reason } = groundOf(setting, "density");
  const zone = setting.zones.get(definition.zone);
  if (!map || !zone) return { areaM2: null, reason };
  const areaM2 = groundArea(map, zone.polygon);
  if (areaM2 !== null && areaM2 >= 1) return { areaM2, reason: null };
  return {
    areaM2: null,
    reason:
      areaM2 === null
        ? `${setting.placeName} reaches beyond the ground that was measured; draw it nearer or measure farther points`
        : `${setting.placeName} covers less than one square metre of ground; density needs a larger zone`,
  };
}

function tell({ definition, setting, level, areaM2 }: DensityState, count: number): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldMs(level));
  const perM2 = Math.round((count / areaM2!) * 100) / 100;
  const area = Math.round(areaM2! * 10) / 10;
  const { maxPerM2, minStayS: limitS } = definition;
  const why = `${perM2} per square metre in ${placeName} for ${seconds} s (${count} on ${area} square metres); limit ${maxPerM2}`;
  return { why, facts: { perM2, count, areaM2: area, placeName, seconds, maxPerM2, limitS } };
}
