// Tailgating: a second one crosses the line right behind the first.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { distance } from "../../geometry/index.ts";
import { areTwins, type Crossing, type Thing } from "../../observations/index.ts";
import { isCarried } from "../carried.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { boxInPicture, eventOf, subjectOf } from "../scene-event.ts";
import { createHiddenFollowers, type HiddenFollowers } from "./hidden-followers.ts";

export interface TailgatingState {
  definition: ScenarioOf<"tailgating">;
  setting: Setting;
  /** Crossings that someone may follow, or turn out to have followed. */
  recent: { crossing: Crossing; isTold: boolean }[];
  hidden: HiddenFollowers;
  /** Told because they came out of somebody's box; their own crossing may be sure only later. */
  cameOut: WeakSet<Thing>;
}

/** Who crosses farther away came another way. Unit: sizes. */
const NEAR = 2.5;
/** Crossings settle in another order than they happened. */
const LATE_MS = 3_000;

export const tailgating: ScenarioRule<"tailgating", TailgatingState> = {
  kind: "tailgating",
  begin: (definition, setting) => ({
    definition,
    setting,
    recent: [],
    hidden: createHiddenFollowers(),
    cameOut: new WeakSet(),
  }),
  step(state, observation, nowMs) {
    const { definition, setting } = state;
    const withinMs = definition.withinS * 1000;
    const events: SceneEvent[] = [];
    for (const crossing of observation.crossings.get(definition.line) ?? []) {
      if (definition.direction !== "both" && definition.direction !== crossing.direction) continue;
      if (!concerns(definition, setting, crossing.thing) || !setting.watchesAt(crossing.atMs)) continue;
      if (isCarried(crossing.thing, observation.things)) continue;
      const entry = { crossing, isTold: state.cameOut.has(crossing.thing) };
      const pairs = state.recent.filter((other) => isPair(other.crossing, crossing, withinMs, observation.aspect));
      state.recent.push(entry);
      for (const other of pairs) {
        const [first, second] = other.crossing.atMs <= crossing.atMs ? [other, entry] : [entry, other];
        if (second.isTold) continue;
        second.isTold = true;
        events.push(followed(state, first.crossing, second.crossing));
      }
    }
    // Two who walk one behind the other are often one box until they are nearer to the camera.
    for (const { leader, follower } of state.hidden.step(state.recent, observation, nowMs)) {
      const own = state.recent.find(({ crossing }) => crossing.thing === follower);
      if (own?.isTold || !concerns(definition, setting, follower)) continue;
      if (own) own.isTold = true;
      state.cameOut.add(follower);
      events.push(followed(state, leader, own?.crossing ?? { ...leader, thing: follower, box: [...follower.box] }));
    }
    state.recent = state.recent.filter(({ crossing }) => nowMs - crossing.atMs <= withinMs + LATE_MS);
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end(state) {
    state.recent = [];
    state.hidden.clear();
    return { state, events: noEvents };
  },
};

function isPair(a: Crossing, b: Crossing, withinMs: number, aspect: number): boolean {
  if (a.thing === b.thing || a.direction !== b.direction || Math.abs(a.atMs - b.atMs) > withinMs) return false;
  if (distance(a.point, b.point, aspect) > NEAR * Math.max(a.thing.size, b.thing.size)) return false;
  return !areTwins(a.thing, a.box, b.thing, b.box);
}

function followed({ definition, setting }: TailgatingState, first: Crossing, second: Crossing): SceneEvent {
  const { thing, direction, atMs } = second;
  const { placeName } = setting;
  const { className } = thing;
  const seconds = Math.round((atMs - first.atMs) / 100) / 10;
  const limitS = definition.withinS;
  const why = `${subjectOf(className)} crossed ${placeName} ${seconds} s behind another; told within ${limitS} s`;
  return eventOf({
    definition,
    setting,
    phase: "instant",
    startedAtMs: atMs,
    thing,
    why,
    facts: { className, placeName, seconds, limitS, direction },
    direction,
    box: boxInPicture(second.box),
    trackIds: [...thing.trackIds, ...first.thing.trackIds],
  });
}
