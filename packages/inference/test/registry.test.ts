// The model registry: nothing is used before it has proved what it is, and every refusal is one clear sentence.
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ModelManifest } from "@vigie/contracts";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  checkModels,
  createDetectorCatalogue,
  importModel,
  PINNED_MODELS,
  PREFERENCES,
  pullModel,
} from "../src/index.ts";
import { hasAssets, modelsFolder } from "./material/assets.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigie-models-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function entry(bytes: Uint8Array, changes: Partial<ModelManifest> = {}): ModelManifest {
  return {
    name: "tested",
    file: "tested.onnx",
    family: "yolox",
    licence: "Apache-2.0",
    origin: "a test",
    classes: "coco",
    sha256: sha256(bytes),
    bytes: bytes.byteLength,
    ...changes,
  };
}

function put(bytes: Uint8Array, changes: Partial<ModelManifest> = {}): void {
  const manifest = entry(bytes, changes);
  writeFileSync(join(folder, "tested.onnx"), bytes);
  writeFileSync(join(folder, "manifest.json"), JSON.stringify([manifest]));
}

const refusal = async (name: string) =>
  createDetectorCatalogue({ folders: [folder] })
    .open(name)
    .then(
      () => null,
      (error: { code: string; message: string }) => error,
    );

const GARBAGE = Buffer.from("this is a pickle, not a graph ".repeat(40));

describe("a bad model gets one clear sentence", () => {
  const cases: [what: string, prepare: () => void, code: string, sentence: RegExp][] = [
    [
      "a hash that differs",
      () => put(GARBAGE, { sha256: "0".repeat(64) }),
      "model.hash-mismatch",
      /SHA-256 .* manifest says 000000000000…\.$/,
    ],
    [
      "a file cut short",
      () => put(GARBAGE, { bytes: 2_000_000 }),
      "model.hash-mismatch",
      /has 1200 bytes, its manifest says 2000000\.$/,
    ],
    ["no file", () => put(GARBAGE, { file: "gone.onnx" }), "model.missing", /gone\.onnx does not exist\.$/],
    [
      "a file outside the folder",
      () => put(GARBAGE, { file: "../tested.onnx" }),
      "model.bad-manifest",
      /"\.\.\/tested\.onnx" is not a plain name/,
    ],
    ["a hidden file", () => put(GARBAGE, { file: ".tested" }), "model.bad-manifest", /not a plain name/],
    [
      "the right hash on no graph",
      () => put(GARBAGE),
      "model.bad-shape",
      /not an ONNX graph that this build can read\.$/,
    ],
    [
      "a family that does not watch",
      () => put(GARBAGE, { family: "arcface" }),
      "model.unsupported",
      /family "arcface" .* yolox, picodet, and vigie\.$/,
    ],
    [
      "classes that may not be watched for",
      () => put(GARBAGE, { classes: "person,face" }),
      "model.unsupported",
      /class "face" would judge who somebody is/,
    ],
    [
      "what people are",
      () => put(GARBAGE, { classes: "adult,age group" }),
      "model.unsupported",
      /class "age group" would judge who somebody is/,
    ],
    [
      "a class that is no name",
      () => put(GARBAGE, { classes: "helmet,<b>" }),
      "model.unsupported",
      /class "<b>" is not a name; allowed are letters/,
    ],
    [
      "a class list that is gone",
      () => put(GARBAGE, { classes: "names.txt" }),
      "model.bad-manifest",
      /names\.txt cannot be read\.$/,
    ],
    [
      "a class named twice",
      () => put(GARBAGE, { classes: "car,car" }),
      "model.bad-manifest",
      /empty or names one twice/,
    ],
    [
      "an entry without a hash",
      () => put(GARBAGE, { sha256: "abc" }),
      "model.bad-manifest",
      /"sha256" of "tested" is wrong/,
    ],
  ];
  it.each(cases)("%s", async (_what, prepare, code, sentence) => {
    prepare();
    expect(await refusal("tested")).toMatchObject({ code, message: expect.stringMatching(sentence) });
    const row = (await createDetectorCatalogue({ folders: [folder] }).list()).find(({ name }) => name === "tested")!;
    // A graph is only opened when it is asked for; everything before that shows in the list.
    if (code !== "model.bad-shape")
      expect(row).toMatchObject({ usable: false, reason: expect.stringMatching(sentence) });
    expect((await checkModels([folder]))[0]).toMatchObject({
      name: "tested",
      problem: expect.stringMatching(sentence),
    });
  });

  it.each([
    ["{", /is not JSON\.$/],
    ['{"models": []}', /is not a list of models\.$/],
  ])("a manifest that is %s spoils its folder, not the product", async (text, sentence) => {
    writeFileSync(join(folder, "manifest.json"), text);
    const entries = await createDetectorCatalogue({ folders: [folder] }).list();
    expect(entries.find((row) => row.name === folder)).toMatchObject({
      usable: false,
      reason: expect.stringMatching(sentence),
    });
    expect(entries.some((row) => row.name === "motion" && row.usable)).toBe(true);
  });

  it("an unknown name says which there are", async () => {
    expect(await refusal("yolo99")).toMatchObject({
      code: "model.unknown",
      message: 'There is no detector "yolo99"; usable here: auto, motion.',
    });
  });
});

