// The promises of the FileSystem port, kept by the real disk and by the lossy one that tests use.
import { lstatSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FileSystem } from "@vigie/core";
import { afterAll, describe, expect, it } from "vitest";
import { createNodeFileSystem } from "../src/index.ts";
import { createLossyFileSystem } from "../src/testing/index.ts";
import { temporaryFolder } from "./support/each-store.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

function freshFolder(): string {
  const folder = temporaryFolder();
  made.push(folder);
  return folder;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (found: Uint8Array) => new TextDecoder().decode(found);

async function put(files: FileSystem, path: string, content: string): Promise<void> {
  const file = await files.create(path);
  await file.append(bytes(content));
  await file.sync();
  await file.close();
}

const adapters: [string, () => FileSystem][] = [
  ["real disk", () => createNodeFileSystem(join(freshFolder(), "data"))],
  ["lossy disk", () => createLossyFileSystem(1)],
];

describe.each(adapters)("files on a %s", (_name, make) => {
  it("come back as they were written, whole or in part", async () => {
    const files = make();
    const file = await files.create("recordings/gate/1.mp4");
    await file.append(bytes("abc"));
    await file.append(new Uint8Array(0));
    await file.append(bytes("def"));
    await file.sync();
    await file.close();
    await files.syncFolder("recordings/gate");
    expect(text(await files.read("recordings/gate/1.mp4"))).toBe("abcdef");
    expect(text(await files.read("recordings/gate/1.mp4", { start: 2, end: 4 }))).toBe("cd");
    expect(text(await files.read("recordings/gate/1.mp4", { start: 4, end: 99 }))).toBe("ef");
    expect(text(await files.read("recordings/gate/1.mp4", { start: 99, end: 120 }))).toBe("");
    expect(await files.stat("recordings/gate/1.mp4")).toMatchObject({ sizeBytes: 6, isFolder: false });
    expect(await files.stat("recordings/gate")).toMatchObject({ isFolder: true });
    expect(await files.stat("recordings/yard/1.mp4")).toBeNull();
    expect(await files.stat("recordings/gate/1.mp4/deeper")).toBeNull();
  });

  it("are listed by name, folders among them; a folder that does not exist is empty", async () => {
    const files = make();
    for (const path of ["b/2.mp4", "b/1.mp4", "b/c/3.mp4", "a.json"]) await put(files, path, "x");
    await files.makeFolder("z/y");
    expect(await files.list("b")).toEqual(["1.mp4", "2.mp4", "c"]);
    expect(await files.list("")).toEqual(["a.json", "b", "z"]);
    expect(await files.list("nowhere")).toEqual([]);
  });

  it("are created once, moved over others, and removed once", async () => {
    const files = make();
    await put(files, "a/1", "first");
    await expect(files.create("a/1")).rejects.toMatchObject({ code: "files.exists" });
    await put(files, "a/2", "second");
    await files.rename("a/2", "b/3");
    await files.rename("a/1", "b/3");
    expect(text(await files.read("b/3"))).toBe("first");
    expect(await files.list("a")).toEqual([]);
    await files.remove("b/3");
    const gone = { code: "files.not-found" };
    await expect(files.remove("b/3")).rejects.toMatchObject(gone);
    await expect(files.read("b/3")).rejects.toMatchObject(gone);
    await expect(files.rename("b/3", "b/4")).rejects.toMatchObject(gone);
    await expect(files.syncFolder("c")).rejects.toMatchObject(gone);
    await files.remove("a");
    expect(await files.list("")).toEqual(["b"]);
  });

  it.each(["../x", "a/../../x", "/etc/passwd", "a/\0b", "a\\..\\x", "C:/x", "a//b", "./a", "a/.", "..", "a/"])(
    "refuse the path %j in every call",
    async (path) => {
      const files = make();
      const refused = { code: "files.outside-root" };
      await expect(files.create(path)).rejects.toMatchObject(refused);
      await expect(files.read(path)).rejects.toMatchObject(refused);
      await expect(files.stat(path)).rejects.toMatchObject(refused);
      await expect(files.list(path)).rejects.toMatchObject(refused);
      await expect(files.remove(path)).rejects.toMatchObject(refused);
      await expect(files.rename(path, "b")).rejects.toMatchObject(refused);
      await expect(files.rename("b", path)).rejects.toMatchObject(refused);
      await expect(files.makeFolder(path)).rejects.toMatchObject(refused);
      await expect(files.syncFolder(path)).rejects.toMatchObject(refused);
      expect(() => files.absolute(path)).toThrow(expect.objectContaining(refused));
    },
  );

  it("never touch the root itself as if it were a file", async () => {
    const files = make();
    for (const path of ["", "."]) {
      await expect(files.create(path)).rejects.toMatchObject({ code: "files.outside-root" });
      await expect(files.remove(path)).rejects.toMatchObject({ code: "files.outside-root" });
    }
    await files.syncFolder("");
    expect(await files.freeBytes()).toBeGreaterThan(0);
    expect(files.absolute("a/b.mp4")).toMatch(/^\/.*\/a\/b\.mp4$/);
  });
});

describe("links on a real disk", () => {
  it("that lead out of the data folder are not followed", async () => {
    const outside = freshFolder();
    writeFileSync(join(outside, "secret"), "not yours");
    const root = freshFolder();
    const files = createNodeFileSystem(root);
    symlinkSync(outside, join(root, "way-out"));
    symlinkSync(join(outside, "secret"), join(root, "picture.jpg"));
    symlinkSync(join(outside, "new-file"), join(root, "dangling"));
    for (const path of ["way-out/secret", "picture.jpg"]) {
      await expect(files.read(path)).rejects.toMatchObject({ code: "files.outside-root" });
      await expect(files.stat(path)).rejects.toMatchObject({ code: "files.outside-root" });
      expect(() => files.absolute(path)).toThrow(expect.objectContaining({ code: "files.outside-root" }));
    }
    await expect(files.create("way-out/new")).rejects.toMatchObject({ code: "files.outside-root" });
    await expect(files.list("way-out")).rejects.toMatchObject({ code: "files.outside-root" });
    await expect(files.create("dangling")).rejects.toThrow();
    expect(() => lstatSync(join(outside, "new-file"))).toThrow();
  });

  it("that stay inside are followed", async () => {
    const root = freshFolder();
    mkdirSync(join(root, "disk2"));
    symlinkSync(join(root, "disk2"), join(root, "recordings"));
    const files = createNodeFileSystem(root);
    await put(files, "recordings/1.mp4", "x");
    expect(await files.list("disk2")).toEqual(["1.mp4"]);
  });
});

describe("a disk in trouble", () => {
  it.each([
    ["ENOSPC", "files.full"],
    ["EDQUOT", "files.full"],
    ["EROFS", "files.read-only"],
    ["EACCES", "files.read-only"],
    ["EIO", "files.io"],
  ])("says %s as %s when a file is appended to", async (systemCode, code) => {
    const files = createLossyFileSystem(1);
    const file = await files.create("a");
    files.failNext("append", systemCode);
    await expect(file.append(bytes("x"))).rejects.toMatchObject({ code, message: expect.stringContaining("a") });
    await file.append(bytes("y"));
    expect(text(await files.read("a"))).toBe("y");
  });

  it("is full after the bytes it has, and has room again after a removal", async () => {
    const files = createLossyFileSystem(1);
    files.setFreeBytes(4);
    await put(files, "a", "1234");
    const file = await files.create("b");
    await expect(file.append(bytes("5"))).rejects.toMatchObject({ code: "files.full" });
    await files.remove("a");
    expect(await files.freeBytes()).toBe(4);
    await file.append(bytes("5"));
  });

  it("makes a file lost for good when its sync fails once", async () => {
    const files = createLossyFileSystem(1);
    const file = await files.create("a");
    await file.append(bytes("x"));
    files.failNext("sync", "EIO");
    await expect(file.sync()).rejects.toMatchObject({ code: "files.sync-failed" });
    await expect(file.sync()).rejects.toMatchObject({ code: "files.sync-failed" });
    await expect(file.append(bytes("y"))).rejects.toMatchObject({ code: "files.sync-failed" });
  });
});
