// Red light: a ticked class crosses the line while the red lamp of the circled light has been lit for longer than the grace.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import { boxArea, boxOverlap } from "../../geometry/index.ts";
import type { Thing } from "../../observations/index.ts";
import { hiddenBy } from "../../picture/hiding.ts";
import { boundsOf, createLampWatch, type LampWatch, type LightState } from "../../picture/index.ts";
import { HIDDEN_LONG_MS } from "../held-condition.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { eventOf, spokenSeconds, subjectOf } from "../scene-event.ts";

export interface RedLightState {
  definition: ScenarioOf<"red-light">;
  setting: Setting;
  lamp: LampWatch;
  /** What the light showed, from when on, oldest first; the newest is what it shows now. */
  past: { state: LightState; sinceMs: number }[];
  nowMs: number;
}

/** A thing that was lost before the light hides it no longer than this. Unit: ms. */
const LOST_MS = 400;
/** A crossing settles a while after it happened; so long the light's past is kept. Unit: ms. */
const PAST_MS = 20_000;

export const redLight: ScenarioRule<"red-light", RedLightState> = {
  kind: "red-light",
  begin: (definition, setting) => ({
    definition,
    setting,
    lamp: createLampWatch(setting.zones.get(definition.light)!.polygon, definition.redLamp),
    past: [],
    nowMs: 0,
  }),
  step(state, { picture, things, crossings }, nowMs) {
    state.nowMs = nowMs;
    const { definition, setting, lamp, past } = state;
    const polygon = setting.zones.get(definition.light)!.polygon;
    const [x0, y0, x1, y1] = boundsOf(polygon);
    // A bus before the light: its state is not known, whatever shines on the bus.
    const others = things.filter((thing) => !isLightItself(thing, [x0, y0, x1, y1]));
    const isHidden = hiddenBy(others, nowMs, LOST_MS)((x0 + x1) / 2, (y0 + y1) / 2);
    if (isHidden || !picture) lamp.hide();
    const now: LightState = isHidden || !picture ? "unknown" : lamp.step(picture, nowMs);
    if (past.at(-1)?.state !== now) past.push({ state: now, sinceMs: nowMs });
    while (past.length > 1 && past[1]!.sinceMs < nowMs - PAST_MS) past.shift();
    const crossed = crossings.get(definition.line) ?? [];
    if (crossed.length === 0) return { state, events: noEvents };
    const events: SceneEvent[] = [];
    for (const { thing, direction, atMs } of crossed) {
      if (!concerns(definition, setting, thing) || !setting.watchesAt(atMs)) continue;
      if (definition.direction !== "both" && definition.direction !== direction) continue;
      const redMs = redForMs(past, atMs);
      if (redMs === null || redMs < definition.graceS * 1000) continue;
      const { placeName } = setting;
      const className = thing.className;
      const seconds = spokenSeconds(redMs);
      const graceS = definition.graceS;
      events.push(
        eventOf({
          definition,
          setting,
          phase: "instant",
          startedAtMs: atMs,
          thing,
          direction,
          why: `${subjectOf(className)} crossed ${placeName} although the light had been red for ${seconds} s; grace ${graceS} s`,
          facts: { className, placeName, direction, seconds, graceS },
        }),
      );
    }
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end: (state) => {
    state.past = [];
    return { state, events: noEvents };
  },
  memory: ({ lamp }) => lamp,
  cannotJudge({ lamp, past, nowMs }) {
    if (!lamp.isKnown) return "no lit lamp was recognised in the circled light yet";
    const newest = past.at(-1);
    if (newest?.state !== "unknown" || nowMs - newest.sinceMs < HIDDEN_LONG_MS) return null;
    return "no lit lamp was recognised in the circled light for more than two minutes: something hides it, or it is off";
  },
};

/** What detectors make of a light on its post is hardly larger than what was circled. */
const LARGER = 4;
/** First boxes tremble. Unit: ms. */
const CAME_MS = 1_000;

/** True for what a detector sees in the light and its post: it covers what was circled, is hardly larger, and never came there. */
function isLightItself({ box, bornMs, stillSinceMs }: Thing, light: readonly number[]): boolean {
  if (stillSinceMs - bornMs > CAME_MS || boxArea(box) > LARGER * boxArea(light)) return false;
  return boxOverlap(box, light) >= 0.5 * boxArea(light);
}

/** A light that was hidden between two looks at red was red all the while, when it was hidden no longer. Unit: ms. */
const HIDDEN_MS = 4_000;

/** How long the light had been red at that moment; null when it was not, or nobody knows. */
function redForMs(past: RedLightState["past"], atMs: number): number | null {
  let i = past.findLastIndex(({ sinceMs }) => sinceMs <= atMs);
  if (i < 0) return null;
  if (isBridged(past, i)) i--;
  if (past[i]!.state !== "red") return null;
  while (i >= 2 && isBridged(past, i - 1)) i -= 2;
  return atMs - past[i]!.sinceMs;
}

function isBridged(past: RedLightState["past"], i: number): boolean {
  const [before, gap, after] = [past[i - 1], past[i], past[i + 1]];
  if (gap?.state !== "unknown" || before?.state !== "red" || after?.state !== "red") return false;
  return after.sinceMs - gap.sinceMs <= HIDDEN_MS;
}
