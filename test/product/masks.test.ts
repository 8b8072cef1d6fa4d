import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CameraConfigInput, CameraHealth } from "@vigie/contracts";
import { createMedia } from "@vigie/media";
import { demoAssetsFolder, demoScenes, encodeScene, type RtspServer, startRtspServer } from "@vigie/sim";
import { createNodeFileSystem } from "@vigie/store";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { BenchWorker, type GrayPicture } from "./support/bench-worker.ts";
import { type Area, brightest, correlation, type FilmPicture, picturesOf, picturesOfLive } from "./support/pictures.ts";

const film = join(demoAssetsFolder, "mill-lane.mp4");
const LEFT: Area = [0.1, 0.3, 0.45, 0.9];
const RIGHT: Area = [0.55, 0.3, 0.9, 0.9];
/** No mask ever covers this. */
const FREE: Area = [0.1, 0.02, 0.9, 0.27];
const PERSON: [number, number, number, number] = [0.45, 0.5, 0.55, 0.8];
/** Black after coding; the film is brighter than this nearly everywhere. */
const BLACK = 26;

let rtsp: RtspServer;
let folder: string;
let original: GrayPicture;
let worker: BenchWorker;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vigie-masks-"));
  const small = join(folder, "small.mp4");
  const scene = demoScenes.find((each) => each.id === "mill-lane")!;
  encodeScene(scene, small, { widthPx: 320, heightPx: 180, seconds: 5, preset: "ultrafast", crf: 28 });
  rtsp = await startRtspServer({ paths: { film: { file: film }, changing: { file: film }, small: { file: small } } });
  original = (await picturesOf(film))[0]!;
});
afterAll(() => rtsp.close());
afterEach(() => worker.stop());

function start(media = createMedia()): void {
  worker = new BenchWorker({ files: createNodeFileSystem(folder), media });
  worker.detector.keepsPictures = true;
}

function camera(id: string, masks: readonly Area[], path = "film"): CameraConfigInput {
  const polygonOf = ([x1, y1, x2, y2]: Area): [number, number][] => [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ];
  return {
    id,
    name: id,
    source: { kind: "rtsp", url: rtsp.url(path) },
    analysis: { detector: "bench", fps: 5 },
    scene: {
      masks: masks.map((area, i) => ({ id: `mask-${i}`, polygon: polygonOf(area) })),
      zones: [{ id: "all", polygon: polygonOf([0, 0, 1, 1]) }],
      scenarios: [{ id: "in", kind: "intrusion", zone: "all", classes: ["person"], minStayS: 0 }],
    },
  };
}

const health = (id: string) => () => worker.health(id) ?? ({} as Partial<CameraHealth>);
const analysing = (id: string) => () => health(id)().analysing === true && (health(id)().analysedFps ?? 0) > 0;

/** Every picture hides `hidden` and still shows the rest. */
function expectHidden(pictures: readonly GrayPicture[], hidden: Area, what: string): void {
  expect(pictures.length, `${what}: there is nothing to judge`).toBeGreaterThan(0);
  for (const [i, picture] of pictures.entries()) {
    expect(brightest(picture, hidden), `${what}, picture ${i}: the mask is not black`).toBeLessThan(BLACK);
    expect(
      Math.abs(correlation(picture, original, hidden)),
      `${what}, picture ${i}: the mask lets through`,
    ).toBeLessThan(0.05);
    expect(correlation(picture, original, FREE), `${what}, picture ${i}: the rest is gone`).toBeGreaterThan(0.5);
  }
}

async function stillPicture(jpeg: Uint8Array): Promise<FilmPicture[]> {
  const path = join(folder, `still-${performance.now()}.avi`);
  await writeFile(path, aviOf(jpeg));
  return picturesOf(path);
}

const ready = (kind: "still" | "clip") => () =>
  worker.media.filter((media) => media[kind]?.state === "ready").map((media) => join(folder, media[kind]!.path));

