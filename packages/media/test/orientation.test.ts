// Turned and mirrored films are seen upright, as players show them, and are stored with what makes players turn them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DecodedFrame, EncodedPacket, LiveChunk, PlanarImage } from "@vigie/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { decodeAll, readAll } from "./drain.ts";
import { makeVideo, type Planes, paintBox, QUARTERS } from "./make-video.ts";
import { MemoryFiles } from "./memory-files.ts";

const media = createMedia();
let folder: string;
let upright: Buffer;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-turned-"));
  upright = readFileSync(
    makeVideo({ path: join(folder, "upright.mp4"), codec: "libx264", frames: 50, gop: 25, paint: paintScene }),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Four quarters in 320 x 240, as the sensor sees them. */
function paintScene(planes: Planes): void {
  for (const [i, { yuv }] of QUARTERS.entries())
    paintBox(planes, i % 2 === 0 ? 0 : 160, i < 2 ? 0 : 120, 160, 120, yuv);
}

type Colour = (typeof QUARTERS)[number]["name"];
interface Turned {
  how: string;
  /** a, b, c, d of the track header: x' = a x + c y, y' = b x + d y. */
  matrix: [number, number, number, number];
  /** What is seen top left, top right, bottom left, bottom right. */
  seen: [Colour, Colour, Colour, Colour];
}

const TURNED: Turned[] = [
  { how: "upright", matrix: [1, 0, 0, 1], seen: ["red", "green", "blue", "gray"] },
  { how: "a quarter turn clockwise", matrix: [0, 1, -1, 0], seen: ["blue", "red", "gray", "green"] },
  { how: "upside down", matrix: [-1, 0, 0, -1], seen: ["gray", "blue", "green", "red"] },
  { how: "a quarter turn counterclockwise", matrix: [0, -1, 1, 0], seen: ["green", "gray", "red", "blue"] },
  { how: "mirrored left to right", matrix: [-1, 0, 0, 1], seen: ["green", "red", "gray", "blue"] },
  { how: "mirrored top to bottom", matrix: [1, 0, 0, -1], seen: ["blue", "gray", "red", "green"] },
  { how: "mirrored on its diagonal", matrix: [0, 1, 1, 0], seen: ["red", "blue", "green", "gray"] },
  { how: "mirrored on its other diagonal", matrix: [0, -1, -1, 0], seen: ["gray", "green", "blue", "red"] },
];
const PHONE = TURNED[1]!;

const HEADER_TO_MATRIX_BYTES = 44;

/** The same film with another matrix in its track header. */
function turnedFilm({ matrix: [a, b, c, d] }: Pick<Turned, "matrix">): string {
  const film = Buffer.from(upright);
  const at = film.indexOf("tkhd") + HEADER_TO_MATRIX_BYTES;
  for (const [i, value] of [a, b, 0, c, d, 0, 0, 0].entries())
    film.writeInt32BE(Math.round(value * 65_536), at + i * 4);
  const path = join(folder, "turned.mp4");
  writeFileSync(path, film);
  return path;
}

async function load(path: string) {
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline", startAtMs: 1000 });
  const info = await source.open();
  const packets = await readAll(source);
  await source.close();
  return { source, info, packets };
}

const SIZE = { maxWidthPx: 320, maxHeightPx: 320 };

function nameOf({ r, g, b, strideBytes, widthPx, heightPx }: PlanarImage, fx: number, fy: number): string {
  const at = Math.floor(fy * heightPx) * strideBytes + Math.floor(fx * widthPx);
  const seen = [r[at]!, g[at]!, b[at]!];
  if (Math.max(...seen) < 8) return "black";
  return QUARTERS.find(({ rgb }) => rgb.every((value, i) => Math.abs(value - seen[i]!) <= 14))?.name ?? `${seen}`;
}

function quartersOf(frame: DecodedFrame): string[] {
  const rgb = frame.scale({ rgb: SIZE, gray: null }).rgb!;
  return [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ].map(([fx, fy]) => nameOf(rgb, fx!, fy!));
}

/** What is seen of a stored film, with the size that is told when it is opened. */
async function seenIn(bytes: Uint8Array) {
  const path = join(folder, "stored.mp4");
  writeFileSync(path, bytes);
  const { source, info, packets } = await load(path);
  const decoder = media.createDecoder(info, source, []);
  let seen: string[] = [];
  let pictures = 0;
  decodeAll(decoder, packets, (frame) => {
    pictures++;
    seen = quartersOf(frame);
  });
  decoder.close();
  return { size: [info.widthPx, info.heightPx], seen, pictures };
}

describe("a film that is to be turned", () => {
  it.each(TURNED)("$how: sizes, scaled pictures and stills are those of the upright picture", async (turned) => {
    const { source, info, packets } = await load(turnedFilm(turned));
    const size = turned.matrix[0] === 0 ? [240, 320] : [320, 240];
    expect([info.widthPx, info.heightPx]).toEqual(size);
    const decoder = media.createDecoder(info, source, []);
    let pictures = 0;
    decodeAll(decoder, packets, (frame) => {
      expect([frame.widthPx, frame.heightPx]).toEqual(size);
      expect(quartersOf(frame)).toEqual(turned.seen);
      const { rgb, gray } = frame.scale({ rgb: { ...SIZE, stretch: true }, gray: SIZE });
      expect([rgb!.widthPx, rgb!.heightPx]).toEqual([320, 320]);
      expect([gray!.widthPx, gray!.heightPx]).toEqual(turned.matrix[0] === 0 ? [240, 320] : [320, 240]);
      if (pictures++ > 0) return;
      const still = Buffer.from(frame.jpeg(640));
      expect(still.includes("Exif")).toBe(false);
      const header = still.indexOf(Buffer.from([0xff, 0xc0]));
      expect([still.readUInt16BE(header + 7), still.readUInt16BE(header + 5)]).toEqual(size);
    });
    expect(pictures).toBe(50);
    decoder.close();
  });

  it("an angle that no player follows is left alone", async () => {
    const { info } = await load(turnedFilm({ matrix: [0.866, 0.5, -0.5, 0.866] }));
    expect([info.widthPx, info.heightPx]).toEqual([320, 240]);
  });
});

describe("a phone held upright", () => {
  const corner = {
    id: "corner",
    name: "Corner",
    polygon: [
      [0, 0],
      [0.5, 0],
      [0.5, 0.5],
      [0, 0.5],
    ] as [number, number][],
  };

  it("a mask lies on what is seen, and what is encoded anew is upright", async () => {
    const { source, info, packets } = await load(turnedFilm(PHONE));
    const decoder = media.createDecoder(info, source, [corner]);
    const encoder = media.createEncoder(info);
    expect(encoder.info).toMatchObject({ widthPx: 240, heightPx: 320 });
    const preRoll = media.createPreRoll(encoder.info, 60_000);
    const push = (encoded: EncodedPacket[]) => {
      for (const packet of encoded) {
        preRoll.push(packet);
        packet.release();
      }
    };
    const masked = ["black", ...PHONE.seen.slice(1)];
    decodeAll(decoder, packets, (frame) => {
      expect(quartersOf(frame)).toEqual(masked);
      push(encoder.encode(frame));
    });
    push(encoder.flush());
    const files = new MemoryFiles();
    await preRoll.startClip(await files.create("masked.mp4"), 0).finish();
    preRoll.clear();
    expect(await seenIn(files.stored.get("masked.mp4")!.bytes)).toEqual({
      size: [240, 320],
      seen: masked,
      pictures: 50,
    });
    decoder.close();
    encoder.close();
  });

  it("recordings, clips and live pictures keep the packets as they are and the matrix that turns them", async () => {
    const { info, packets } = await load(turnedFilm(PHONE));
    const files = new MemoryFiles();
    const segments: string[] = [];
    const recorder = media.createRecorder({
      cameraId: "phone",
      info,
      files,
      folder: "recordings/phone",
      segmentMs: 60_000,
      chain: null,
      onSegment: ({ path, widthPx, heightPx }) => {
        expect([widthPx, heightPx]).toEqual([240, 320]);
        segments.push(path);
      },
      onLost: ({ message }) => expect.fail(message),
    });
    const preRoll = media.createPreRoll(info, 60_000);
    const live: Uint8Array[] = [];
    const muxer = media.createLiveMuxer(info, (chunk: LiveChunk) => live.push(chunk.data));
    for (const packet of packets) {
      recorder.write(packet);
      preRoll.push(packet);
      muxer.push(packet);
      packet.release();
    }
    await recorder.close();
    muxer.close();
    await preRoll.startClip(await files.create("clip.mp4"), 0).finish();
    preRoll.clear();
    const expected = { size: [240, 320], seen: PHONE.seen, pictures: 50 };
    for (const bytes of [
      files.stored.get(segments[0]!)!.bytes,
      files.stored.get("clip.mp4")!.bytes,
      Buffer.concat(live),
    ])
      expect(await seenIn(bytes)).toEqual(expected);
  });
});
