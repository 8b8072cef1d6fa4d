// Files that people bring, and the names by which they ask for them: nothing leads out of the video folder, nothing useless stays.
import { mkdir, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Problem } from "@vigie/contracts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { UNUSED_VIDEO_MS } from "../src/cameras/unused-videos.ts";
import { startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let administrator: Visitor;
beforeAll(async () => {
  site = await startSite();
  administrator = await site.as("administrator");
  await mkdir(join(site.config.dataFolder, "videos"), { recursive: true });
});
afterAll(() => site.close());
beforeEach(() => {
  site.fleet.probed.length = 0;
});

const inVideos = (name: string) => join(site.config.dataFolder, "videos", name);
const addCamera = (id: string, path: string) =>
  administrator.send("POST", "/api/v1/cameras", { id, name: id, source: { kind: "file", path } });
const problemOf = async (answer: Response): Promise<[number, string]> => [
  answer.status,
  ((await answer.json()) as Problem).code,
];

/** A form as a hostile program writes it, name and all. */
function rawUpload(filename: string, bytes: string): Promise<Response> {
  const body = `--b\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: video/mp4\r\n\r\n${bytes}\r\n--b--\r\n`;
  const headers = { "content-type": "multipart/form-data; boundary=b" };
  return administrator.fetch("/api/v1/videos", { method: "POST", body, headers });
}

describe("the path of a video", () => {
  it.each([
    ["/etc/hostname", "source.outside"],
    ["videos/../keys/secrets.key", "source.outside"],
    ["videos/./a.mp4", "source.outside"],
    ["videos//etc/hostname", "source.outside"],
    ["videos", "source.outside"],
    ["keys/secrets.key", "source.outside"],
    ["file:///etc/hostname", "source.outside"],
    ["C:\\film.mp4", "source.outside"],
    ["videos/..\\keys\\secrets.key", "files.outside-root"],
    ["videos/a\0.mp4", "files.outside-root"],
    ["videos/none.mp4", "source.not-found"],
  ])("%j neither becomes a camera nor is opened to look at it", async (path, code) => {
    const made = await addCamera("evil", path);
    expect([made.status >= 400 && made.status < 500, ((await made.json()) as Problem).code]).toEqual([true, code]);
    const source = { kind: "file", path };
    const probed = await administrator.send("POST", "/api/v1/cameras/probe", { source });
    expect([probed.status >= 400 && probed.status < 500, site.fleet.probed]).toEqual([true, []]);
    expect(site.fleet.cameras.has("evil")).toBe(false);
  });

  it("that is a link out of the data folder is refused, as a camera and as a look", async () => {
    await symlink("/etc", inVideos("elsewhere"));
    await symlink("/etc/hostname", inVideos("film.mp4"));
    for (const path of ["videos/film.mp4", "videos/elsewhere/hostname"]) {
      expect(await problemOf(await addCamera("linked", path))).toEqual([403, "files.outside-root"]);
    }
    expect(site.fleet.cameras.has("linked")).toBe(false);
  });
});

describe("the id of a camera", () => {
  it.each(["../x", "a/b", "a b", ".hidden", "-x", "é", "", "a".repeat(64), "a\0", "con:aux", "a%2Fb"])(
    "%j is refused with a sentence that says what an id may be",
    async (id) => {
      const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
      const answer = await administrator.send("POST", "/api/v1/cameras", { id, name: "Odd", source });
      const problem = (await answer.json()) as Problem;
      expect([answer.status, problem.code]).toEqual([400, "request.invalid"]);
      expect(problem.message).toMatch(/"id" .*letters, digits, hyphens and underscores/);
    },
  );

  it.each(["__proto__", "constructor", "toString", "A_b-9"])("%j is a name like any other", async (id) => {
    const source = { kind: "rtsp", url: "rtsp://192.0.2.1/1" };
    const made = await administrator.send("POST", "/api/v1/cameras", { id, name: id, source });
    const refused = id.startsWith("_");
    expect(made.status).toBe(refused ? 400 : 201);
    expect((await administrator.get(`/api/v1/cameras/${id}`)).status).toBe(refused ? 400 : 200);
  });

  it.each(["..%2f..%2fkeys", "%2e%2e", "a%00", "a%5cb"])("%s in an address reaches no file", async (id) => {
    for (const path of [`cameras/${id}/recordings/1.mp4`, `cameras/${id}/still.jpg`, `alarms/${id}/clip.mp4`]) {
      expect((await administrator.get(`/api/v1/${path}`)).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe("an upload", () => {
  it.each([
    "../../../../tmp/evil.mp4",
    "..\\\\..\\\\evil.mp4",
    "/etc/cron.d/evil.mp4",
    "evil.mp4\0.sh",
    ".htaccess",
    "a.mp4/../../x",
    "CON.mp4",
    "film.sh",
  ])("named %j gets a name of ours in the video folder", async (filename) => {
    const before = new Set(await site.files.list("videos"));
    const answer = await rawUpload(filename, "0123456789");
    expect(answer.status).toBe(201);
    const { path } = (await answer.json()) as { path: string };
    expect(path).toMatch(/^videos\/[0-9a-f-]{36}\.(mp4|video)$/);
    const added = (await site.files.list("videos")).filter((name) => !before.has(name));
    expect(added).toEqual([path.split("/")[1]]);
  });

  it("that is too large is told the limit in one sentence", async () => {
    const answer = await rawUpload("long.mp4", "x".repeat(70_000));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({
      code: "video.too-large",
      kind: "invalid",
      message: "The video is larger than 64 kB, which is the most that may be uploaded; cut it or encode it smaller.",
    });
  });

  it("that is broken off leaves nothing behind", async () => {
    const before = await site.files.list("videos");
    const ending = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        stream.enqueue(
          new TextEncoder().encode('--b\r\ncontent-disposition: form-data; name="file"; filename="a.mp4"\r\n\r\n'),
        );
        stream.enqueue(new Uint8Array(20_000));
      },
    });
    const headers = { "content-type": "multipart/form-data; boundary=b" };
    const init = { method: "POST", body, headers, duplex: "half", signal: ending.signal } as RequestInit;
    const sent = administrator.fetch("/api/v1/videos", init).catch(() => null);
    await expect.poll(async () => (await site.files.list("videos")).length).toBe(before.length + 1);
    ending.abort();
    await sent;
    await expect.poll(() => site.files.list("videos")).toEqual(before);
  });
});

describe("uploads that no camera plays", () => {
  it("go after a day; those in use, switched off or not, younger ones, and files of other people's making stay", async () => {
    const name = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-111111111111.mp4`;
    const [unused, playing, off, young] = ["a", "b", "c", "d"].map(name) as [string, string, string, string];
    const dayOldS = (Date.now() - UNUSED_VIDEO_MS - 60_000) / 1000;
    for (const file of [unused, playing, off, young, "by-hand.mp4"]) await writeFile(inVideos(file), "x");
    for (const file of [unused, playing, off, "by-hand.mp4"]) await utimes(inVideos(file), dayOldS, dayOldS);
    expect((await addCamera("playing", `videos/${playing}`)).status).toBe(201);
    expect((await addCamera("off", `videos/${off}`)).status).toBe(201);
    expect((await administrator.send("PATCH", "/api/v1/cameras/off", { enabled: false })).status).toBe(200);
    expect(await site.cameras.tidyVideos()).toBe(1);
    const left = await site.files.list("videos");
    expect(left).not.toContain(unused);
    expect(left).toEqual(expect.arrayContaining([playing, off, young, "by-hand.mp4"]));
    await administrator.send("DELETE", "/api/v1/cameras/off");
    expect(await site.cameras.tidyVideos()).toBe(1);
    expect(await site.files.list("videos")).not.toContain(off);
  });
});
