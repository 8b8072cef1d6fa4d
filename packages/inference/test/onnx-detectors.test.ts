// Detectors against known pictures: boxes that another implementation found with the same weights, and labels drawn by people.
import { readFileSync } from "node:fs";
import type { DetectorModel } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDetectorCatalogue } from "../src/index.ts";
import { assetPath, hasAssets, modelsFolder } from "./material/assets.ts";
import { pictureOf } from "./material/frames.ts";

type Box = readonly [number, number, number, number];

interface Found {
  name: string;
  score: number;
  box: Box;
}

const PICTURES = ["coco-train128", "images"];

/** Space: normalised. Source: OpenCV 5.0 DNN on the same weights, own pre- and post-processing, scores above 0.45. */
const GOLDEN: Record<string, Record<string, [name: string, score: number, ...box: Box][]>> = {
  "yolox-nano": {
    "00005.jpg": [
      ["umbrella", 0.916, 0.008, 0.064, 0.967, 0.839],
      ["person", 0.897, 0.365, 0.243, 0.989, 0.997],
    ],
    "00013.jpg": [
      ["bicycle", 0.907, 0.0, 0.0, 0.26, 0.755],
      ["dog", 0.84, 0.098, 0.649, 0.557, 0.9],
      ["person", 0.681, 0.722, 0.239, 0.774, 0.351],
      ["person", 0.473, 0.451, 0.227, 0.486, 0.361],
    ],
    "00045.jpg": [
      ["person", 0.82, 0.513, 0.405, 0.628, 0.93],
      ["bus", 0.5, 0.0, 0.279, 0.124, 0.775],
    ],
    "00085.jpg": [["bus", 0.96, 0.178, 0.268, 0.905, 0.746]],
  },
  "picodet-s-416": {
    "00005.jpg": [
      ["person", 0.875, 0.366, 0.242, 0.998, 1.0],
      ["umbrella", 0.839, 0.004, 0.085, 0.952, 0.75],
    ],
    "00013.jpg": [
      ["bicycle", 0.808, 0.001, 0.0, 0.26, 0.754],
      ["dog", 0.76, 0.096, 0.652, 0.558, 0.889],
      ["person", 0.594, 0.459, 0.227, 0.495, 0.364],
      ["person", 0.565, 0.72, 0.246, 0.772, 0.351],
      ["person", 0.545, 0.508, 0.225, 0.536, 0.361],
    ],
    "00045.jpg": [
      ["person", 0.69, 0.516, 0.404, 0.634, 0.934],
      ["suitcase", 0.553, 0.676, 0.694, 0.744, 0.886],
      ["bus", 0.497, 0.0, 0.264, 0.136, 0.779],
    ],
    "00085.jpg": [["bus", 0.964, 0.18, 0.259, 0.901, 0.751]],
  },
};

const catalogue = createDetectorCatalogue({ folders: [modelsFolder] });

async function look(model: DetectorModel, file: string): Promise<Found[]> {
  const detector = model.forCamera();
  const picture = pictureOf(assetPath("images", ...PICTURES, file), model.info.request);
  const { count, boxes, scores, classIds } = await detector.detect(picture, 0);
  return Array.from({ length: count }, (_, i) => ({
    name: model.info.classes[classIds[i]!]!,
    score: scores[i]!,
    box: [boxes[i * 4]!, boxes[i * 4 + 1]!, boxes[i * 4 + 2]!, boxes[i * 4 + 3]!],
  }));
}

function iou(a: Box, b: Box): number {
  const w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h);
}