describe("without any model", () => {
  it("auto is motion", async () => {
    const catalogue = createDetectorCatalogue({ folders: [folder, join(folder, "nowhere")] });
    expect((await catalogue.list()).map(({ name, usable }) => [name, usable])).toEqual([["motion", true]]);
    const model = await catalogue.open("auto");
    expect(model.info).toMatchObject({ name: "motion", classes: ["moving"], gateable: false });
    expect(await refusal("embedded")).toMatchObject({ code: "model.unknown" });
  });
});

describe.skipIf(!hasAssets)("with real weights", () => {
  const real = () => JSON.parse(readFileSync(join(modelsFolder, "manifest.json"), "utf8")) as ModelManifest[];
  const yolox = () => real().find(({ name }) => name === "yolox-nano")!;
  const weights = () => readFileSync(join(modelsFolder, yolox().file));

  it("lists what is usable in the declared order, and what is not with its reason", async () => {
    const entries = await createDetectorCatalogue({ folders: [modelsFolder] }).list();
    const order = PREFERENCES.map(({ name }) => name).filter((name) => name !== "embedded");
    expect(entries.filter(({ usable }) => usable).map(({ name }) => name)).toEqual(order);
    expect(entries.find(({ name }) => name === "face-yunet-s")).toMatchObject({ usable: false, licence: "MIT" });
    expect(await checkModels([modelsFolder])).toContainEqual(
      expect.objectContaining({ name: "face-yunet-s", verdict: "not-for-watching" }),
    );
  });

  it("refuses the face model also under a false name", async () => {
    const bytes = readFileSync(join(modelsFolder, real().find(({ name }) => name === "face-yunet-s")!.file));
    put(bytes);
    expect(await refusal("tested")).toMatchObject({ code: "model.bad-shape" });
  });

  it("refuses a family whose shape the graph does not have", async () => {
    put(weights(), { family: "picodet" });
    expect(await refusal("tested")).toMatchObject({
      code: "model.bad-shape",
      message: expect.stringMatching(/has 1 outputs where a picodet model has 8\.$/),
    });
    put(weights(), { classes: "person,car" });
    expect(await refusal("tested")).toMatchObject({
      code: "model.bad-shape",
      message: expect.stringMatching(/\[1, 3549, 85\], expected is float32 \[1, 3549, 7\]\.$/),
    });
  });

  it("refuses one changed bit before it is parsed", async () => {
    const bytes = weights();
    const manifest = yolox();
    bytes[1_000_000]! ^= 1;
    writeFileSync(join(folder, manifest.file), bytes);
    writeFileSync(join(folder, "manifest.json"), JSON.stringify([{ ...manifest, classes: "coco" }]));
    expect(await refusal("yolox-nano")).toMatchObject({ code: "model.hash-mismatch" });
    expect((await createDetectorCatalogue({ folders: [folder] }).open("auto")).info.name).toBe("motion");
  });

  it("imports a model, keeps the other entries, and uses it", async () => {
    put(GARBAGE, { family: "of another tool" });
    const manifest = await importModel(folder, join(modelsFolder, yolox().file), yolox(), modelsFolder);
    expect(manifest.name).toBe("yolox-nano");
    const stored = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as ModelManifest[];
    expect(stored.map(({ name }) => name)).toEqual(["tested", "yolox-nano"]);
    const model = await createDetectorCatalogue({ folders: [folder] }).open("auto");
    expect(model.info.name).toBe("yolox-nano");
    await model.close();
    await importModel(folder, join(modelsFolder, yolox().file), yolox(), modelsFolder);
    expect(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"))).toHaveLength(2);
  });

  it("imports nothing when the file is not what its manifest says", async () => {
    const file = join(folder, "elsewhere.onnx");
    writeFileSync(file, GARBAGE);
    await expect(importModel(join(folder, "own"), file, yolox(), modelsFolder)).rejects.toMatchObject({
      code: "model.hash-mismatch",
    });
    await expect(importModel(join(folder, "own"), join(folder, "none"), yolox())).rejects.toMatchObject({
      code: "model.missing",
    });
    await expect(importModel(join(folder, "own"), file, { name: "x" })).rejects.toMatchObject({
      code: "model.bad-manifest",
    });
    expect(readdirSync(folder)).toEqual(["elsewhere.onnx"]);
  });

  it("knows the pinned models by the same hashes as the material", () => {
    for (const { manifest, address } of PINNED_MODELS) {
      const { sha256: hash, bytes, licence } = real().find(({ name }) => name === manifest.name)!;
      expect({ hash: manifest.sha256, bytes: manifest.bytes, licence: manifest.licence }).toEqual({
        hash,
        bytes,
        licence,
      });
      expect(address).toMatch(/^https:\/\/.*[0-9a-f]{40}.*\.onnx$/);
    }
  });

  describe("pull", () => {
    let server: Server;
    let address: string;
    beforeAll(async () => {
      server = createServer((request, response) => {
        const bytes = weights();
        if (request.url === "/silent") return;
        if (request.url === "/tampered") bytes[2_000_000]! ^= 1;
        if (request.url === "/gone") response.statusCode = 404;
        if (request.url === "/endless") return void response.end(Buffer.concat([bytes, bytes]));
        response.end(request.url === "/short" ? bytes.subarray(0, 1000) : bytes);
      });
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
    const pinned = (path: string) => ({ address: `${address}${path}`, manifest: { ...yolox(), classes: "coco" } });

    it("keeps a good file and registers it", async () => {
      let last = 0;
      await pullModel(folder, pinned("/good"), (bytes) => {
        last = bytes;
      });
      expect(last).toBe(yolox().bytes);
      expect((await createDetectorCatalogue({ folders: [folder] }).list())[0]).toMatchObject({
        name: "yolox-nano",
        usable: true,
      });
    });

    it.each([
      ["/tampered", "model.hash-mismatch", /SHA-256/],
      ["/short", "model.hash-mismatch", /has 1000 bytes/],
      ["/endless", "model.download-failed", /sent more than the 3660092 bytes/],
      ["/gone", "model.download-failed", /answered 404/],
      ["/silent", "model.download-failed", /was silent for/],
    ])("keeps nothing of %s", async (path, code, sentence) => {
      const silentMs = path === "/silent" ? 500 : 30_000;
      await expect(pullModel(folder, pinned(path), () => {}, silentMs)).rejects.toMatchObject({
        code,
        message: expect.stringMatching(sentence),
      });
      expect(readdirSync(folder)).toEqual([]);
    });

    it("says so when there is no way to the address", async () => {
      const nowhere = { ...pinned("/good"), address: "http://127.0.0.1:9/model.onnx" };
      await expect(pullModel(folder, nowhere)).rejects.toMatchObject({
        code: "model.download-failed",
        message: expect.stringMatching(
          /^The model "yolox-nano" could not be downloaded: 127\.0\.0\.1:9 cannot be reached;/,
        ),
      });
    });
  });
});
