// What a clock that ran ahead has stamped with times which have not come yet: it goes when it has been there for its days.
import type { SettingRecords } from "@vigie/core";
import type { Upkeep } from "../records/upkeep.ts";
import { STEP_TOLERANCE_MS } from "./clock-watch.ts";

interface Sighting {
  /** When such records were first seen, by the clock that is right now. */
  seenAtMs: number;
  /** The latest time that they bore then. */
  latestMs: number;
}

/** Times between which everything is due although its time has not come. */
export interface AheadSpan {
  fromMs: number;
  toMs: number;
}

const SIGHTING = "retention.stamped-ahead";

/** The span that is due; null when nothing lies ahead, or not for long enough. The first sighting is remembered across restarts. */
export async function dueAhead(
  upkeep: Upkeep,
  settings: SettingRecords,
  wallMs: number,
  keptMs: number,
): Promise<AheadSpan | null> {
  const fromMs = wallMs + STEP_TOLERANCE_MS;
  const latestMs = await upkeep.latestStamp();
  const text = await settings.get(SIGHTING);
  if (latestMs <= fromMs) {
    if (text) await settings.set(SIGHTING, "");
    return null;
  }
  const known = text ? (JSON.parse(text) as Sighting) : null;
  if (known === null || known.seenAtMs > fromMs) {
    await settings.set(SIGHTING, JSON.stringify({ seenAtMs: wallMs, latestMs } satisfies Sighting));
    return null;
  }
  return wallMs - known.seenAtMs > keptMs ? { fromMs, toMs: known.latestMs } : null;
}
