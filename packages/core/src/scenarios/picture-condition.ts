// A condition that the picture shows, told as one event about a drawn place or about the whole picture.
import type { Scenario, SceneEvent } from "@vigie/contracts";
import { follow, type Held } from "./held-condition.ts";
import { boxAround, pictureEventOf } from "./picture-event.ts";
import type { Setting } from "./scenario-rule.ts";
import type { Told } from "./scene-event.ts";

export interface PictureCondition {
  definition: Scenario & { minStayS: number };
  setting: Setting;
  held: Held;
}

export interface PictureFindings {
  /** It is over once it has not held for so long. */
  clearMs: number;
  /** The definition's own limit unless given. */
  minStayMs?: number;
  /** How sure. Range: 0 to 1. */
  score: number;
  /** Id of the zone that it is about; the whole picture unless given. */
  zone?: string;
  tell(): Told;
}

/** Adds what this moment shows: it holds, it does not, or nobody can say (null). Returns the events of this moment. */
export function followPicture(
  { definition, setting, held }: PictureCondition,
  holds: boolean | null,
  nowMs: number,
  { clearMs, minStayMs = definition.minStayS * 1000, score, zone, tell }: PictureFindings,
): SceneEvent[] {
  const begin = () =>
    pictureEventOf({
      definition,
      setting,
      startedAtMs: nowMs,
      score,
      box: zone === undefined ? null : boxAround(setting.zones.get(zone)!.polygon),
      ...tell(),
    });
  return follow(held, holds, nowMs, { minStayMs, clearMs }, begin, tell);
}
