// Crowd movement: many run at once, or many change their direction at once.
import type { ScenarioOf } from "@vigie/contracts";
import type { Thing } from "../../observations/index.ts";
import { lowLevel } from "../level.ts";
import { endMany, heldMs, insideNow, type ManyState, stepMany } from "../many.ts";
import type { ScenarioRule } from "../scenario-rule.ts";
import { spokenSeconds, type Told } from "../scene-event.ts";
import { createHeadings, type Headings } from "./headings.ts";

export interface CrowdMovementState extends ManyState {
  definition: ScenarioOf<"crowd-movement">;
  headings: Headings;
  /** What the crowd did when it was last too fast, and how fast. */
  movement: "running" | "turning";
  heightsPerS: number;
}

/** Of those inside, so many must do the same. Range: 0 to 1. */
const SHARE = 0.5;

export const crowdMovement: ScenarioRule<"crowd-movement", CrowdMovementState> = {
  kind: "crowd-movement",
  begin: (definition, setting) => ({
    definition,
    setting,
    level: lowLevel(),
    headings: createHeadings(),
    movement: "running",
    heightsPerS: 0,
  }),
  step(state, observation, nowMs) {
    const { definition, setting, headings } = state;
    headings.step(observation, nowMs);
    const inside = insideNow(observation, definition, setting, nowMs).filter((thing) => thing.seen);
    const runners = inside.filter((thing) => headings.speedOf(thing) >= definition.minSpeed);
    const turners = inside.filter((thing) => headings.hasTurned(thing, nowMs));
    const many = runners.length >= turners.length ? runners : turners;
    const isAbove = many.length >= definition.minCount && many.length >= SHARE * inside.length;
    if (isAbove) {
      if (!state.level.event) state.movement = many === runners ? "running" : "turning";
      state.heightsPerS = meanSpeed(many, headings);
    }
    return { state, events: stepMany(state, many, many.length, isAbove, nowMs, (count) => tell(state, count)) };
  },
  end(state, _nowMs, because) {
    state.headings.clear();
    return { state, events: endMany(state, because, (count) => tell(state, count)) };
  },
};

function meanSpeed(things: readonly Thing[], headings: Headings): number {
  const sum = things.reduce((total, thing) => total + headings.speedOf(thing), 0);
  return Math.round((sum / things.length) * 100) / 100;
}

function tell({ definition, setting, level, movement, heightsPerS }: CrowdMovementState, count: number): Told {
  const { placeName } = setting;
  const seconds = spokenSeconds(heldMs(level));
  const { minCount, minSpeed } = definition;
  const what = movement === "running" ? "ran" : "turned at once";
  const why = `${count} ${what} in ${placeName} at ${heightsPerS} body heights a second; told from ${minCount} at ${minSpeed}`;
  return { why, facts: { count, movement, heightsPerS, placeName, seconds, minCount, minSpeed } };
}
