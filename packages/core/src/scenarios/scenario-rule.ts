// The shape of every scenario kind: state, a pure step, an end. No clock, no log, no exception on data.
import type {
  AxleCounts,
  GatheredCounts,
  GroundPlane,
  Line,
  QueueCounts,
  ScenarioKindName,
  ScenarioOf,
  SceneEvent,
  SpaceCounts,
  TurnCounts,
  Zone,
} from "@vigie/contracts";
import type { Observation, Thing } from "../observations/index.ts";
import type { LookKeeper } from "../picture/index.ts";

/** What a scenario knows besides its definition. */
export interface Setting {
  cameraId: string;
  /** Name of the first line or zone that the definition speaks of, or its id. */
  placeName: string;
  /** What is drawn on the camera and used by the definition, by id. */
  lines: ReadonlyMap<string, Line>;
  zones: ReadonlyMap<string, Zone>;
  /** Where points of the picture lie on the ground; null when nobody has measured it. */
  groundPlane: GroundPlane | null;
  /** Ticked classes, groups replaced by their members. */
  classes: ReadonlySet<string>;
  /** Everything that the active detector can see; absent when nobody knows. */
  seenClasses?: ReadonlySet<string>;
  /** True when the schedule lets the scenario watch at that moment. */
  watchesAt(ms: number): boolean;
}

export interface Step<S> {
  /** May be the same object, changed. */
  state: S;
  events: readonly SceneEvent[];
}

export interface ScenarioRule<K extends ScenarioKindName, S> {
  kind: K;
  begin(definition: ScenarioOf<K>, setting: Setting): S;
  /** Clock: `nowMs` is the frame's time; it never goes back. */
  step(state: S, observation: Observation, nowMs: number): Step<S>;
  /** Ends what is open. `because` completes the sentence "ended because ...". */
  end(state: S, nowMs: number, because: string): Step<S>;
  /** One sentence while it cannot judge (for example before a light was ever seen lit); null when it watches. */
  cannotJudge?(state: S): string | null;
  /** What it has counted since it began; kinds that count nothing have none. */
  totals?(state: S): ScenarioTotals;
  /** Whom the count of its zone counts at the newest frame; of kinds without it everybody inside. */
  counted?(state: S): readonly Thing[];
  /**
   * True when it waits for nothing: after a few frames in which nothing was seen, more of them would tell nothing and leave it as it is,
   * whatever is still remembered. Kinds that were not read for it have none.
   */
  isIdle?(state: S): boolean;
  /** True while frames in which nothing is seen matter to it, so that none may be passed over; kinds without it count none. */
  countsFrames?(state: S): boolean;
  /** How its place usually looks, learnt by it, which outlives the process; kinds that learn nothing of that have none. */
  memory?(state: S): LookKeeper;
}

/** Running totals of one scenario. */
export interface ScenarioTotals {
  turns?: readonly TurnCounts[];
  queues?: readonly QueueCounts[];
  spaces?: readonly SpaceCounts[];
  axles?: readonly AxleCounts[];
  gathered?: readonly GatheredCounts[];
}

/** A scenario at work, its state inside. */
export interface RunningScenario {
  step(observation: Observation, nowMs: number): readonly SceneEvent[];
  end(nowMs: number, because: string): readonly SceneEvent[];
  cannotJudge(): string | null;
  totals(): ScenarioTotals;
  /** Null where everybody inside counts. */
  counted(): readonly Thing[] | null;
  /** False where nobody knows. */
  isIdle(): boolean;
  countsFrames(): boolean;
  /** Null for kinds that learn nothing of a place. */
  memory(): LookKeeper | null;
}

export const noEvents: readonly SceneEvent[] = [];
const noTotals: ScenarioTotals = {};

export function runScenario<K extends ScenarioKindName, S>(
  rule: ScenarioRule<K, S>,
  definition: ScenarioOf<K>,
  setting: Setting,
): RunningScenario {
  let state = rule.begin(definition, setting);
  const keep = (step: Step<S>): readonly SceneEvent[] => {
    state = step.state;
    return step.events;
  };
  return {
    step: (observation, nowMs) => keep(rule.step(state, observation, nowMs)),
    end: (nowMs, because) => keep(rule.end(state, nowMs, because)),
    cannotJudge: () => rule.cannotJudge?.(state) ?? null,
    totals: () => rule.totals?.(state) ?? noTotals,
    counted: () => rule.counted?.(state) ?? null,
    isIdle: () => rule.isIdle?.(state) ?? false,
    countsFrames: () => rule.countsFrames?.(state) ?? false,
    memory: () => rule.memory?.(state) ?? null,
  };
}

/** True when the scenario is about this thing. */
export function concerns(definition: { minScore: number }, setting: Setting, thing: Thing): boolean {
  return setting.classes.has(thing.className) && thing.score >= definition.minScore;
}
