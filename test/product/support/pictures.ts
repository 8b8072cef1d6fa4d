// Reads films back as gray pictures, and says how much of one picture can be found in another.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LiveChunk } from "@vigie/core";
import { createMedia } from "@vigie/media";
import { type GrayPicture, packed } from "./bench-worker.ts";

export interface FilmPicture extends GrayPicture {
  /** Unit: ms from the film's first picture. */
  atMs: number;
}

const SIZE = { maxWidthPx: 640, maxHeightPx: 360 };

/** Every picture of a video file. */
export async function picturesOf(path: string): Promise<FilmPicture[]> {
  const media = createMedia();
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
  const info = await source.open();
  const decoder = media.createDecoder(info, source, []);
  const pictures: FilmPicture[] = [];
  for (;;) {
    const packet = await source.read();
    for (const frame of packet ? decoder.decode(packet) : decoder.flush()) {
      pictures.push({ ...packed(frame.scale({ rgb: null, gray: SIZE }).gray!), atMs: frame.capturedAtMs });
      frame.release();
    }
    packet?.release();
    if (!packet) break;
  }
  decoder.close();
  await source.close();
  return pictures;
}

/** What a viewer has seen. */
export async function picturesOfLive(chunks: readonly LiveChunk[], folder: string): Promise<FilmPicture[]> {
  const path = join(folder, `live-${performance.now()}.mp4`);
  await writeFile(path, Buffer.concat(chunks.map((chunk) => chunk.data)));
  return picturesOf(path);
}

/** A rectangle in the normalised picture. */
export type Area = readonly [x1: number, y1: number, x2: number, y2: number];

/** Unit: pixels left out along the edge, where coding mixes both sides. */
const EDGE_PX = 6;

function* pixelsIn({ widthPx, heightPx }: GrayPicture, [x1, y1, x2, y2]: Area): Generator<number> {
  for (let y = Math.ceil(y1 * heightPx) + EDGE_PX; y < Math.floor(y2 * heightPx) - EDGE_PX; y++)
    for (let x = Math.ceil(x1 * widthPx) + EDGE_PX; x < Math.floor(x2 * widthPx) - EDGE_PX; x++) yield y * widthPx + x;
}

/** The brightest pixel in the area. */
export function brightest(picture: GrayPicture, area: Area): number {
  let max = 0;
  for (const i of pixelsIn(picture, area)) max = Math.max(max, picture.data[i]!);
  return max;
}

/** Pearson's correlation of two pictures of the same size in the area; 0 when one of them is flat there. */
export function correlation(a: GrayPicture, b: GrayPicture, area: Area): number {
  let [n, sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0, 0];
  for (const i of pixelsIn(a, area)) {
    const [va, vb] = [a.data[i]!, b.data[i]!];
    n += 1;
    sumA += va;
    sumB += vb;
    sumAA += va * va;
    sumBB += vb * vb;
    sumAB += va * vb;
  }
  const varA = sumAA / n - (sumA / n) ** 2;
  const varB = sumBB / n - (sumB / n) ** 2;
  if (varA < 0.01 || varB < 0.01) return 0;
  return (sumAB / n - (sumA / n) * (sumB / n)) / Math.sqrt(varA * varB);
}
