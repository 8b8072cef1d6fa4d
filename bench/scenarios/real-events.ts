// What happens on the real clips, as a person wrote it down, against what the product tells of it.
import type { DetectorModel } from "@vigie/core";
import { addTallies, type EventTally, eventScore, NO_EVENTS, scoreEvents } from "@vigie/evals";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { type ClipEvents, eventTruth } from "../../test/product/support/event-truth.ts";
import { clipPath, modelFolders } from "../material.ts";
import { FILM_FPS } from "./film.ts";
import { watchFilm } from "./watch-film.ts";

/** The product's own detector, and a larger one that knows nothing of this project. */
const REAL_DETECTORS = ["embedded", "picodet-s-416"];

/** One drawn scenario on one clip under one detector. */
export interface RealEventResult {
  detector: string;
  clip: string;
  scenario: string;
  kind: string;
  tally: EventTally;
  /** Unit: seconds of the clip. */
  trueS: readonly number[];
  told: { atS: number; why: string }[];
  /** Why it could not be watched; empty when it was. */
  notWatched: string;
}

/** Every clip that is here with each detector; null without clips. `only`: names of clips, all when left out. Cost: a minute or two. */
export async function watchRealEvents(
  catalogue = createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER }),
  detectors: readonly string[] = REAL_DETECTORS,
  only?: readonly string[],
): Promise<RealEventResult[] | null> {
  const clips = eventTruth().filter(({ clip }) => clipPath(clip) && (!only || only.includes(clip)));
  if (clips.length === 0) return null;
  const results: RealEventResult[] = [];
  for (const detector of detectors) {
    const model = await catalogue.open(detector);
    for (const truth of clips) results.push(...(await watchClip(truth, model, clipPath(truth.clip)!, FILM_FPS)));
    await model.close();
  }
  return results;
}

/** What was drawn on the clip, watched in the file at `path`: the clip itself or a copy of it. */
export async function watchClip(
  { clip, scene, tells }: ClipEvents,
  model: DetectorModel,
  path: string,
  fps: number,
): Promise<RealEventResult[]> {
  const watched = await watchFilm(path, scene, model, fps);
  const detector = model.info.name;
  return scene.scenarios.map(({ id, kind }) => {
    const told = watched.told.flatMap(({ atS, event }) => (event.scenarioId === id ? [{ atS, why: event.why }] : []));
    const trueS = tells[id]!;
    const tally = scoreEvents(
      trueS.map((startS) => ({ startS, endS: null })),
      told.map(({ atS }) => atS),
      watched.watchedS,
    );
    const notWatched = watched.notWatching.find(({ scenarioId }) => scenarioId === id)?.reason ?? "";
    return { detector, clip, scenario: id, kind, tally, trueS, told, notWatched };
  });
}

/** Found, false and F1 per kind and detector, and of all kinds together, as Markdown. */
export function realEventsTable(results: readonly RealEventResult[]): string {
  const kinds = [...new Set(results.map(({ kind }) => kind))].sort();
  const detectors = [...new Set(results.map(({ detector }) => detector))];
  const lines = ["all", ...kinds].flatMap((kind) =>
    detectors.map((detector) => {
      const those = results.filter((r) => r.detector === detector && (kind === "all" || r.kind === kind));
      return tableLine(kind, detector, those);
    }),
  );
  return [
    "| kind | detector | scenarios | events | found | false | F1 | delay p50 s |",
    "|---|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n");
}

function tableLine(kind: string, detector: string, results: readonly RealEventResult[]): string {
  const tally = results.reduce((sum, result) => addTallies(sum, result.tally), NO_EVENTS);
  const { f1, delayP50S } = eventScore(tally);
  const cells = [kind, detector, results.length, tally.found + tally.missed, tally.found, tally.falseAlarms];
  return `| ${[...cells, f1?.toFixed(3) ?? "", delayP50S?.toFixed(1) ?? ""].join(" | ")} |`;
}

/** One line for each scenario that missed something or told something false, for the person who looks into it. */
export function realEventFaults(results: readonly RealEventResult[]): string[] {
  return results.flatMap(({ detector, clip, scenario, kind, tally, trueS, told, notWatched }) => {
    if (tally.missed + tally.falseAlarms === 0) return [];
    const said = told.map(({ atS, why }) => `${atS.toFixed(1)} s "${why}"`).join("; ") || "nothing";
    const cause = notWatched === "" ? "" : ` (not watched: ${notWatched})`;
    return [
      `${detector}, ${clip}, ${scenario} (${kind}): true at ${trueS.join(", ") || "no time"}; told ${said}${cause}`,
    ];
  });
}
