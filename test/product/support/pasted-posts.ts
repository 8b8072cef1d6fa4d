// Real video with things in it that a detector takes for somebody and that never move: cut out of pictures, pasted behind those who walk.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createMedia } from "@vigie/media";
import { Decoder, Demuxer, FilterAPI } from "node-av";
import { seededRandom } from "../../../packages/sim/src/render/random.ts";
import { FilmWriter } from "../../../packages/sim/src/video/film-writer.ts";

export interface Post {
  /** A picture below the folder of images, and what is cut out of it. Unit: pixels. */
  image: string;
  cut: readonly [x1: number, y1: number, x2: number, y2: number];
  /** Where it stands in the film. Unit: pixels. */
  middlePx: number;
  footPx: number;
  heightPx: number;
}

export interface PastedFilm {
  name: string;
  clip: string;
  posts: readonly Post[];
  untilS: number;
  fps: number;
  /** Constant rate factor of H.264. */
  crf: number;
}

export const FILM_PX = { widthPx: 768, heightPx: 432 } as const;
/** Standard deviation of the sensor's noise, and how far the light drifts. Unit: grey levels; share. */
const NOISE = 2.5;
const DRIFT = 0.02;
const DRIFT_S = 40;
/** What differs more from the empty scene stands before the post. Unit: grey levels. */
const MOVES = 22;
const EMPTY_FROM = 21;
const NEAR_PX = 2;

const plaza = { clip: "plaza-people-dogs.mp4", fps: 10 };
/** A statue, somebody on paper, a cock of plastic; a thing behind foil, a toy, a workman on paper. */
export const PASTED_FILMS: readonly PastedFilm[] = [
  {
    ...plaza,
    name: "seven seconds",
    untilS: 7.2,
    crf: 26,
    posts: [
      { image: "vehicles/images/00515.jpg", cut: [284, 196, 330, 318], middlePx: 483, footPx: 234, heightPx: 99 },
      { image: "coco-unlabelled/images/00023.jpg", cut: [13, 175, 33, 252], middlePx: 321, footPx: 270, heightPx: 90 },
      { image: "vehicles/images/00227.jpg", cut: [64, 57, 103, 155], middlePx: 586, footPx: 270, heightPx: 90 },
    ],
  },
  {
    ...plaza,
    name: "fourteen seconds, low bit rate",
    untilS: 14,
    crf: 34,
    posts: [
      { image: "vehicles/images/00495.jpg", cut: [325, 34, 347, 111], middlePx: 366, footPx: 212, heightPx: 86 },
      { image: "vehicles/images/00421.jpg", cut: [308, 300, 336, 386], middlePx: 546, footPx: 306, heightPx: 90 },
      { image: "vehicles/images/00559.jpg", cut: [167, 234, 198, 324], middlePx: 231, footPx: 297, heightPx: 99 },
    ],
  },
];

interface Pasted {
  rgb: Uint8Array;
  widthPx: number;
  heightPx: number;
  x: number;
  y: number;
}

/** Where a post is in the film. Shape: x1, y1, x2, y2. Unit: pixels. */
export function boxOf({ cut, middlePx, footPx, heightPx }: Post): [number, number, number, number] {
  const half = (heightPx * (cut[2] - cut[0])) / (cut[3] - cut[1]) / 2;
  return [middlePx - half, footPx - heightPx, middlePx + half, footPx];
}

/** True when the clip and all pictures are there. */
export function hasMaterial(assets: string, film: PastedFilm): boolean {
  return [join("clips", film.clip), ...film.posts.map(({ image }) => join("images", image))].every((path) =>
    existsSync(join(assets, path)),
  );
}

/** Writes the film to `to`, with its posts or without. The same film gives the same pictures. Cost: some seconds. */
export async function writePasted(assets: string, film: PastedFilm, to: string, withPosts = true): Promise<void> {
  const { widthPx, heightPx } = FILM_PX;
  const pictures = await picturesOf(join(assets, "clips", film.clip), film);
  const posts = withPosts
    ? await Promise.all(film.posts.map((post) => cutOut(join(assets, "images", post.image), post)))
    : [];
  const empty = emptyScene(pictures, posts);
  const noise = gaussian(7);
  const writer = new FilmWriter(to, {
    widthPx,
    heightPx,
    fps: film.fps,
    codec: "h264",
    crf: film.crf,
    preset: "veryfast",
  });
  for (const [n, picture] of pictures.entries()) {
    const before = Uint8Array.from(picture);
    for (const post of posts) paste(picture, before, empty, post);
    const light = 1 + DRIFT * Math.sin((2 * Math.PI * n) / film.fps / DRIFT_S);
    for (let k = 0; k < picture.length; k += 3) {
      const grain = NOISE * noise();
      for (let c = k; c < k + 3; c++) picture[c] = Math.max(0, Math.min(255, picture[c]! * light + grain));
    }
    writer.write(picture);
  }
  writer.close();
}

