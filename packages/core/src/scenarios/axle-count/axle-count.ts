// Axle count: each crossing of the line by a ticked class, with how many axles it has, or that nobody can say.
import type { AxleCounts, ScenarioOf, SceneEvent } from "@vigie/contracts";
import type { Crossing, Observation, Thing } from "../../observations/index.ts";
import { concerns, noEvents, type ScenarioRule, type Setting } from "../scenario-rule.ts";
import { boxInPicture, eventOf, subjectOf } from "../scene-event.ts";
import { type AxleFinding, countAxles, type NotKnown } from "./count-axles.ts";
import { createVehicleLooks, hidesWheels, type VehicleLooks } from "./vehicle-looks.ts";

export interface AxleCountState {
  definition: ScenarioOf<"axle-count">;
  setting: Setting;
  /** Of every ticked thing that moves. */
  looks: Map<Thing, VehicleLooks>;
  /** Over the line and not yet told: the rest of the vehicle is still to come. */
  crossed: Crossing[];
  totals: AxleCounts;
}

/** Not seen for so long, it has gone by. Unit: ms. */
const GONE_MS = 700;
/** Whoever is still there then is judged by what was seen. Unit: ms. */
const LONGEST_MS = 4_000;
/** What stands shows the same again. Unit: sizes per second. */
const MOVES = 0.15;

export const axleCount: ScenarioRule<"axle-count", AxleCountState> = {
  kind: "axle-count",
  begin: (definition, setting) => ({
    definition,
    setting,
    looks: new Map(),
    crossed: [],
    totals: { camera: setting.cameraId, scenario: definition.id, line: definition.line, forward: {}, backward: {} },
  }),
  step(state, observation, nowMs) {
    look(state, observation, nowMs);
    const { definition, setting, crossed } = state;
    for (const crossing of observation.crossings.get(definition.line) ?? []) {
      const { thing, direction, atMs } = crossing;
      if (!concerns(definition, setting, thing) || !setting.watchesAt(atMs)) continue;
      if (definition.direction === "both" || definition.direction === direction) crossed.push(crossing);
    }
    const events = crossed.length === 0 ? noEvents : tellWho(state, observation.gone, nowMs);
    for (const thing of observation.gone) state.looks.delete(thing);
    return { state, events };
  },
  end(state) {
    const events = state.crossed.map((crossing) => tell(state, crossing));
    state.crossed = [];
    state.looks.clear();
    return { state, events };
  },
  totals: ({ totals }) => ({
    axles: [{ ...totals, forward: { ...totals.forward }, backward: { ...totals.backward } }],
  }),
};

function look({ definition, setting, looks }: AxleCountState, { things, picture }: Observation, nowMs: number): void {
  const gray = picture?.fine ?? picture?.gray;
  if (!gray) return;
  for (const thing of things) {
    if (!thing.seen || !concerns(definition, setting, thing)) continue;
    if (Math.hypot(thing.vx, thing.vy) < MOVES * thing.size) continue;
    const kept = looks.get(thing) ?? createVehicleLooks();
    looks.set(thing, kept);
    const nearer = things.filter((other) => other !== thing && nowMs - other.seenMs < GONE_MS);
    const hiders = nearer.map(({ box }) => box).filter((box) => hidesWheels(thing.box, box));
    kept.take(nowMs, thing.box, hiders, gray);
  }
}

function tellWho(state: AxleCountState, gone: readonly Thing[], nowMs: number): SceneEvent[] {
  const isDone = ({ thing, atMs }: Crossing) =>
    gone.includes(thing) || nowMs - thing.seenMs >= GONE_MS || nowMs - atMs >= LONGEST_MS;
  const done = state.crossed.filter(isDone);
  if (done.length > 0) state.crossed = state.crossed.filter((crossing) => !done.includes(crossing));
  return done.map((crossing) => tell(state, crossing));
}

function tell({ definition, setting, looks, totals }: AxleCountState, crossing: Crossing): SceneEvent {
  const { thing, direction, atMs } = crossing;
  const found = looks.get(thing);
  const finding: AxleFinding = found ? countAxles(found.all) : { axles: null, because: "unclear" };
  const key = finding.axles === null ? "unknown" : String(finding.axles);
  totals[direction][key] = (totals[direction][key] ?? 0) + 1;
  const { placeName } = setting;
  const facts = { className: thing.className, placeName, direction };
  const what = subjectOf(thing.className);
  return eventOf({
    definition,
    setting,
    phase: "instant",
    startedAtMs: atMs,
    thing,
    direction,
    box: boxInPicture(crossing.box),
    ...(finding.axles === null
      ? {
          why: `${what} counted ${direction} across ${placeName}; axles unknown: ${BECAUSE[finding.because]}`,
          facts: { ...facts, axles: "unknown", because: finding.because },
        }
      : {
          why: `${what} with ${finding.axles} axles counted ${direction} across ${placeName}`,
          facts: { ...facts, axles: finding.axles },
        }),
  });
}

const BECAUSE: Record<NotKnown, string> = {
  small: "it was too small in the picture, or seen too briefly",
  slanted: "it was not seen from its side",
  cut: "a part of it was never seen",
  unclear: "its wheels could not be told from the rest",
};