describe.skipIf(!hasAssets).each([
  ["yolox-nano", 0.3, 0.41],
  ["picodet-s-416", 0.35, 0.46],
  ["picodet-s-320", 0.35, 0.39],
] as const)("%s", (name, threshold, leastF1) => {
  let model: DetectorModel;
  beforeAll(async () => {
    model = await catalogue.open(name);
  });
  afterAll(() => model.close());

  it.runIf(name in GOLDEN).each(Object.keys(GOLDEN[name] ?? {}))("finds in %s what others find there", async (file) => {
    const found = await look(model, file);
    for (const [className, score, ...box] of GOLDEN[name]![file]!) {
      const same = found.filter((one) => one.name === className).sort((a, b) => iou(b.box, box) - iou(a.box, box))[0];
      expect(same, `${className} in ${file}`).toBeDefined();
      expect(iou(same!.box, box), `place of ${className} in ${file}`).toBeGreaterThan(0.8);
      expect(same!.score, `score of ${className} in ${file}`).toBeCloseTo(score, 0.7);
    }
  });

  it(`reaches F1 ${leastF1} at IoU 0.5 on 40 labelled pictures`, async () => {
    const labels = readLabels(40);
    let right = 0;
    let found = 0;
    let labelled = 0;
    for (const [file, truth] of labels) {
      const boxes = (await look(model, file)).filter(({ score }) => score >= threshold);
      found += boxes.length;
      labelled += truth.length;
      const free = new Set(truth);
      for (const { name: className, box } of boxes) {
        const match = [...free]
          .filter((one) => one.name === className && iou(one.box, box) >= 0.5)
          .sort((a, b) => iou(b.box, box) - iou(a.box, box))[0];
        if (match && free.delete(match)) right++;
      }
    }
    expect((2 * right) / (found + labelled)).toBeGreaterThan(leastF1);
  });

  it("keeps weak boxes for the tracker, every box inside the picture, best first", async () => {
    const found = await look(model, "00013.jpg");
    expect(found.some(({ score }) => score < 0.3)).toBe(true);
    expect(Math.min(...found.map(({ score }) => score))).toBeGreaterThanOrEqual(0.1);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    for (const { box } of found) {
      expect(Math.min(...box)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...box)).toBeLessThanOrEqual(1);
      expect(box[0]).toBeLessThan(box[2]);
      expect(box[1]).toBeLessThan(box[3]);
    }
  });

  it("gives each camera its own answer when several ask at once", async () => {
    const files = ["00005.jpg", "00013.jpg", "00085.jpg", "00045.jpg"];
    const alone: Found[][] = [];
    for (const file of files) alone.push(await look(model, file));
    expect(await Promise.all(files.map((file) => look(model, file)))).toEqual(alone);
    expect(model.modelRuns).toBeGreaterThanOrEqual(8);
    expect(model.modelMs).toBeGreaterThan(0);
  });

  it("finds the same when the picture was not stretched for it", async () => {
    const { rgb } = model.info.request;
    const path = assetPath("images", ...PICTURES, "00085.jpg");
    const fitted = pictureOf(path, { rgb: { ...rgb!, stretch: false }, gray: null });
    const { boxes, scores, classIds } = await model.forCamera().detect(fitted, 0);
    expect(model.info.classes[classIds[0]!]).toBe("bus");
    expect(scores[0]).toBeGreaterThan(0.9);
    expect(iou([boxes[0]!, boxes[1]!, boxes[2]!, boxes[3]!], [0.18, 0.262, 0.902, 0.75])).toBeGreaterThan(0.93);
  });
});

function readLabels(pictures: number): Map<string, { name: string; box: Box }[]> {
  const text = readFileSync(assetPath("images", PICTURES[0]!, "annotations.json"), "utf8");
  const { images, annotations, categories } = JSON.parse(text) as {
    images: { id: number; file_name: string; width: number; height: number }[];
    annotations: { image_id: number; category_id: number; bbox: [number, number, number, number] }[];
    categories: { id: number; name: string }[];
  };
  const alias: Record<string, string> = { motorbike: "motorcycle", aeroplane: "airplane", sofa: "couch" };
  const more: Record<string, string> = { tvmonitor: "tv", pottedplant: "potted plant", diningtable: "dining table" };
  const labels = new Map<string, { name: string; box: Box }[]>();
  for (const { id, file_name, width, height } of images.slice(0, pictures)) {
    const own = annotations.filter(({ image_id }) => image_id === id);
    const truth = own.map(({ category_id, bbox: [x, y, w, h] }) => {
      const name = categories.find((one) => one.id === category_id)!.name;
      const box: Box = [x / width, y / height, (x + w) / width, (y + h) / height];
      return { name: alias[name] ?? more[name] ?? name, box };
    });
    labels.set(file_name, truth);
  }
  return labels;
}