async function picturesOf(path: string, { fps, untilS }: PastedFilm): Promise<Uint8Array[]> {
  const { widthPx, heightPx } = FILM_PX;
  const media = createMedia();
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline", startAtMs: 0 });
  const decoder = media.createDecoder(await source.open(), source, []);
  const pictures: Uint8Array[] = [];
  let isOver = false;
  for (let packet = await source.read(); packet && !isOver; packet = await source.read()) {
    for (const frame of decoder.decode(packet)) {
      isOver ||= frame.capturedAtMs > untilS * 1000;
      const isDue = frame.capturedAtMs >= (pictures.length * 1000) / fps && frame.capturedAtMs <= untilS * 1000;
      const rgb = isDue ? frame.scale({ rgb: { maxWidthPx: widthPx, maxHeightPx: heightPx }, gray: null }).rgb : null;
      if (rgb) {
        const picture = new Uint8Array(widthPx * heightPx * 3);
        for (let y = 0; y < heightPx; y++)
          for (let x = 0; x < widthPx; x++)
            for (const [c, plane] of [rgb.r, rgb.g, rgb.b].entries())
              picture[(y * widthPx + x) * 3 + c] = plane[y * rgb.strideBytes + x]!;
        pictures.push(picture);
      }
      frame.release();
    }
    packet.release();
  }
  decoder.close();
  await source.close();
  return pictures;
}

/** The median of some pictures spread over the film, around the posts. */
function emptyScene(pictures: readonly Uint8Array[], posts: readonly Pasted[]): Uint8Array {
  const some = Array.from(
    { length: EMPTY_FROM },
    (_, k) => pictures[Math.floor((k * (pictures.length - 1)) / (EMPTY_FROM - 1))]!,
  );
  const values = new Uint8Array(EMPTY_FROM);
  const empty = new Uint8Array(pictures[0]!.length);
  for (const { x, y, widthPx, heightPx } of posts)
    for (let row = y - NEAR_PX; row < y + heightPx + NEAR_PX; row++)
      for (let k = (row * FILM_PX.widthPx + x - NEAR_PX) * 3, n = 0; n < (widthPx + 2 * NEAR_PX) * 3; k++, n++) {
        for (let one = 0; one < EMPTY_FROM; one++) values[one] = some[one]![k]!;
        empty[k] = values.sort()[EMPTY_FROM >> 1]!;
      }
  return empty;
}

async function cutOut(image: string, post: Post): Promise<Pasted> {
  const [x1, y1, x2, y2] = post.cut;
  const [left, top, right] = boxOf(post).map(Math.round) as [number, number, number, number];
  const [widthPx, heightPx] = [right - left, post.heightPx];
  await using input = await Demuxer.open(image);
  using decoder = await Decoder.create(input.video()!);
  using filter = FilterAPI.create(
    `crop=${x2 - x1}:${y2 - y1}:${x1}:${y1}:exact=1,scale=${widthPx}:${heightPx}:flags=area,format=rgb24`,
  );
  for await (using frame of filter.frames(decoder.frames(input.packets())))
    if (frame) return { rgb: Uint8Array.from(frame.toBuffer()), widthPx, heightPx, x: left, y: top };
  throw new Error(`${image} has no picture.`);
}

/** Rounded at its corners, and behind whatever is not the empty scene. */
function paste(picture: Uint8Array, before: Uint8Array, empty: Uint8Array, post: Pasted): void {
  for (let j = 0; j < post.heightPx; j++)
    for (let i = 0; i < post.widthPx; i++) {
      const u = Math.abs((2 * (i + 0.5)) / post.widthPx - 1);
      const v = Math.abs((2 * (j + 0.5)) / post.heightPx - 1);
      const solid = Math.max(0, Math.min(1, (1 - u ** 3 - v ** 6) * 6));
      if (solid === 0 || isMoving(before, empty, post.x + i, post.y + j)) continue;
      const at = ((post.y + j) * FILM_PX.widthPx + post.x + i) * 3;
      for (let c = 0; c < 3; c++)
        picture[at + c] = picture[at + c]! * (1 - solid) + post.rgb[(j * post.widthPx + i) * 3 + c]! * solid;
    }
}

function isMoving(picture: Uint8Array, empty: Uint8Array, x: number, y: number): boolean {
  let moving = 0;
  for (let dy = -NEAR_PX; dy <= NEAR_PX; dy++)
    for (let dx = -NEAR_PX; dx <= NEAR_PX; dx++) {
      const at = ((y + dy) * FILM_PX.widthPx + x + dx) * 3;
      let away = 0;
      for (let c = at; c < at + 3; c++) away = Math.max(away, Math.abs(picture[c]! - empty[c]!));
      if (away > MOVES) moving++;
    }
  return moving > (2 * NEAR_PX + 1) ** 2 / 3;
}

/** Nearly normal, with mean 0 and standard deviation 1. */
function gaussian(seed: number): () => number {
  const random = seededRandom(seed);
  return () => (random() + random() - 1) * Math.sqrt(6);
}