describe("what a mask hides is nowhere", () => {
  it("from the first picture on: recording, live picture, clip, still, and what the detector gets", async () => {
    start();
    await worker.put(camera("first", [LEFT]));
    await expect
      .poll(
        () =>
          worker.view("first").then(
            (v) => v,
            () => null,
          ),
        { timeout: 60_000, interval: 20 },
      )
      .not.toBeNull();
    const viewing = await worker.view("first");
    await expect.poll(analysing("first"), { timeout: 60_000 }).toBe(true);
    worker.detector.boxes = [PERSON];
    await expect.poll(() => worker.events.length, { timeout: 60_000 }).toBeGreaterThan(0);
    const { jpeg } = await worker.still("first");
    await expect.poll(() => viewing.chunks.length, { timeout: 60_000 }).toBeGreaterThan(50);
    await worker.remove("first");
    expect(viewing.ended).not.toBeNull();
    expectHidden(await stillPicture(jpeg), LEFT, "still");
    expectHidden(
      worker.detector.seen.map((seen) => seen.gray),
      LEFT,
      "detector",
    );
    expectHidden(await picturesOfLive(viewing.chunks, folder), LEFT, "live picture");
    expect(worker.segments).toHaveLength(1);
    expectHidden(await picturesOf(join(folder, worker.segments[0]!.path)), LEFT, "recording");
    expect(ready("clip")()).toHaveLength(1);
    expectHidden(await picturesOf(ready("clip")()[0]!), LEFT, "clip");
  });

  it("from the moment it is drawn on a running camera, also in clips that begin before, and moved with it", async () => {
    start();
    await worker.put(camera("drawn", []));
    await expect.poll(analysing("drawn"), { timeout: 60_000 }).toBe(true);
    const open = await worker.view("drawn");
    await expect.poll(() => open.chunks.length, { timeout: 60_000 }).toBeGreaterThan(30);
    expect(brightest((await stillPicture((await worker.still("drawn")).jpeg))[0]!, LEFT)).toBeGreaterThan(60);

    for (const [mask, other] of [
      [LEFT, RIGHT],
      [RIGHT, LEFT],
    ] as const) {
      const before = { clips: ready("clip")().length, events: worker.events.length };
      worker.detector.boxes = [];
      const putAtMs = Date.now();
      const recorded = () => worker.segments.filter((segment) => segment.startMs >= putAtMs);
      const put = worker.put(camera("drawn", [mask]));
      worker.detector.seen.length = 0;
      const refused = await worker.still("drawn").then(
        () => "a picture",
        (cause: { code: string }) => cause.code,
      );
      expect(refused).toBe("camera.blind");
      await put;
      const asked: Uint8Array[] = [];
      await expect
        .poll(
          async () => {
            await worker.still("drawn").then(
              ({ jpeg }) => asked.push(jpeg),
              () => {},
            );
            return asked.length;
          },
          { timeout: 60_000, interval: 50 },
        )
        .toBeGreaterThan(5);
      worker.detector.boxes = [PERSON];
      await expect.poll(() => worker.events.length, { timeout: 60_000 }).toBeGreaterThan(before.events);
      const viewing = await worker.view("drawn");
      await expect.poll(() => viewing.chunks.length, { timeout: 60_000 }).toBeGreaterThan(25);
      // Ends segment and clip without ending the camera.
      await worker.put({ ...camera("drawn", [mask]), analysis: { detector: "bench", fps: 4 } });
      await worker.put(camera("drawn", [mask]));
      await expect.poll(() => recorded().length, { timeout: 60_000 }).toBeGreaterThan(0);
      for (const jpeg of asked) expectHidden(await stillPicture(jpeg), mask, "still");
      expectHidden(
        worker.detector.seen.map((seen) => seen.gray),
        mask,
        "detector",
      );
      expectHidden(await picturesOfLive(viewing.chunks, folder), mask, "live picture");
      for (const { path } of recorded()) expectHidden(await picturesOf(join(folder, path)), mask, "recording");
      const clips = ready("clip")().slice(before.clips);
      expect(clips.length).toBeGreaterThan(0);
      for (const clip of clips) {
        const pictures = await picturesOf(clip);
        expectHidden(pictures, mask, "clip");
        expect(brightest(pictures[0]!, other), "only the mask is black").toBeGreaterThan(60);
      }
    }
    expect(open.ended).not.toBeNull();
  });

  it("after the camera's picture has another size", async () => {
    start();
    await worker.put(camera("resized", [LEFT], "changing"));
    await expect.poll(analysing("resized"), { timeout: 60_000 }).toBe(true);
    rtsp.switchFile("changing", join(folder, "small.mp4"), "in-band");
    await expect.poll(() => health("resized")().video?.width, { timeout: 60_000 }).toBe(320);
    await expect.poll(analysing("resized"), { timeout: 60_000 }).toBe(true);
    await expect
      .poll(
        () =>
          worker.still("resized").then(
            (s) => s.jpeg.length,
            () => 0,
          ),
        { timeout: 60_000 },
      )
      .toBeGreaterThan(0);
    await worker.remove("resized");
    const widths = new Set<number>();
    for (const segment of worker.segments) {
      widths.add(segment.widthPx);
      for (const picture of await picturesOf(join(folder, segment.path)))
        expect(brightest(picture, LEFT), "the mask is not black").toBeLessThan(BLACK);
    }
    expect(widths).toEqual(new Set([640, 320]));
    for (const { gray } of worker.detector.seen) expect(brightest(gray, LEFT)).toBeLessThan(BLACK);
  });

  it.each(["decoder", "encoder"] as const)(
    "where it cannot be applied (%s), and then nothing is stored or shown",
    async (part) => {
      const media = createMedia();
      const broken = new Error("the picture's format cannot be painted");
      start({
        ...media,
        createDecoder: (...args) => {
          const decoder = media.createDecoder(...args);
          if (part === "decoder")
            decoder.decode = () => {
              throw broken;
            };
          return decoder;
        },
        createEncoder: (info) => {
          const encoder = media.createEncoder(info);
          if (part === "encoder")
            encoder.encode = () => {
              throw broken;
            };
          return encoder;
        },
      });
      const id = `broken-${part}`;
      await worker.put(camera(id, [LEFT]));
      await expect.poll(() => health(id)().state, { timeout: 60_000 }).toBe("blind");
      expect(health(id)().reason).toContain("cannot be painted");
      await expect(worker.still(id)).rejects.toMatchObject({ code: "camera.blind" });
      await worker.remove(id);
      expect(worker.segments).toEqual([]);
      expect(worker.detector.seen).toEqual([]);
      const stored = await readdir(join(folder, "recordings", id)).catch(() => []);
      expect(stored).toEqual([]);
    },
  );
});

/** One MJPEG picture as an AVI file that a video reader opens. */
function aviOf(jpeg: Uint8Array): Buffer {
  const u32 = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  const chunk = (id: string, data: Buffer) =>
    Buffer.concat([Buffer.from(id), u32(data.length), data, Buffer.alloc(data.length % 2)]);
  const list = (type: string, ...parts: Buffer[]) => chunk("LIST", Buffer.concat([Buffer.from(type), ...parts]));
  const avih = u32(40_000, 0, 0, 0, 1, 0, 1, 0, 640, 360, 0, 0, 0, 0);
  const strh = Buffer.concat([Buffer.from("vidsMJPG"), u32(0, 0, 0, 1, 25, 0, 1, 0, 0, 0, 0, 0)]);
  const strf = Buffer.concat([u32(40, 640, 360, 1 | (24 << 16)), Buffer.from("MJPG"), u32(640 * 360 * 3, 0, 0, 0, 0)]);
  const header = list("hdrl", chunk("avih", avih), list("strl", chunk("strh", strh), chunk("strf", strf)));
  const body = Buffer.concat([Buffer.from("AVI "), header, list("movi", chunk("00dc", Buffer.from(jpeg)))]);
  return chunk("RIFF", body);
}
