// The plain Node loop that a tutorial would write: full-size planes, a scaling loop per pixel, fresh tensors, objects per box.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createMedia } from "@vigie/media";
import { InferenceSession, Tensor } from "onnxruntime-node";

const SIDE = 416;

/** Unit: ms a frame over the whole file. */
export async function naiveLoop(path: string, folders: readonly string[], model: string): Promise<number> {
  const folder = folders[0]!;
  const manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as { name: string; file: string }[];
  const file = manifest.find((entry) => entry.name === model)!.file;
  const session = await InferenceSession.create(join(folder, file), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const media = createMedia();
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
  const info = await source.open();
  const decoder = media.createDecoder(info, source, []);
  const request = { rgb: { maxWidthPx: info.widthPx, maxHeightPx: info.heightPx }, gray: null };
  const scale = Math.min(SIDE / info.widthPx, SIDE / info.heightPx);
  let frames = 0;
  const from = performance.now();
  for (;;) {
    const packet = await source.read();
    const decoded = packet ? decoder.decode(packet) : decoder.flush();
    packet?.release();
    for (const frame of decoded) {
      const { r, g, b, strideBytes } = frame.scale(request).rgb!;
      const input = new Float32Array(3 * SIDE * SIDE).fill(114);
      for (let y = 0; y < Math.floor(info.heightPx * scale); y++) {
        for (let x = 0; x < Math.floor(info.widthPx * scale); x++) {
          const at =
            Math.min(info.heightPx - 1, Math.round(y / scale)) * strideBytes +
            Math.min(info.widthPx - 1, Math.round(x / scale));
          [b, g, r].forEach((plane, c) => {
            input[c * SIDE * SIDE + y * SIDE + x] = plane[at]!;
          });
        }
      }
      const output = await session.run({ [session.inputNames[0]!]: new Tensor("float32", input, [1, 3, SIDE, SIDE]) });
      boxesOf(output[session.outputNames[0]!]!.data as Float32Array);
      frame.release();
      frames += 1;
    }
    if (!packet) break;
  }
  const ms = (performance.now() - from) / frames;
  decoder.close();
  await source.close();
  await session.release();
  return ms;
}

function boxesOf(data: Float32Array): { score: number; classId: number; box: number[] }[] {
  const boxes = [];
  for (let row = 0; row < data.length / 85; row++) {
    const values = Array.from(data.subarray(row * 85, row * 85 + 85));
    const scores = values.slice(5);
    const best = Math.max(...scores);
    const score = values[4]! * best;
    if (score > 0.1) boxes.push({ score, classId: scores.indexOf(best), box: values.slice(0, 4) });
  }
  return boxes.sort((a, b) => b.score - a.score);
}
