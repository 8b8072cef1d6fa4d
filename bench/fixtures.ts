// What the memory of what never moves is worth: agreement with drawn boxes, with and without it, on the same looks of each detector.
import { createDetections, createFixtureMemory, createTracker, type DetectorModel, type Tracks } from "@vigie/core";
import { detectionF1, type FoundBox } from "@vigie/evals";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { boxTruth, eachFrame, type Group, type JudgedPicture, judged } from "../test/product/support/box-truth.ts";
import { clipPath, modelFolders, NO_MATERIAL } from "./material.ts";
import { pastedRows, withPastedFilms } from "./pasted-posts.ts";
import type { BenchResult, BenchRow } from "./report.ts";

const NAME = "memory of what never moves";
const DETECTORS = ["embedded", "picodet-s-416", "yolox-nano"];
const LOOK_EVERY_MS = 195;
const PICTURE_EVERY_MS = 980;
const PICTURE = { maxWidthPx: 320, maxHeightPx: 180 };

/** Boxes that the product counts with: those of tracks that this look supports. */
export async function fixtures(): Promise<BenchResult> {
  const name = NAME;
  if (modelFolders.length === 0) return { name, rows: [], skipped: NO_MATERIAL };
  const catalogue = createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER });
  const rows = await withPastedFilms(async (films) => {
    const all: BenchRow[] = [];
    for (const detector of DETECTORS) {
      const model = await catalogue.open(detector);
      all.push(...(await ofDetector(model)), ...(await pastedRows(model, films)));
      await model.close();
    }
    return all;
  });
  return { name, rows };
}

async function ofDetector(model: DetectorModel): Promise<BenchRow[]> {
  const pictures: Record<"without" | "with", JudgedPicture[]> = { without: [], with: [] };
  let leftOut = 0;
  for (const truth of boxTruth()) {
    const path = clipPath(truth.clip);
    if (!path) continue;
    const detector = model.forCamera();
    const { classes } = model.info;
    const memory = createFixtureMemory(classes);
    const sides = { without: createTracker({ classes }), with: createTracker({ classes }) };
    let [lookedMs, picturedMs] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
    await eachFrame(path, async (frame, index) => {
      const labelled = truth.frames.find((one) => one.frame === index);
      const timeMs = frame.ptsUs / 1000;
      if (!labelled && timeMs - lookedMs < LOOK_EVERY_MS) return;
      lookedMs = timeMs;
      const scaled = frame.scale({ ...model.info.request, gray: PICTURE });
      const found = await detector.detect(scaled, timeMs);
      const aspect = frame.widthPx / frame.heightPx;
      for (const side of ["without", "with"] as const) {
        const own = createDetections(found.count);
        own.count = found.count;
        own.boxes.set(found.boxes.subarray(0, found.count * 4));
        own.scores.set(found.scores.subarray(0, found.count));
        own.classIds.set(found.classIds.subarray(0, found.count));
        if (side === "with") {
          const isDue = timeMs - picturedMs >= PICTURE_EVERY_MS;
          if (isDue) picturedMs = timeMs;
          memory.filter(own, timeMs, aspect, false, isDue ? scaled.gray : null);
          leftOut += found.count - own.count;
        }
        const tracks = sides[side].step(own, timeMs, aspect);
        if (labelled) pictures[side].push(judged(labelled, boxesOf(tracks, classes, frame)));
      }
    });
    detector.close();
  }
  const note = `${leftOut} boxes left out`;
  return (["person", "vehicle"] as const).flatMap((group) =>
    (["without", "with"] as const).flatMap((side) =>
      rowsOf(`${model.info.name}: ${group}, ${side} it`, pictures[side], group, note),
    ),
  );
}

function rowsOf(what: string, pictures: readonly JudgedPicture[], group: Group, note: string): BenchRow[] {
  const { f1, recall, fp } = detectionF1(
    pictures.map(({ truth, found }) => ({
      truth: truth.filter(({ className }) => className === group),
      found: found.filter(({ className }) => className === group),
    })),
  );
  return [
    { figure: `${what}, F1@0.5`, value: f1, goal: "G11", note },
    { figure: `${what}, recall`, value: recall },
    { figure: `${what}, false boxes`, value: fp },
  ];
}

function boxesOf(
  { count, seen, boxes, scores, classIds }: Tracks,
  classes: readonly string[],
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
): FoundBox[] {
  return Array.from({ length: count }, (_, row) => row)
    .filter((row) => seen[row] === 1)
    .map((row) => ({
      className: classes[classIds[row]!]!,
      score: scores[row]!,
      box: [
        boxes[row * 4]! * widthPx,
        boxes[row * 4 + 1]! * heightPx,
        boxes[row * 4 + 2]! * widthPx,
        boxes[row * 4 + 3]! * heightPx,
      ],
    }));
}
