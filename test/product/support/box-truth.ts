// Boxes that a person drew on single pictures of real clips, and how well boxes that were found agree with them.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DecodedFrame, DetectorModel } from "@vigie/core";
import { detectionF1, type FoundBox, type TruthBox } from "@vigie/evals";
import { createMedia } from "@vigie/media";
import { z } from "zod";
import { clip } from "./assets.ts";

const folder = new URL("../truth/boxes", import.meta.url).pathname;
const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Space of boxes: pixels of the source picture. `ignore`: what is too small or unclear to judge. */
const clipBoxesSchema = z.looseObject({
  clip: z.string(),
  widthPx: z.number(),
  heightPx: z.number(),
  frames: z.array(
    z.looseObject({
      /** Index of the picture in display order, from 0. */
      frame: z.number().int().min(0),
      boxes: z.array(z.looseObject({ class: z.string(), box })),
      ignore: z.array(box).default([]),
    }),
  ),
});
export type ClipBoxes = z.infer<typeof clipBoxesSchema>;

/** Clips that training never saw. */
export function boxTruth(): ClipBoxes[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.sort().map((name) => clipBoxesSchema.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))));
}

export type Group = "person" | "vehicle";

const GROUPS: Readonly<Record<string, Group>> = {
  person: "person",
  vehicle: "vehicle",
  car: "vehicle",
  bus: "vehicle",
  truck: "vehicle",
  train: "vehicle",
};

export interface JudgedPicture {
  truth: TruthBox[];
  found: FoundBox[];
}

/** Boxes of one picture by group; found ones that lie in what cannot be judged, and hit nothing, are left out. */
export function judged(truth: ClipBoxes["frames"][number], found: readonly FoundBox[]): JudgedPicture {
  const wanted = truth.boxes.flatMap(({ class: name, box: at }) =>
    GROUPS[name] ? [{ className: GROUPS[name], box: at }] : [],
  );
  const isUnclear = (one: FoundBox) =>
    truth.ignore.some((region) => overlap(one.box, region) > 0.5 * area(one.box)) &&
    !wanted.some((other) => other.className === GROUPS[one.className] && iou(other.box, one.box) >= 0.5);
  return {
    truth: wanted,
    found: found.flatMap((one) =>
      GROUPS[one.className] && !isUnclear(one) ? [{ ...one, className: GROUPS[one.className]! }] : [],
    ),
  };
}

export interface GroupScore {
  f1: number;
  /** The score from which on boxes count, so that F1 is best. */
  threshold: number;
}

/** The detector alone on the pictures that were drawn on, at its best threshold for each group. Cost: decodes the clips, runs on few pictures. */
export async function detectorScores(
  model: DetectorModel,
  truth: readonly ClipBoxes[],
): Promise<Record<Group, GroupScore>> {
  const pictures = await judgedPictures(model, truth, clip);
  return { person: bestScore(pictures, "person"), vehicle: bestScore(pictures, "vehicle") };
}

/** What the detector finds in the pictures that were drawn on. `pathOf`: where each clip, or a copy of any size, lies. */
export async function judgedPictures(
  model: DetectorModel,
  truth: readonly ClipBoxes[],
  pathOf: (clip: string) => string,
): Promise<JudgedPicture[]> {
  const pictures: JudgedPicture[] = [];
  for (const { clip: file, frames, widthPx, heightPx } of truth) {
    const detector = model.forCamera();
    await eachFrame(pathOf(file), async (frame, index) => {
      const labelled = frames.find((one) => one.frame === index);
      if (!labelled) return;
      const { count, boxes, scores, classIds } = await detector.detect(frame.scale(model.info.request), index * 40);
      const found = Array.from({ length: count }, (_, i) => ({
        className: model.info.classes[classIds[i]!]!,
        score: scores[i]!,
        box: [...boxes.subarray(i * 4, i * 4 + 4)].map(
          (side, k) => side * (k % 2 === 0 ? widthPx : heightPx),
        ) as unknown as FoundBox["box"],
      }));
      pictures.push(judged(labelled, found));
    });
    detector.close();
  }
  return pictures;
}

/** F1 of one group when boxes count from this score on. */
export function f1At(pictures: readonly JudgedPicture[], group: Group, threshold: number): number {
  const ofGroup = pictures.map(({ truth, found }) => ({
    truth: truth.filter(({ className }) => className === group),
    found: found.filter(({ className, score }) => className === group && score >= threshold),
  }));
  return detectionF1(ofGroup).f1;
}

export function bestScore(pictures: readonly JudgedPicture[], group: Group): GroupScore {
  return Array.from({ length: 45 }, (_, i) => 0.02 + i * 0.02)
    .map((threshold) => ({ threshold, f1: f1At(pictures, group, threshold) }))
    .reduce((a, b) => (b.f1 > a.f1 ? b : a));
}

/** Every picture of a clip in display order. Cost: decodes all of it. */
export async function eachFrame(
  path: string,
  look: (frame: DecodedFrame, index: number) => Promise<void>,
): Promise<void> {
  const media = createMedia();
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
  const decoder = media.createDecoder(await source.open(), source, []);
  let index = 0;
  try {
    for (;;) {
      const packet = await source.read();
      const frames = packet ? decoder.decode(packet) : decoder.flush();
      packet?.release();
      for (const frame of frames) {
        await look(frame, index++);
        frame.release();
      }
      if (!packet) break;
    }
  } finally {
    decoder.close();
    await source.close();
  }
}

type Box = readonly [number, number, number, number];
const area = (b: Box) => Math.max(0, b[2] - b[0]) * Math.max(0, b[3] - b[1]);
const overlap = (a: Box, b: Box) =>
  area([Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])]);
const iou = (a: Box, b: Box) => overlap(a, b) / (area(a) + area(b) - overlap(a, b));
