// Speed: faster than the limit on the ground plane, measured over a way of some metres inside the zone.
import type { ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Presence, Thing } from "../../observations/index.ts";
import { type Cause, goOnWithTwins, isOver, isToldByTwin, newCause, takeOver } from "../cause-memory.ts";
import { type Ground, groundOf } from "../ground.ts";
import { addGroundLook, type GroundSample, groundSpeed } from "../ground-way.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { endedEvent, eventOf, subjectOf, type Told } from "../scene-event.ts";

interface Run extends Cause {
  samples: GroundSample[];
  /** Highest measured speed and its doubt. Unit: km/h. */
  kmh: number;
  doubtKmh: number;
}

export interface SpeedState {
  definition: ScenarioOf<"speed">;
  setting: Setting;
  ground: Ground;
  runs: Map<Thing, Run>;
}

/** Samples are kept for twice the time that the way takes at the limit, and at least this long. */
const MEMORY_MS = 2_000;
/** A speed is measured over at least this long. */
const LEAST_MS = 400;

export const speed: ScenarioRule<"speed", SpeedState> = {
  kind: "speed",
  begin: (definition, setting) => ({ definition, setting, ground: groundOf(setting, "speed"), runs: new Map() }),
  step(state, observation, nowMs) {
    const { definition, setting, runs } = state;
    const events: SceneEvent[] = [];
    if (!state.ground.map) return { state, events: noEvents };
    // Its two tracks have other feet: from the one to the other nobody can measure.
    for (const run of goOnWithTwins(runs, observation.aspect)) run.samples = [];
    for (const presence of observation.presences.get(definition.zone)?.values() ?? []) {
      const { thing } = presence;
      if (!concerns(definition, setting, thing)) continue;
      const run = follow(state, presence, observation.aspect);
      if (!run || !measure(run, definition) || run.event || isToldByTwin(runs, thing, observation.aspect)) continue;
      run.event = eventOf({ definition, setting, phase: "started", startedAtMs: nowMs, thing, ...tell(state, run) });
      events.push(run.event);
    }
    for (const [thing, run] of runs) {
      if (!isOver(run, nowMs)) continue;
      runs.delete(thing);
      if (run.event) events.push(endedEvent(run.event, run.insideMs, tell(state, run)));
    }
    return { state, events: events.length > 0 ? events : noEvents };
  },
  end(state, _nowMs, because) {
    const open = [...state.runs.values()].filter((run) => run.event !== null);
    state.runs.clear();
    return {
      state,
      events: open.map((run) => endedEvent(run.event!, run.insideMs, tell(state, run), run.hasLeft ? "" : because)),
    };
  },
  cannotJudge: (state) => state.ground.reason,
};

function follow(state: SpeedState, presence: Presence, aspect: number): Run | null {
  const { thing } = presence;
  let run = state.runs.get(thing);
  if (!presence.isInside) {
    if (run) run.hasLeft = true;
    return null;
  }
  if (!thing.seen) return null;
  if (!run) {
    const fresh = { ...newCause(thing, thing.seenMs), samples: [], kmh: 0, doubtKmh: 0 };
    run = takeOver(state.runs, presence, aspect) ?? fresh;
    // Between its two tracks nobody saw how it went.
    run.samples = [];
    state.runs.set(thing, run);
  }
  if (run.hasLeft) run.samples = [];
  run.hasLeft = false;
  run.insideMs = thing.seenMs;
  const { maxKmh, minTravelM } = state.definition;
  addGroundLook(run.samples, thing, state.ground.map!, Math.max(MEMORY_MS, (2000 * minTravelM * 3.6) / maxKmh));
  return run;
}

/** True when the newest looks show, beyond their own doubt, a speed above the limit. */
function measure(run: Run, { maxKmh, minTravelM }: ScenarioOf<"speed">): boolean {
  const { samples } = run;
  const last = samples.at(-1);
  if (!last || last.ms !== run.insideMs) return false;
  let from = samples.length - 3;
  while (from > 0 && !isLong(samples[from]!, last, minTravelM)) from--;
  if (from < 0 || !isLong(samples[from]!, last, minTravelM)) return false;
  const found = groundSpeed(samples.slice(from));
  if (!found || (found.mps - found.sigmaMps) * 3.6 <= maxKmh) return false;
  if (found.mps * 3.6 > run.kmh) {
    run.kmh = found.mps * 3.6;
    run.doubtKmh = found.sigmaMps * 3.6;
  }
  return true;
}

function isLong(a: GroundSample, b: GroundSample, wayM: number): boolean {
  return b.ms - a.ms >= LEAST_MS && Math.hypot(b.x - a.x, b.y - a.y) >= wayM;
}

function tell({ definition, setting }: SpeedState, run: Run): Told {
  const className = run.event?.classes[0] ?? run.thing.className;
  const { placeName } = setting;
  const kmh = Math.round(run.kmh);
  const doubtKmh = Math.ceil(run.doubtKmh);
  const limitKmh = definition.maxKmh;
  const why = `${subjectOf(className)} at ${kmh} km/h (within ${doubtKmh}) in ${placeName}; limit ${limitKmh} km/h`;
  return { why, facts: { className, placeName, kmh, doubtKmh, limitKmh } };
}
