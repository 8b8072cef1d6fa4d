// Every real clip shown in each changed way, and what the product tells of it.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DetectorCatalogue } from "@vigie/core";
import { scoreEvents } from "@vigie/evals";
import { eventTruth } from "../../test/product/support/event-truth.ts";
import { clipPath } from "../material.ts";
import { filteredCopy } from "../poor/degraded-copy.ts";
import { type RealEventResult, watchClip } from "../scenarios/real-events.ts";
import { changedTruth } from "./changed-truth.ts";
import { CHANGES, type Change, filtersOf } from "./changes.ts";

/** One drawn scenario on one clip in one change; times are of the clip as filmed. */
export interface ChangedResult extends RealEventResult {
  change: string;
  /** Events of which the truth does not say whether they are true of what is shown, and how many of them were told. */
  open: number;
  openTold: number;
}

export interface ChangedOptions {
  detectors: readonly string[];
  /** Folder for the copies; one that goes again when empty. */
  keep: string;
  /** All of them when left out. */
  changes?: readonly Change[];
  onClip?: (change: string, clip: string) => void;
}

/** Constant rate factor at which H.264 loses nothing. */
const LOSSLESS = 0;

/** Null without clips. Cost: about three minutes a detector on one core. */
export async function watchChanged(
  catalogue: DetectorCatalogue,
  { detectors, keep, changes = CHANGES, onClip }: ChangedOptions,
): Promise<ChangedResult[] | null> {
  const clips = eventTruth().filter(({ clip }) => clipPath(clip));
  if (clips.length === 0) return null;
  const folder = keep === "" ? await mkdtemp(join(tmpdir(), "vigie-changed-")) : keep;
  const results: ChangedResult[] = [];
  try {
    for (const detector of detectors) {
      const model = await catalogue.open(detector);
      for (const change of changes)
        for (const truth of clips) {
          onClip?.(change.name, truth.clip);
          const changed = changedTruth(truth, change);
          const shown = await watchClip(changed, model, await shownClip(truth.clip, change, folder), change.fps);
          results.push(...shown.map((result) => judged(result, changed.open[result.scenario]!, change)));
        }
      await model.close();
    }
    return results;
  } finally {
    if (keep === "") await rm(folder, { recursive: true, force: true });
  }
}

async function shownClip(clip: string, change: Change, folder: string): Promise<string> {
  const filters = filtersOf(change);
  if (filters === "") return clipPath(clip)!;
  const copy = join(folder, `${change.name}-${clip.replace(/\.\w+$/, ".mp4")}`);
  await filteredCopy(clipPath(clip)!, copy, { filters, crf: LOSSLESS });
  return copy;
}

/** Alarms for what is left open are taken out before the others are judged. */
function judged(
  result: RealEventResult,
  open: readonly { fromS: number; toS: number }[],
  { name: change, fromS }: Change,
): ChangedResult {
  const left = result.told.map(({ atS }) => atS);
  for (const span of open) {
    const index = left.findIndex((atS) => atS >= span.fromS && atS <= span.toS);
    if (index >= 0) left.splice(index, 1);
  }
  const truth = result.trueS.map((startS) => ({ startS, endS: null }));
  return {
    ...result,
    change,
    tally: scoreEvents(truth, left, result.tally.watchedS),
    open: open.length,
    openTold: result.told.length - left.length,
    trueS: result.trueS.map((atS) => atS + fromS),
    told: result.told.map(({ atS, why }) => ({ atS: atS + fromS, why })),
  };
}
