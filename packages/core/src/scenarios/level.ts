// A level that is too high for a while: how kinds that count many things begin and end their one event.
import type { SceneEvent } from "@vigie/contracts";

export interface Level {
  aboveMs: number | null;
  belowMs: number | null;
  /** Newest moment above, and the highest value since it began. */
  lastAboveMs: number;
  most: number;
  event: SceneEvent | null;
}

/** A fall shorter than this is a look that missed someone. */
const DIP_MS = 1_000;
/** Once told, the level must stay down for this long. */
const END_MS = 5_000;

export function lowLevel(): Level {
  return { aboveMs: null, belowMs: null, lastAboveMs: 0, most: 0, event: null };
}

/** What to do now: `start` makes the event, `end` closes it (at `belowMs`) or forgets what never became one. Nothing starts while the level is not sure. */
export function stepLevel(
  level: Level,
  value: number,
  isAbove: boolean,
  nowMs: number,
  stayMs: number,
  isSure = true,
): "start" | "end" | null {
  if (isAbove) {
    level.aboveMs ??= nowMs;
    level.belowMs = null;
    level.lastAboveMs = nowMs;
    level.most = Math.max(level.most, value);
    return isSure && level.event === null && nowMs - level.aboveMs >= stayMs ? "start" : null;
  }
  if (level.aboveMs === null) return null;
  level.belowMs ??= nowMs;
  return nowMs - level.belowMs >= (level.event ? END_MS : DIP_MS) ? "end" : null;
}
