// Bin level: how high something that was not there stands in the drawn opening of a bin. Experimental.
import type { ScenarioOf } from "@vigie/contracts";
import { boxArea, boxOverlap } from "../../geometry/index.ts";
import type { Thing } from "../../observations/index.ts";
import { createPlaceMemory, type PlaceMemory } from "../../picture/index.ts";
import { cameFromNowhere } from "../from-nowhere.ts";
import { endHeld, type Held, heldForMs, hiddenLong, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import { boxAround } from "../picture-event.ts";
import type { ScenarioRule, Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface BinLevelState {
  definition: ScenarioOf<"bin-level">;
  setting: Setting;
  memory: PlaceMemory;
  /** Around the drawn opening. */
  opening: readonly number[];
  held: Held;
  filledShare: number;
  /** Clock: of the first look since watching began or went on after a break; null before. */
  fromMs: number | null;
}

/** Levels by the share of the drawn height that is filled. */
const LEVELS = { half: 0.3, full: 0.55, overflowing: 0.8 } as const;
const CLEAR_MS = 5_000;
/** A level that was told is over when it is so much lower. */
const LOWER = 0.1;
const VISIBLE = 0.6;
/** A thing that lies in the opening with so much of its box is what fills it, whatever the detector takes it for; others stand before it. */
const IN_IT = 0.7;
/**
 * What covers so much of the opening, of which the opening is so much, and what appeared there well after the first look and came from
 * nowhere, is the bin with its load.
 */
const OVER_IT = 0.7;
const OF_IT = 1 / 3;

export const binLevel: ScenarioRule<"bin-level", BinLevelState> = {
  kind: "bin-level",
  begin: (definition, setting) => ({
    definition,
    setting,
    memory: createPlaceMemory(setting.zones.get(definition.zone)!.polygon),
    opening: boxAround(setting.zones.get(definition.zone)!.polygon),
    held: notHeld(),
    filledShare: 0,
    fromMs: null,
  }),
  step(state, { picture, things }, nowMs) {
    const { definition, held } = state;
    state.fromMs ??= nowMs;
    const before = things.filter((thing) => standsBefore(thing, state));
    const seen = picture ? state.memory.step(picture, before, nowMs) : null;
    let holds: boolean | null = null;
    if (seen?.isLearnt && seen.visibleShare >= VISIBLE) {
      holds = seen.filledShare >= LEVELS[definition.maxLevel] - (held.event ? LOWER : 0);
      if (holds) state.filledShare = seen.filledShare;
    }
    const events = followPicture(state, holds, nowMs, {
      clearMs: CLEAR_MS,
      score: 0.6,
      zone: definition.zone,
      tell: () => tell(state),
    });
    return { state, events };
  },
  end(state, _nowMs, because) {
    // After a break everything appears anew: what was there before it did not come from nowhere.
    state.fromMs = null;
    return { state, events: endHeld(state.held, () => tell(state), because) };
  },
  memory: ({ memory }) => memory,
  cannotJudge: ({ memory, held }) => (memory.isLearnt ? hiddenLong(held) : "it has not yet seen the bin empty"),
};

/** True for what hides the opening. A full bin is taken for a car or a truck, but it did not drive up. */
function standsBefore(thing: Thing, { opening, fromMs }: BinLevelState): boolean {
  const { box } = thing;
  const shared = boxOverlap(box, opening);
  if (shared >= IN_IT * boxArea(box)) return false;
  return !(cameFromNowhere(thing, fromMs!) && shared >= Math.max(OVER_IT * boxArea(opening), OF_IT * boxArea(box)));
}

function tell({ definition, setting, held, filledShare }: BinLevelState): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldForMs(held));
  const limitS = definition.minStayS;
  const percent = Math.round(filledShare * 100);
  const level = levelOf(filledShare);
  const limitLevel = definition.maxLevel;
  return {
    why: `${placeName} seems ${level} for ${seconds} s (filled to ${percent} % of the drawn height); limit ${limitLevel} for ${limitS} s; experimental`,
    facts: { placeName, level, limitLevel, seconds, limitS, percent },
  };
}

function levelOf(share: number): string {
  if (share >= LEVELS.overflowing) return "overflowing";
  if (share >= LEVELS.full) return "full";
  return share >= LEVELS.half ? "half full" : "almost empty";
}
