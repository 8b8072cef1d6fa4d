// The committed demo: its films are what the manifest says, show what the truth says, and join without a jump.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cameraConfigSchema } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import {
  boxesByFrame,
  demoAssetsFolder,
  demoCameras,
  demoRtspPaths,
  demoScenes,
  readDemoManifest,
  sha256Of,
  type Truth,
} from "../src/index.ts";
import { filmLuminance, largestBlockDifference, luminance, meanDifference, studio } from "./pictures.ts";

const manifest = readDemoManifest(demoAssetsFolder);
const site = { rtspBaseUrl: "rtsp://127.0.0.1:8554", assetsFolder: demoAssetsFolder };
const cameras = demoCameras(site).map((camera) => cameraConfigSchema.parse(camera));
const truthOf = (id: string): Truth =>
  JSON.parse(readFileSync(join(demoAssetsFolder, `${id}.truth.json`), "utf8")) as Truth;

describe("the demo site", () => {
  it("has six cameras whose settings the product accepts, four from files and two over RTSP", () => {
    expect(cameras.map((camera) => camera.source.kind).sort()).toEqual([
      "file",
      "file",
      "file",
      "file",
      "rtsp",
      "rtsp",
    ]);
    expect(manifest.films.map((film) => film.id)).toEqual(demoScenes.map((scene) => scene.id));
    const served = Object.keys(demoRtspPaths(demoAssetsFolder));
    const wanted = cameras.flatMap((camera) => (camera.source.kind === "rtsp" ? [camera.source.url] : []));
    expect(wanted).toEqual(served.map((path) => `${site.rtspBaseUrl}/${path}`));
  });

  it("is watched by the product's own detector, for what it tells apart", () => {
    for (const { id, analysis, scene } of cameras) {
      expect([id, analysis.detector]).toEqual([id, "embedded"]);
      expect(scene.scenarios.flatMap((scenario) => ("classes" in scenario ? scenario.classes : []))).not.toContain(
        "moving",
      );
    }
  });

  it("draws all lines and zones inside the picture", () => {
    for (const { id, scene } of cameras)
      for (const [x, y] of [...scene.lines.flatMap((l) => l.points), ...scene.zones.flatMap((z) => z.polygon)]) {
        expect([id, x > 0 && x < 1 && y > 0 && y < 1]).toEqual([id, true]);
      }
  });

  it("stays small", () => {
    for (const film of manifest.films) expect([film.id, film.bytes < 620_000]).toEqual([film.id, true]);
    expect(manifest.films.reduce((sum, film) => sum + film.bytes, 0)).toBeLessThan(3_500_000);
  });
});

describe("what happens before the cameras, by the truth", () => {
  const stays = (id: string, zone: string) => truthOf(id).zones.filter((stay) => stay.zone === zone);

  it("a car comes the wrong way once, within 25 s, and everybody else the right way", () => {
    const { lines } = truthOf("mill-lane");
    expect(lines.filter((line) => line.direction === "backward").map((line) => line.actor)).toEqual([1]);
    expect(lines.find((line) => line.direction === "backward")!.timeS).toBeLessThan(25);
    expect(lines.filter((line) => line.direction === "forward")).toHaveLength(3);
  });

  it.each([
    ["works-yard", "yard", 1.5],
    ["school-street", "bus-bay", 6],
    ["library-door", "door", 8],
  ])("in %s one thing is in the zone long enough within 25 s, and no other actor is", (id, zone, limitS) => {
    const long = stays(id, zone).filter((stay) => stay.toS - stay.fromS >= limitS && stay.actor === 1);
    expect(long).toHaveLength(1);
    expect(long[0]!.fromS + limitS).toBeLessThan(25);
    const bag = truthOf(id).actors.find((actor) => actor.className === "backpack")?.id;
    const others = stays(id, zone).filter((stay) => stay.actor !== 1 && stay.actor !== bag);
    for (const stay of others) expect(stay.toS - stay.fromS).toBeLessThan(limitS);
  });

  it("more than two people are in the middle of the square only once", () => {
    const all = stays("market-square", "square");
    const busy = Array.from({ length: 46 * 5 }, (_, i) => i / 5).filter(
      (time) => all.filter((stay) => stay.fromS <= time && time <= stay.toS).length > 2,
    );
    expect(busy[0]).toBeLessThan(20);
    expect(busy[busy.length - 1]! - busy[0]!).toBeCloseTo((busy.length - 1) / 5, 5);
  });

  it("vehicles and bicycles pass the junction's lines both early and late", () => {
    const { lines } = truthOf("station-junction");
    expect(lines.filter((line) => line.line === "main-road")).toHaveLength(5);
    expect(lines.filter((line) => line.line === "cycle-path")).toHaveLength(3);
    expect(lines[0]!.timeS).toBeLessThan(25);
  });
});

describe.each(manifest.films)("the film of $id", (film) => {
  const scene = demoScenes.find((entry) => entry.id === film.id)!;

  it("is the one in the manifest", () => {
    expect(sha256Of(join(demoAssetsFolder, film.file))).toBe(film.sha256);
    expect(sha256Of(join(demoAssetsFolder, film.truth))).toBe(film.truthSha256);
  });

  it("joins its end to its beginning without a jump, and moves where the truth has boxes", () => {
    const { pictures, widthPx } = filmLuminance(join(demoAssetsFolder, film.file));
    expect(pictures).toHaveLength(film.frames);
    const boxes = boxesByFrame(truthOf(film.id));
    for (const frame of [...boxes.slice(0, 5), ...boxes.slice(-5)]) expect(frame).toEqual([]);
    const [first, last] = [pictures[0]!, pictures[pictures.length - 1]!];
    expect(largestBlockDifference(first, last, widthPx)).toBeLessThan(12);
    for (let i = 25; i < pictures.length; i += 25) {
      const moved = boxes[i]!.filter(
        ({ box, hiddenShare }) => hiddenShare < 0.5 && (box[2] - box[0]) * (box[3] - box[1]) > 600,
      );
      for (const { box, actor } of moved) {
        let most = 0;
        for (let y = Math.ceil(box[1] / 4); y < Math.floor(box[3] / 4); y++)
          for (let x = Math.ceil(box[0] / 4); x < Math.floor(box[2] / 4); x++)
            most = Math.max(most, Math.abs(pictures[i]![y * widthPx + x]! - first[y * widthPx + x]!));
        expect([i, actor, most > 15]).toEqual([i, actor, true]);
      }
    }
  });

  it("is what the code renders today", () => {
    const timeS = 13.04;
    const { rgb } = studio(scene, film.widthPx, film.heightPx, film.seed)(timeS);
    const { pictures } = filmLuminance(join(demoAssetsFolder, film.file));
    const now = luminance(rgb, film.widthPx, film.heightPx);
    expect(meanDifference(pictures[Math.round(timeS * film.fps)]!, now)).toBeLessThan(3.5);
  });
});
