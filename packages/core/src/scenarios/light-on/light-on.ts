// Light on: a zone that shines in the dark, in the hours in which it should not.
import type { ScenarioOf } from "@vigie/contracts";
import { hiddenBy } from "../../picture/hiding.ts";
import { boundsOf, levelsOf, lookAt, type RegionLook, RegionPair } from "../../picture/index.ts";
import type { WatchPicture } from "../../ports/watch-picture.ts";
import { endHeld, type Held, heldForMs, hiddenLong, notHeld } from "../held-condition.ts";
import { followPicture } from "../picture-condition.ts";
import { noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";

export interface LightOnState {
  definition: ScenarioOf<"light-on">;
  setting: Setting;
  regions: RegionPair;
  held: Held;
  isLit: boolean;
  lookedMs: number;
  zone: RegionLook | null;
  around: RegionLook | null;
  /** False where the zone leaves nothing around it to compare with; null before the first look. */
  hasAround: boolean | null;
  isDay: boolean;
  /** Clock: frame time of the first look of this day; null by night. */
  daySinceMs: number | null;
}

const LOOK_EVERY_MS = 400;
const CLEAR_MS = 4_000;
/** A light of the night is over when it has been day for so long. Unit: ms. */
const DAYBREAK_MS = 20_000;
/** A picture of which half is lighter than this shows day, in which a lamp cannot be told from a wall in the sun. Unit: levels of 255. */
const DAY = 105;
/** The brighter part of a lit zone is at least this bright, and so much brighter than what lies around. */
const LIT = 70;
const LIT_OVER_AROUND = 1.7;
const LIT_ABOVE_AROUND = 34;
/** Around the zone there must be so much to see, as a share of the zone itself. */
const LEAST_AROUND = 0.05;

export const lightOn: ScenarioRule<"light-on", LightOnState> = {
  kind: "light-on",
  begin: (definition, setting) => ({
    definition,
    setting,
    regions: new RegionPair(setting.zones.get(definition.zone)!.polygon),
    held: notHeld(),
    isLit: false,
    lookedMs: Number.NEGATIVE_INFINITY,
    zone: null,
    around: null,
    hasAround: null,
    isDay: false,
    daySinceMs: null,
  }),
  step(state, { picture, things }, nowMs) {
    const { definition, setting, held } = state;
    if (nowMs - state.lookedMs < LOOK_EVERY_MS - 10) return { state, events: noEvents };
    state.lookedMs = nowMs;
    const [x0, y0, x1, y1] = boundsOf(setting.zones.get(definition.zone)!.polygon);
    const isHidden = hiddenBy(things, nowMs)((x0 + x1) / 2, (y0 + y1) / 2);
    // What stands before the lamp does not put it out.
    const isLit = picture && !isHidden ? look(state, picture) : null;
    if (picture) state.daySinceMs = state.isDay ? (state.daySinceMs ?? nowMs) : null;
    if (state.daySinceMs !== null && nowMs - state.daySinceMs >= DAYBREAK_MS)
      return { state, events: endHeld(held, () => tell(state), "it became day") };
    const events = followPicture(state, isLit, nowMs, {
      clearMs: CLEAR_MS,
      score: scoreOf(state),
      zone: definition.zone,
      tell: () => tell(state),
    });
    return { state, events };
  },
  end(state, _nowMs, because) {
    state.isDay = false;
    state.daySinceMs = null;
    return { state, events: endHeld(state.held, () => tell(state), because) };
  },
  cannotJudge({ daySinceMs, isDay, hasAround, held }) {
    if (hasAround === false) return "the zone leaves nothing around it to compare with; draw it close around the light";
    return isDay && daySinceMs !== null
      ? "by day a light cannot be told; give it the hours of the dark"
      : hiddenLong(held);
  },
};

/** Null by day, and where there is nothing around: nobody can say. */
function look(state: LightOnState, picture: WatchPicture): boolean | null {
  const { region, around } = state.regions.of(picture);
  state.hasAround = around.pixels >= LEAST_AROUND * region.pixels;
  if (!state.hasAround) return null;
  const zone = lookAt(region, picture);
  const beside = lookAt(around, picture);
  // A lamp lights up its surroundings: while one is lit it takes more light to be day.
  state.isDay = levelsOf(picture.gray).p50 > DAY * (state.isLit ? 1.3 : state.isDay ? 0.9 : 1);
  if (state.isDay) return null;
  const share = state.isLit ? 0.75 : 1;
  state.isLit =
    zone.p75 >= LIT * share &&
    zone.p75 >= beside.p50 * (1 + (LIT_OVER_AROUND - 1) * share) &&
    zone.p75 >= beside.p50 + LIT_ABOVE_AROUND * share;
  if (state.isLit || !state.held.event) {
    state.zone = zone;
    state.around = beside;
  }
  return state.isLit;
}

function scoreOf({ zone, around }: LightOnState): number {
  return Math.min(1, 0.6 + ((zone?.p75 ?? 0) - (around?.p50 ?? 0)) / 400);
}

function tell({ definition, setting, held, zone, around }: LightOnState): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldForMs(held));
  const limitS = definition.minStayS;
  const brightness = Math.round(((zone?.p75 ?? 0) / 255) * 100);
  const aroundIt = Math.round(((around?.p50 ?? 0) / 255) * 100);
  return {
    why: `light in ${placeName} for ${seconds} s (brightness ${brightness} %, around it ${aroundIt} %); limit ${limitS} s`,
    facts: { placeName, seconds, limitS, brightness, aroundIt },
  };
}
