// Copies in poor pictures keep every picture and its time, and are spoilt in the way that their name says.
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoScenes, encodeScene } from "@vigie/sim";
import { AV_LOG_FATAL, Log } from "node-av";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { degradedCopy, POOR_PICTURES } from "../../bench/poor/degraded-copy.ts";
import { eachFrame } from "./support/box-truth.ts";

interface Looked {
  timesUs: number[];
  widthPx: number;
  /** Means over the film. Range: 0 to 255. */
  light: number;
  colour: number;
  /** Mean step from a pixel to the next one. */
  roughness: number;
}

async function look(path: string): Promise<Looked> {
  const looked: Looked = { timesUs: [], widthPx: 0, light: 0, colour: 0, roughness: 0 };
  await eachFrame(path, async (frame) => {
    const { rgb } = frame.scale({ rgb: { maxWidthPx: 320, maxHeightPx: 180 }, gray: null });
    const { r, g, b } = rgb!;
    let [light, colour, steps] = [0, 0, 0];
    for (let i = 1; i < g.length; i++) {
      light += g[i]!;
      colour += Math.max(r[i]!, g[i]!, b[i]!) - Math.min(r[i]!, g[i]!, b[i]!);
      steps += Math.abs(g[i]! - g[i - 1]!);
    }
    looked.timesUs.push(frame.ptsUs);
    looked.widthPx = frame.widthPx;
    looked.light += light / g.length;
    looked.colour += colour / g.length;
    looked.roughness += steps / g.length;
  });
  for (const key of ["light", "colour", "roughness"] as const) looked[key] /= looked.timesUs.length;
  return looked;
}

describe("poor pictures of a film", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-poor-test-"));
  const looked = new Map<string, Looked>();
  const bytes = new Map<string, number>();
  const of = (name: string) => looked.get(name)!;

  beforeAll(async () => {
    Log.setLevel(AV_LOG_FATAL);
    const film = join(folder, "film.mp4");
    encodeScene(demoScenes[0]!, film, { seconds: 2, crf: 20, preset: "veryfast" });
    looked.set("", await look(film));
    for (const poor of POOR_PICTURES) {
      const copy = join(folder, `${poor.name}.mp4`);
      await degradedCopy(film, copy, poor);
      bytes.set(poor.name, statSync(copy).size);
      looked.set(poor.name, await look(copy));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(POOR_PICTURES)("$name: every picture at its time", ({ name }) => {
    const [before, after] = [of("").timesUs, of(name).timesUs];
    expect(after.length).toBe(before.length);
    for (const [i, timeUs] of after.entries()) expect(Math.abs(timeUs - before[i]!)).toBeLessThan(1_000);
  });

  it("are spoilt as they say, and the one as filmed is not", () => {
    const clean = of("as filmed");
    expect(clean.light / of("").light).toBeCloseTo(1, 1);
    expect(clean.roughness / of("").roughness).toBeCloseTo(1, 1);
    expect(of("noise").roughness).toBeGreaterThan(clean.roughness * 1.2);
    expect(of("blur").roughness).toBeLessThan(clean.roughness * 0.8);
    expect(bytes.get("low bit rate")!).toBeLessThan(bytes.get("as filmed")! / 4);
    expect(of("low resolution").widthPx).toBe(clean.widthPx / 2);
    expect(of("black and white").colour).toBeLessThan(2);
    expect(of("black and white").light / clean.light).toBeCloseTo(1, 1);
    expect(of("night").light).toBeLessThan(clean.light * 0.35);
    expect(of("night").colour).toBeLessThan(2);
  });
});
