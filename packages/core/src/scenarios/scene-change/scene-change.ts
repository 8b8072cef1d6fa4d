// Scene change: a part of a zone has looked different for long: damaged, painted on, missing, added.
import type { ScenarioOf } from "@vigie/contracts";
import { boxArea, boxOverlap, polygonArea } from "../../geometry/index.ts";
import type { Thing } from "../../observations/index.ts";
import { createPlaceMemory, type PlaceMemory } from "../../picture/index.ts";
import { cameFromNowhere } from "../from-nowhere.ts";
import { endHeld, type Held, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import { boxAround } from "../picture-event.ts";
import type { ScenarioRule, Setting } from "../scenario-rule.ts";
import type { Told } from "../scene-event.ts";

export interface SceneChangeState {
  definition: ScenarioOf<"scene-change">;
  setting: Setting;
  memory: PlaceMemory;
  /** From this share of the zone on it is the light. */
  most: number;
  /** Around the zone. */
  place: readonly number[];
  held: Held;
  share: number;
  /** Clock: of the first look since watching began or went on after a break; null before. */
  fromMs: number | null;
}

const CLEAR_MS = 4_000;
/** Of its box, a thing that is the change has so much in the place. */
const IN_IT = 0.7;
/** It is undone when less than this part of the limit is left. */
const UNDONE = 0.5;
/** When nearly all looks different at once, the light or the camera has changed and not the place. */
const EVERYTHING = 0.9;
/** ... or more than this much of the picture: lamps that come on at dusk change half a street. */
const MOST_OF_PICTURE = 0.25;

export const sceneChange: ScenarioRule<"scene-change", SceneChangeState> = {
  kind: "scene-change",
  begin: (definition, setting) => ({
    definition,
    setting,
    memory: createPlaceMemory(setting.zones.get(definition.zone)!.polygon, true),
    most: Math.min(EVERYTHING, MOST_OF_PICTURE / polygonArea(setting.zones.get(definition.zone)!.polygon)),
    place: boxAround(setting.zones.get(definition.zone)!.polygon),
    held: notHeld(),
    share: 0,
    fromMs: null,
  }),
  step(state, { picture, things }, nowMs) {
    const { definition, held } = state;
    state.fromMs ??= nowMs;
    const before = things.filter((thing) => !isTheChange(thing, state));
    const seen = picture ? state.memory.step(picture, before, nowMs) : null;
    let holds: boolean | null = null;
    if (seen?.isLearnt && (seen.changedShare < state.most || held.event)) {
      const share = seen.lastingShare(definition.minStayS * 1000, nowMs);
      holds = share >= definition.minShare * (held.event ? UNDONE : 1);
      if (holds) state.share = share;
    }
    // Each part waits for its own time: people who pass here and there are no lasting change.
    const events = followPicture(state, holds, nowMs, {
      clearMs: CLEAR_MS,
      minStayMs: 0,
      score: Math.min(1, 0.6 + state.share),
      zone: definition.zone,
      tell: () => tell(state),
    });
    return { state, events };
  },
  end(state, _nowMs, because) {
    state.fromMs = null;
    return { state, events: endHeld(state.held, () => tell(state), because) };
  },
  memory: ({ memory }) => memory,
  cannotJudge: ({ memory }) => (memory.isLearnt ? null : "it has not yet seen how the place usually looks"),
};

/** A painting that is taken for a lorry, a heap for a car: it lies within the place, and drove nowhere. */
function isTheChange(thing: Thing, { place, fromMs }: SceneChangeState): boolean {
  return boxOverlap(thing.box, place) >= IN_IT * boxArea(thing.box) && cameFromNowhere(thing, fromMs!);
}

function tell({ definition, setting, share }: SceneChangeState): Told {
  const { placeName } = setting;
  const percent = Math.round(share * 100);
  const limitS = definition.minStayS;
  const limitPercent = Math.round(definition.minShare * 1000) / 10;
  return {
    why: `${percent} % of ${placeName} has looked different for more than ${limitS} s; limit ${limitPercent} %`,
    facts: { placeName, percent, limitS, limitPercent },
  };
}
