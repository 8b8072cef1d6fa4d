// Door state: a door, gate or barrier that has not looked as it usually does for too long.
import type { ScenarioOf } from "@vigie/contracts";
import { boxArea, boxOverlap } from "../../geometry/index.ts";
import type { Thing } from "../../observations/index.ts";
import { createPlaceMemory, type PlaceMemory } from "../../picture/index.ts";
import { isUnlikely } from "../doubtful.ts";
import { cameFromNowhere } from "../from-nowhere.ts";
import { endHeld, type Held, heldForMs, hiddenLong, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import { boxAround } from "../picture-event.ts";
import type { ScenarioRule, Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface DoorState {
  definition: ScenarioOf<"door-state">;
  setting: Setting;
  memory: PlaceMemory;
  /** Around the zone, and what lies beside it: the zone's box made twice as large. */
  place: readonly number[];
  beside: PlaceMemory;
  held: Held;
  isOther: boolean;
  changedShare: number;
  /** The door was known from before a restart, what lies beside it was not: whoever stands there now may have been learnt with it. */
  isRestored: boolean | null;
  /** What was listed when the door's look had just been learnt; null while it is not, or when it is known from before. */
  learntWith: ReadonlySet<Thing> | null;
  isLearning: boolean;
  /** Clock: of the first look since watching began or went on after a break; null before. */
  fromMs: number | null;
}

const CLEAR_MS = 2_000;
/** A door has left its usual state when so much of it looks different, and is back when so little does. */
const OTHER = 0.38;
const BACK = 0.22;
/** With less of the door visible nobody can say. */
const VISIBLE = 0.55;
/** Of its box, what is the door itself has so much in the place. */
const IN_IT = 0.7;
/** What stands before the door changes more of what is seen beside it. Unit: share. */
const UNCHANGED = 0.15;

export const doorState: ScenarioRule<"door-state", DoorState> = {
  kind: "door-state",
  begin: (definition, setting) => ({
    definition,
    setting,
    memory: createPlaceMemory(setting.zones.get(definition.zone)!.polygon),
    place: boxAround(setting.zones.get(definition.zone)!.polygon),
    beside: createPlaceMemory(twiceAsLarge(boxAround(setting.zones.get(definition.zone)!.polygon))),
    held: notHeld(),
    isOther: false,
    changedShare: 0,
    isRestored: null,
    learntWith: null,
    isLearning: false,
    fromMs: null,
  }),
  step(state, { picture, things }, nowMs) {
    const { definition } = state;
    state.fromMs ??= nowMs;
    if (picture)
      state.beside.step(
        picture,
        things.filter((thing) => !cameFromNowhere(thing, state.fromMs!)),
        nowMs,
      );
    const before = things.filter((thing) => !isTheDoor(thing, state));
    const seen = picture ? state.memory.step(picture, before, nowMs) : null;
    if (seen) noteLearning(state, seen.isLearnt, things);
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
  end(state, _nowMs, because) {
    // After a break everything appears anew: what was there before it did not come from nowhere.
    state.fromMs = null;
    state.learntWith = null;
    return { state, events: endHeld(state.held, () => tell(state), because) };
  },
  memory: ({ memory }) => memory,
  cannotJudge: ({ memory, definition, held }) =>
    memory.isLearnt ? hiddenLong(held) : `it has not yet seen how the place looks ${definition.normally}`,
};

function noteLearning(state: DoorState, isLearnt: boolean, things: readonly Thing[]): void {
  state.isRestored ??= isLearnt;
  if (isLearnt && state.isLearning) state.learntWith = new Set(things);
  state.isLearning = !isLearnt;
}

/** True for what stands since the door was learnt and was listed only later: the learnt look shows it, so that it hides nothing. */
function wasLearntAlong(thing: Thing, learntWith: ReadonlySet<Thing> | null): boolean {
  return learntWith !== null && !learntWith.has(thing) && !thing.hasMoved && thing.className !== "person";
}

/**
 * A dark opening is taken for a bus, a leaf that swung out for a lorry: hardly, or within the place, or where the picture shows nothing else that
 * came; and it drove nowhere.
 */
function isTheDoor(thing: Thing, state: DoorState): boolean {
  const { place, fromMs, beside, isRestored, definition, setting, learntWith } = state;
  if (!cameFromNowhere(thing, fromMs!) && !wasLearntAlong(thing, learntWith)) return false;
  if (isUnlikely(thing) || boxOverlap(thing.box, place) >= IN_IT * boxArea(thing.box)) return true;
  if (isRestored !== false) return false;
  const changed = beside.changedBeside(thing.box, setting.zones.get(definition.zone)!.polygon);
  return changed !== null && changed < UNCHANGED;
}

function twiceAsLarge([x1, y1, x2, y2]: readonly [number, number, number, number]): [number, number][] {
  const [dx, dy] = [(x2 - x1) / 2, (y2 - y1) / 2];
  const [left, top, right, bottom] = [x1 - dx, y1 - dy, x2 + dx, y2 + dy];
  return [
    [Math.max(0, left), Math.max(0, top)],
    [Math.min(1, right), Math.max(0, top)],
    [Math.min(1, right), Math.min(1, bottom)],
    [Math.max(0, left), Math.min(1, bottom)],
  ];
}

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
