// Two servers never share a data folder or a database; the second one says who is in the way.
import { expect, it } from "vitest";
import { openRecords } from "../src/index.ts";
import { makePlace, onEachStore, temporaryFolder } from "./support/each-store.ts";
import { startServerProcess } from "./support/server-process.ts";

onEachStore("the lock", (make) => {
  it("refuses a second server on the same data folder, names the first, and opens once that one is dead", async () => {
    await using place = await make();
    const first = startServerProcess(place.folder, place.databaseUrl, "0");
    await first.printed(1);
    await expect(place.open()).rejects.toMatchObject({
      code: "store.locked",
      details: { pid: first.pid, folder: place.folder },
      message: expect.stringContaining(`is in use by process ${first.pid}; stop that server first`),
    });
    await first.killed();
    const records = await place.open();
    await records.ping();
  });

  it("refuses a second opening in the same process, and allows it after close", async () => {
    await using place = await make();
    const records = await place.open();
    await expect(place.open()).rejects.toMatchObject({ code: "store.locked" });
    await expect(place.open()).rejects.toMatchObject({ code: "store.locked" });
    await records.close();
    await (await place.open()).ping();
  });
});

it.skipIf(!process.env.VIGIE_TEST_DATABASE_URL)(
  "refuses a second server with its own folder on the same PostgreSQL database",
  async () => {
    await using place = await makePlace("postgres");
    await using other = await makePlace("sqlite");
    const first = startServerProcess(place.folder, place.databaseUrl, "0");
    await first.printed(1);
    const options = { dataFolder: other.folder, databaseUrl: place.databaseUrl };
    await expect(openRecords(options)).rejects.toMatchObject({
      code: "store.locked",
      message: expect.stringMatching(
        new RegExp(`is in use by vigie on .*, process ${first.pid}; stop that server first`),
      ),
    });
    await first.killed();
    await expect.poll(() => openRecords(options).then((records) => records.close(), String)).toBeUndefined();
  },
);

it("says what is wrong when the data folder cannot be used", async () => {
  const folder = temporaryFolder();
  const { writeFileSync, rmSync } = await import("node:fs");
  writeFileSync(`${folder}/data`, "a file where a folder should be");
  const opening = openRecords({ dataFolder: `${folder}/data` });
  await expect(opening).rejects.toMatchObject({ code: "store.unavailable", message: expect.stringContaining("/data") });
  rmSync(folder, { recursive: true });
});

it.skipIf(process.platform !== "linux")("says so where the system allows no folder at all", async () => {
  await expect(openRecords({ dataFolder: "/proc/nothing/here" })).rejects.toMatchObject({ code: "store.unavailable" });
});
