// Pictures of scenes and films for tests.
import { Decoder, Demuxer } from "node-av";
import { type DrawOptions, type SceneDefinition, SceneRenderer, type SeenThing } from "../src/index.ts";
import { toYuv420 } from "../src/video/yuv.ts";

export interface Still {
  rgb: Uint8Array;
  seen: SeenThing[];
}

/** A scene of which moments are taken at 12.5 pictures a second; painted once. */
export function studio(scene: SceneDefinition, widthPx = 320, heightPx = 180, seed = 1) {
  const renderer = new SceneRenderer(scene, { seed, widthPx, heightPx });
  return (timeS: number, options: DrawOptions = {}): Still => {
    const rgb = new Uint8Array(widthPx * heightPx * 3);
    return { seen: renderer.draw(timeS, Math.round(timeS * 12.5), rgb, options), rgb };
  };
}

/** Pixels that differ, as the smallest box around them, or null. */
export function differenceBox(a: Uint8Array, b: Uint8Array, widthPx: number): [number, number, number, number] | null {
  let box: [number, number, number, number] | null = null;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    const x = Math.floor(i / 3) % widthPx;
    const y = Math.floor(i / 3 / widthPx);
    box = box
      ? [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1)]
      : [x, y, x + 1, y + 1];
  }
  return box;
}

interface FilmLuminance {
  widthPx: number;
  heightPx: number;
  pictures: Uint8Array[];
}
const decoded = new Map<string, FilmLuminance>();

/** Luminance of all pictures of a film, at a quarter of its size. */
export function filmLuminance(file: string): FilmLuminance {
  const known = decoded.get(file);
  if (known) return known;
  using demuxer = Demuxer.openSync(file);
  const stream = demuxer.video()!;
  using decoder = Decoder.createSync(stream);
  const { width, height } = stream.codecpar;
  const pictures: Uint8Array[] = [];
  const take = (packet: Parameters<typeof decoder.decodeAllSync>[0]): void => {
    for (const frame of decoder.decodeAllSync(packet)) {
      const [plane, stride] = [frame.data![0]!, frame.linesize[0]!];
      const small = new Uint8Array((width >> 2) * (height >> 2));
      for (let y = 0; y < height >> 2; y++)
        for (let x = 0; x < width >> 2; x++) small[y * (width >> 2) + x] = plane[y * 4 * stride + x * 4]!;
      pictures.push(small);
      frame.free();
    }
  };
  for (const packet of demuxer.packetsSync(stream.index)) {
    take(packet);
    packet?.free();
  }
  const film = { widthPx: width >> 2, heightPx: height >> 2, pictures };
  decoded.set(file, film);
  return film;
}

/** The same quarter-size luminance of a rendered picture. */
export function luminance(rgb: Uint8Array, widthPx: number, heightPx: number): Uint8Array {
  const yuv = new Uint8Array((widthPx * heightPx * 3) / 2);
  toYuv420(rgb, widthPx, heightPx, yuv);
  const small = new Uint8Array((widthPx >> 2) * (heightPx >> 2));
  for (let y = 0; y < heightPx >> 2; y++)
    for (let x = 0; x < widthPx >> 2; x++) small[y * (widthPx >> 2) + x] = yuv[y * 4 * widthPx + x * 4]!;
  return small;
}

export function meanDifference(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]!), 0) / a.length;
}

/** The largest difference between the means of blocks of 4 x 4 points: a thing that is there in one picture only. */
export function largestBlockDifference(a: Uint8Array, b: Uint8Array, widthPx: number): number {
  const blocks = new Map<number, number>();
  for (let i = 0; i < a.length; i++) {
    const block = Math.floor(i / widthPx / 4) * widthPx + Math.floor((i % widthPx) / 4);
    blocks.set(block, (blocks.get(block) ?? 0) + (a[i]! - b[i]!) / 16);
  }
  return Math.max(...[...blocks.values()].map(Math.abs));
}
