// The product's own detector: what it reads of its network, and what happens when its weights are not what they should be.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelManifest } from "@vigie/contracts";
import type { ScaledPictures } from "@vigie/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkModels, createDetectorCatalogue } from "../src/index.ts";
import { type GraphOptions, graphOf, installModel, type Row } from "./material/graph.ts";

const CLASSES = ["person", "bicycle", "motorcycle", "car", "bus", "truck"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-embedded-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Box in input pixels and what it is called how surely. */
function row(box: readonly [number, number, number, number], scores: Record<string, number>): Row {
  return [...box, ...CLASSES.map((name) => scores[name] ?? 0)];
}

const FAR_AWAY = row([0, 0, 4, 4], {});

function install(graph: GraphOptions, changes: Partial<ModelManifest> = {}): void {
  installModel(folder, graphOf(graph), changes);
}

const catalogue = () => createDetectorCatalogue({ folders: [], embeddedFolder: folder });

async function look(picture = grey(416, 256)): Promise<{ name: string; score: number; box: number[] }[]> {
  const model = await catalogue().open("embedded");
  const { count, boxes, scores, classIds } = await model.forCamera().detect(picture, 0);
  const found = Array.from({ length: count }, (_, i) => ({
    name: model.info.classes[classIds[i]!]!,
    score: Number(scores[i]!.toFixed(3)),
    box: [...boxes.subarray(i * 4, i * 4 + 4)].map((side) => Number(side.toFixed(4))),
  }));
  await model.close();
  return found;
}

function grey(widthPx: number, heightPx: number, [r, g, b] = [0, 0, 0]): ScaledPictures {
  const plane = (level: number) => new Uint8Array(widthPx * heightPx).fill(level);
  return {
    rgb: { widthPx, heightPx, strideBytes: widthPx, r: plane(r!), g: plane(g!), b: plane(b!) },
    gray: null,
  };
}

const refusal = () =>
  catalogue()
    .open("embedded")
    .then(
      () => null,
      (error: { code: string; message: string }) => error,
    );

describe("what the network says", () => {
  it("becomes boxes of the picture, best first, and weak ones are kept for the tracker", async () => {
    install({
      rows: [
        row([0, 0, 41.6, 64], { person: 0.12 }),
        row([208, 128, 416, 256], { car: 0.9 }),
        row([-8, 200, 40, 300], { bicycle: 0.5 }),
        row([100, 100, 110, 110], { person: 0.05 }),
      ],
    });
    expect(await look()).toEqual([
      { name: "car", score: 0.9, box: [0.5, 0.5, 1, 1] },
      { name: "bicycle", score: 0.5, box: [0, 0.7813, 0.0962, 1] },
      { name: "person", score: 0.12, box: [0, 0, 0.1, 0.25] },
    ]);
  });

  it.each([
    ["bus", "truck"],
    ["car", "truck"],
    ["bicycle", "motorcycle"],
  ])("that is %s and %s at once is one thing", async (first, second) => {
    install({
      rows: [
        row([100, 100, 200, 200], { [first]: 0.5, [second]: 0.4, person: 0.3 }),
        row([104, 98, 203, 202], { [second]: 0.5, [first]: 0.3 }),
      ],
    });
    // As sure as both together that it is one of them.
    expect(await look()).toMatchObject([{ name: first, score: 0.7 }]);
  });

  it("a rider and the bicycle below stay two", async () => {
    install({
      rows: [row([100, 100, 150, 200], { person: 0.6 }), row([100, 110, 150, 205], { bicycle: 0.5 })],
    });
    expect((await look()).map(({ name }) => name)).toEqual(["person", "bicycle"]);
  });

  it("that is no box is left out: turned inside out, or no number", async () => {
    const nothing = Number.NaN;
    install({
      rows: [
        row([200, 100, 100, 200], { car: 0.9 }),
        row([nothing, 100, 200, 200], { car: 0.9 }),
        row([100, 100, 200, 200], { car: nothing }),
        row([10, 10, 20, 20], { person: 0.4 }),
      ],
    });
    expect(await look()).toMatchObject([{ name: "person" }]);
  });

  it.each([
    ["as large as the input", 416, 256],
    ["of another size, as a source that does not stretch gives it", 320, 180],
  ])("comes of red, green and blue as they are, the picture %s", async (_what, widthPx, heightPx) => {
    install({
      looksAtColour: true,
      rows: [
        row([0, 0, 50, 50], {}),
        row([100, 100, 150, 150], { bicycle: 0.6 }),
        row([300, 0, 350, 50], { bus: 0.9 }),
      ],
    });
    const found = await look(grey(widthPx, heightPx, [204, 51, 26]));
    expect(found).toEqual([
      { name: "bus", score: 0.9, box: expect.any(Array) },
      { name: "person", score: 0.8, box: expect.any(Array) },
      { name: "person", score: 0.8, box: expect.any(Array) },
    ]);
  });
});

describe("a score says how often such a box is right", () => {
  const rows = [row([0, 0, 50, 50], { person: 0.5 }), row([200, 100, 300, 200], { car: 0.5 }), FAR_AWAY];

  it("by the manifest's points for a class; others stay as they are", async () => {
    const perClass: Record<string, [number, number][]> = {
      person: [
        [0, 0],
        [0.4, 0.6],
        [0.6, 0.8],
        [1, 1],
      ],
    };
    install({ rows }, { calibration: { perClass } });
    expect(await look()).toMatchObject([
      { name: "person", score: 0.7 },
      { name: "car", score: 0.5 },
    ]);
  });

  it("by its temperature: sure ones become less so, an even chance stays one", async () => {
    install({ rows: [row([0, 0, 50, 50], { car: 0.9 }), ...rows] }, { calibration: { temperature: 2 } });
    expect((await look()).map(({ score }) => score)).toEqual([0.75, 0.5, 0.5]);
  });

  it("and what is raised over the least score is not lost", async () => {
    const perClass: Record<string, [number, number][]> = {
      car: [
        [0, 0],
        [0.05, 0.3],
        [1, 1],
      ],
    };
    install({ rows: [row([0, 0, 50, 50], { car: 0.04, person: 0.02 })] }, { calibration: { perClass } });
    expect(await look()).toMatchObject([{ name: "car", score: 0.24 }]);
  });

  it("points that fall are refused", async () => {
    const perClass: Record<string, [number, number][]> = {
      car: [
        [0, 0.5],
        [1, 0.4],
      ],
    };
    install({ rows }, { calibration: { perClass } });
    expect(await refusal()).toMatchObject({ code: "model.bad-manifest" });
  });
});

describe("the weights of an installation", () => {
  const good: GraphOptions = { rows: [FAR_AWAY] };

  const auto = async () => {
    const model = await catalogue().open("auto");
    await model.close();
    return model.info;
  };

  it("are what auto takes when nothing better is registered", async () => {
    install(good);
    expect(await auto()).toMatchObject({ name: "embedded", classes: CLASSES, gateable: true });
    expect((await catalogue().list()).map(({ name, usable }) => [name, usable])).toEqual([
      ["embedded", true],
      ["motion", true],
    ]);
    expect(await checkModels([], folder)).toEqual([{ name: "embedded", folder, verdict: "usable", problem: "" }]);
  });

  it.each<[what: string, spoil: () => void, code: string, sentence: RegExp]>([
    [
      "are missing",
      () => rmSync(join(folder, "manifest.json")),
      "model.bad-manifest",
      /^The project's own weights are missing: there is no .*manifest\.json; install Vigie again\.$/,
    ],
    [
      "have lost their file",
      () => rmSync(join(folder, "embedded.onnx")),
      "model.missing",
      /^The model "embedded" cannot be used: its file .*embedded\.onnx does not exist\.$/,
    ],
    [
      "have one bit changed",
      () => {
        const bytes = readFileSync(join(folder, "embedded.onnx"));
        bytes[40]! ^= 1;
        writeFileSync(join(folder, "embedded.onnx"), bytes);
      },
      "model.hash-mismatch",
      /^The model "embedded" cannot be used: the SHA-256 of .* is .*…, its manifest says .*…\.$/,
    ],
  ])("that %s are told in one sentence, and motion watches", async (_what, spoil, code, sentence) => {
    install(good);
    spoil();
    expect(await refusal()).toMatchObject({ code, message: expect.stringMatching(sentence) });
    expect(await auto()).toMatchObject({ name: "motion" });
    const row = (await catalogue().list()).find(({ name }) => name === "embedded");
    expect(row).toMatchObject({ usable: false, reason: expect.stringMatching(sentence) });
    expect(await checkModels([], folder)).toMatchObject([
      { name: "embedded", verdict: "broken", problem: expect.stringMatching(sentence) },
    ]);
  });

  it.each<[what: string, graph: GraphOptions, sentence: RegExp]>([
    ["another output", { ...good, outputName: "embedding" }, /outputs are "embedding" where a vigie model has one/],
    ["rows of another length", { rows: [[...FAR_AWAY, 0]] }, /\[1, 1, 11\], expected is float32 \[1, 1, 10\]/],
    ["an odd input", { ...good, widthPx: 417 }, /417x256 pixels, allowed are multiples of 32/],
  ])("with %s are refused, so that nothing but class, score and box comes out", async (_what, graph, sentence) => {
    install(graph);
    expect(await refusal()).toMatchObject({ code: "model.bad-shape", message: expect.stringMatching(sentence) });
    expect(await auto()).toMatchObject({ name: "motion" });
  });

  it("cannot be replaced by a registered model of the same name", async () => {
    install(good);
    const other = join(folder, "models");
    installModel(other, graphOf({ rows: [FAR_AWAY, FAR_AWAY] }), { name: "embedded" });
    const both = createDetectorCatalogue({ folders: [other], embeddedFolder: folder });
    expect((await both.list()).filter(({ name }) => name === "embedded").map(({ usable }) => usable)).toEqual([
      true,
      false,
    ]);
    expect(await checkModels([other])).toMatchObject([
      { problem: `The name "embedded" in ${other} belongs to the product.` },
    ]);
    const model = await both.open("auto");
    expect(model.info.name).toBe("embedded");
    await model.close();
  });
});
