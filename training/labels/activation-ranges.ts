// Command: how large the values inside a network get on real pictures. `node training/labels/activation-ranges.ts <probe.onnx> <data folder> <pictures> <out.json>`
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { readJpeg } from "./jpeg.ts";
import { resample } from "./picture.ts";

/** So large a share of a tensor's values lies within the range that is called usual. */
const USUAL = 0.9999;
const BINS = 2048;

const [modelPath, data, countText, out] = process.argv.slice(2);
if (!modelPath || !data || !countText || !out) {
  console.error("Usage: activation-ranges.ts <probe.onnx> <data folder> <pictures> <out.json>");
  process.exit(2);
}
const session = await InferenceSession.create(modelPath, { intraOpNumThreads: 1, logSeverityLevel: 3 });
const [picture] = session.inputMetadata;
const [, , heightPx, widthPx] = (picture?.isTensor ? picture.shape : []).map(Number) as [
  number,
  number,
  number,
  number,
];
const input = new Float32Array(3 * widthPx * heightPx);
/** Per tensor and picture: lowest, highest, and the usual lowest and highest. */
const seen = new Map<string, [number, number, number, number][]>();
for (const path of trainingPictures(data, Number(countText))) {
  fill(path);
  const results = await session.run({
    [session.inputNames[0]!]: new Tensor("float32", input, [1, 3, heightPx, widthPx]),
  });
  for (const [name, tensor] of Object.entries(results)) {
    const rows = seen.get(name) ?? [];
    rows.push(rangeOf(tensor.data as Float32Array));
    seen.set(name, rows);
  }
}
const ranges = Object.fromEntries(
  [...seen].map(([name, rows]) => {
    const column = (k: number): number[] => rows.map((row) => row[k]!);
    const mean = (values: number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
    return [
      name,
      {
        low: Math.min(...column(0)),
        high: Math.max(...column(1)),
        usualLow: mean(column(2)),
        usualHigh: mean(column(3)),
        usualHighest: Math.max(...column(3)),
      },
    ];
  }),
);
writeFileSync(out, JSON.stringify({ pictures: seen.values().next().value?.length ?? 0, ranges }));

/** Evenly from all sets, training pictures only. */
function trainingPictures(folder: string, count: number): string[] {
  const all = readdirSync(folder).flatMap((set) => {
    const path = join(folder, set, "annotations.json");
    if (!existsSync(path)) return [];
    const { images } = JSON.parse(readFileSync(path, "utf8")) as { images: { file_name: string; split?: string }[] };
    return images
      .filter(({ split }) => split === "train")
      .map(({ file_name }) => join(folder, set, "images", file_name));
  });
  return Array.from({ length: Math.min(count, all.length) }, (_, i) => all[Math.floor((i * all.length) / count)]!);
}

/** The picture fills the input whatever its aspect, as the product shows it. */
function fill(path: string): void {
  const picture = readJpeg(path);
  const whole = { xPx: 0, yPx: 0, widthPx: picture.widthPx, heightPx: picture.heightPx };
  const shown = resample(picture, whole, widthPx, heightPx);
  for (const [c, plane] of [shown.r, shown.g, shown.b].entries()) input.set(plane, c * plane.length);
}

function rangeOf(values: Float32Array): [number, number, number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const bins = new Uint32Array(BINS);
  const scale = (BINS - 1) / (high - low || 1);
  for (const value of values) bins[((value - low) * scale) | 0]!++;
  const few = values.length * (1 - USUAL);
  const edge = (from: number, step: number): number => {
    let count = 0;
    let bin = from;
    while (bin >= 0 && bin < BINS && count + bins[bin]! <= few) {
      count += bins[bin]!;
      bin += step;
    }
    return low + (bin + (step < 0 ? 1 : 0)) / scale;
  };
  return [low, high, edge(0, 1), edge(BINS - 1, -1)];
}
