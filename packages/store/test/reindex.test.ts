// The check at start, case by case, on real files.
import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createNodeFileSystem, reindex } from "../src/index.ts";
import { onEachStore } from "./support/each-store.ts";
import { filesBelow, publish, writeFile } from "./support/recorder.ts";
import { recording, segment } from "./support/samples.ts";

onEachStore("the check at start", (make) => {
  it("has nothing to say about a new store", async () => {
    await using place = await make();
    const report = await reindex({ records: await place.open(), files: createNodeFileSystem(place.folder) });
    expect(report).toEqual({ adopted: [], damaged: [], missing: [], strays: [], removalsFinished: 0, problem: null });
  });

  it("tells whole, cut-off, unfinished and lost recordings apart and says why", async () => {
    await using place = await make();
    const records = await place.open();
    const files = createNodeFileSystem(place.folder);
    const onDisk = (path: string) => join(place.folder, path);
    const made = (name: string) => recording(`recordings/gate/${name}.mp4`, `video ${name}`);
    for (const name of ["known", "unknown", "longer", "changed", "bare", "garbled", "foreign", "lost"]) {
      const { facts, bytes } = made(name);
      await publish(files, facts, bytes);
      if (name === "known" || name === "lost") await records.segments.insert(facts);
    }
    appendFileSync(onDisk("recordings/gate/longer.mp4"), "more");
    writeFileSync(onDisk("recordings/gate/changed.mp4"), "video CHANGED".slice(0, "video changed".length));
    rmSync(onDisk("recordings/gate/bare.json"));
    writeFileSync(onDisk("recordings/gate/garbled.json"), '{"path": "recordings/ga');
    writeFileSync(onDisk("recordings/gate/foreign.json"), JSON.stringify(made("unknown").facts));
    rmSync(onDisk("recordings/gate/lost.mp4"));
    await writeFile(files, "recordings/gate/open.mp4.part", new Uint8Array([1]));
    const almost = made("almost");
    await publish(files, almost.facts, almost.bytes);
    await files.rename(almost.facts.path, `${almost.facts.path}.part`);
    mkdirSync(onDisk("recordings/yard/2026"), { recursive: true });
    const deep = recording("recordings/yard/2026/1.mp4", "deep", { cameraId: "yard" });
    await publish(files, deep.facts, deep.bytes);

    const report = await reindex({ records, files });
    expect(report.adopted.sort()).toEqual([
      "recordings/gate/almost.mp4",
      "recordings/gate/unknown.mp4",
      "recordings/yard/2026/1.mp4",
    ]);
    expect(Object.fromEntries(report.damaged.map((file) => [file.path, file.reason]))).toEqual({
      "recordings/gate/longer.mp4": "it has 16 bytes instead of 12",
      "recordings/gate/changed.mp4": "its content is not what was recorded",
      "recordings/gate/bare.mp4": "its facts are missing",
      "recordings/gate/garbled.mp4": "its facts are cut off",
      "recordings/gate/foreign.mp4": "its facts belong to recordings/gate/unknown.mp4",
      "recordings/gate/open.mp4.part": "its facts are missing",
    });
    expect(report.missing).toEqual([{ path: "recordings/gate/lost.mp4", reason: "its file is gone" }]);
    expect(report.strays).toEqual(["recordings/gate/lost.json"]);
    const indexed = await records.segments.list("gate", 0, Number.MAX_SAFE_INTEGER);
    expect(indexed.map((row) => row.path).sort()).toEqual(
      ["almost", "known", "unknown"].map((name) => `recordings/gate/${name}.mp4`),
    );
    expect(indexed).toContainEqual(made("unknown").facts);
    expect(await filesBelow(files, "recordings/gate")).toContain("recordings/gate/almost.mp4");
  });

  it("keeps the rows when the recordings' disk is not there", async () => {
    await using place = await make();
    const records = await place.open();
    await records.segments.insert(segment("recordings/gate/1.mp4"));
    const report = await reindex({ records, files: createNodeFileSystem(place.folder) });
    expect(report.problem).toMatch(/check that its disk is mounted/);
    expect(report.missing).toEqual([]);
    expect(await records.segments.has("recordings/gate/1.mp4")).toBe(true);
  });
});
