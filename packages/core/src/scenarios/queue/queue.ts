// Queue: how many stand in it, how long the last of them will wait, and one event when that is too much.
import type { QueueCounts, ScenarioOf } from "@vigie/contracts";
import type { Observation, Thing } from "../../observations/index.ts";
import { createDoubts, type Doubts } from "../doubtful.ts";
import { lowLevel } from "../level.ts";
import { endMany, heldMs, insideNow, type ManyState, stepMany } from "../many.ts";
import { concerns, noEvents, type ScenarioRule } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";
import { createServed, type Served } from "./served.ts";

export interface QueueState extends ManyState {
  definition: ScenarioOf<"queue">;
  served: Served;
  doubts: Doubts;
  /** Who stands in it now; how many they were at the newest look that was counted. */
  standing: readonly Thing[];
  now: number;
  peak: number;
  /** Null while too few were seen to leave. Unit: s. */
  waitS: number | null;
  perMinute: number | null;
  /** Which limit was passed when the event began. */
  passed: "length" | "wait";
}

/** Who has been inside for less is not yet in the queue. */
const JOINED_MS = 2_000;

export const queue: ScenarioRule<"queue", QueueState> = {
  kind: "queue",
  begin: (definition, setting) => ({
    definition,
    setting,
    level: lowLevel(),
    served: createServed(),
    doubts: createDoubts(),
    standing: [],
    now: 0,
    peak: 0,
    waitS: null,
    perMinute: null,
    passed: "length",
  }),
  step(state, observation, nowMs) {
    const { definition, level } = state;
    // All tracks end at once: who stood there at the last frame stays in the counts.
    if (observation.things.length === 0 && observation.gone.length > 0) return { state, events: noEvents };
    look(state, observation, nowMs);
    const isTooLong = state.now > definition.maxLength;
    const isTooSlow = definition.maxWaitS !== undefined && state.waitS !== null && state.waitS > definition.maxWaitS;
    if (!level.event && (isTooLong || isTooSlow)) state.passed = isTooLong ? "length" : "wait";
    const events = stepMany(state, state.standing, state.now, isTooLong || isTooSlow, nowMs, (count) =>
      tell(state, count),
    );
    return { state, events };
  },
  end(state, _nowMs, because) {
    state.served.clear();
    state.doubts.clear();
    state.standing = [];
    return { state, events: endMany(state, because, (count) => tell(state, count)) };
  },
  counted: ({ standing }) => standing,
  totals: ({ definition, setting, now, peak, waitS, perMinute }) => {
    const counts: QueueCounts = {
      camera: setting.cameraId,
      scenario: definition.id,
      zone: definition.zone,
      now,
      peak,
      waitS,
      servedPerMinute: perMinute,
    };
    return { queues: [counts] };
  },
};

function look(state: QueueState, observation: Observation, nowMs: number): void {
  const { definition, setting, served, doubts } = state;
  const presences = observation.presences.get(definition.zone);
  doubts.step(observation.things, observation.gone, nowMs);
  served.step(presences?.values() ?? [], observation, (thing) => concerns(definition, setting, thing), nowMs);
  state.standing = insideNow(observation, definition, setting, nowMs).filter(
    (thing) => nowMs - presences!.get(thing)!.sinceMs >= JOINED_MS && !doubts.isDoubtful(thing),
  );
  const perMinute = served.perMinute(nowMs);
  state.perMinute = perMinute === null ? null : Math.round(perMinute * 10) / 10;
  state.now = state.standing.length;
  state.peak = Math.max(state.peak, state.now);
  state.waitS = perMinute === null ? null : Math.round((state.now * 60) / perMinute);
}

function tell({ definition, setting, level, waitS, passed }: QueueState, count: number): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldMs(level));
  const { maxLength, maxWaitS } = definition;
  const wait = waitS === null ? "" : `, about ${waitS} s to wait`;
  const limit = passed === "length" ? `${maxLength}` : `${maxWaitS} s`;
  const why = `${count} in the queue ${placeName} for ${seconds} s${wait}; limit ${limit}`;
  const facts = { count, placeName, seconds, maxLength, passed };
  return {
    why,
    facts: {
      ...facts,
      ...(waitS === null ? {} : { waitS }),
      ...(maxWaitS === undefined ? {} : { maxWaitS }),
    },
  };
}
