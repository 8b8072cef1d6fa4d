// A camera's password goes in and never comes out: not over any route, not in the log, not in the store's files.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type CameraView } from "@vigie/contracts";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOrCreateKey } from "../src/secrets/key-file.ts";
import { withoutUserInfo } from "../src/secrets/redaction.ts";
import { createSecretBox } from "../src/secrets/secret-box.ts";
import { intrusion, startSite, type TestSite, type Visitor } from "./site.ts";

const CANARY = "cAnaRy-7f3e9b";
let site: TestSite;
let administrator: Visitor;
beforeAll(async () => {
  site = await startSite();
  administrator = await site.as("administrator");
});
afterAll(() => site.close());

const create = async (body: unknown) => {
  const answer = await administrator.send("POST", "/api/v1/cameras", body);
  return { status: answer.status, view: (await answer.json()) as CameraView };
};
const change = async (id: string, body: unknown) => {
  const answer = await administrator.send("PATCH", `/api/v1/cameras/${id}`, body);
  return { status: answer.status, view: (await answer.json()) as CameraView };
};
const passwordAtFleet = (id: string): string | undefined => {
  const source = site.fleet.cameras.get(id)?.source;
  return source && source.kind !== "file" ? source.password : undefined;
};

describe("a camera's password", () => {
  it("written in the address is taken out of it; the fleet gets it, people never", async () => {
    const url = `rtsp://root:${encodeURIComponent(CANARY)}@192.0.2.7:554/stream?profile=1`;
    const { status, view } = await create({ name: "Gate", source: { kind: "rtsp", url } });
    expect(status).toBe(201);
    expect(view).toMatchObject({ id: "gate", hasPassword: true });
    expect(view.source).toEqual({
      kind: "rtsp",
      url: "rtsp://192.0.2.7:554/stream?profile=1",
      transport: "tcp",
      username: "root",
    });
    expect(passwordAtFleet("gate")).toBe(CANARY);
  });

  it("stays when something else changes, and when the same host gets another path", async () => {
    await change("gate", { name: "Main gate" });
    expect(passwordAtFleet("gate")).toBe(CANARY);
    const source = { kind: "rtsp", url: "rtsp://192.0.2.7:554/other", username: "root" };
    expect((await change("gate", { source })).view.hasPassword).toBe(true);
    expect(passwordAtFleet("gate")).toBe(CANARY);
  });

  it("does not follow to another host, and goes when it is emptied", async () => {
    const away = { kind: "rtsp", url: "rtsp://203.0.113.5:554/other", username: "root" };
    expect((await change("gate", { source: away })).view.hasPassword).toBe(false);
    expect(passwordAtFleet("gate")).toBeUndefined();
    await change("gate", { source: { ...away, password: CANARY } });
    expect(passwordAtFleet("gate")).toBe(CANARY);
    await change("gate", { source: { ...away, password: "" } });
    expect(passwordAtFleet("gate")).toBeUndefined();
    await change("gate", { source: { ...away, password: CANARY } });
  });

  it("that no key opens any more keeps no other camera from running", async () => {
    const gate = (await site.records.cameras.get("gate"))!;
    const broken = { ...gate, id: "broken", source: { ...gate.source, password: "sealed:1:AAAA" } };
    await site.records.cameras.insert(broken as typeof gate, 0);
    const cameras = await site.cameras.forFleet();
    const password = (id: string) => {
      const source = cameras.find((camera) => camera.id === id)!.source;
      return source.kind === "file" ? undefined : source.password;
    };
    expect([password("gate"), password("broken")]).toEqual([CANARY, undefined]);
    expect(site.log.join("")).toContain("A camera runs without its password.");
    await site.cameras.remove("broken");
  });

  it("is in no answer of any role, in no error, in no metric, in no log line and in no file of the store", async () => {
    await create({
      name: "Web",
      source: { kind: "http", url: "http://192.0.2.8/mjpeg", username: "u", password: CANARY },
    });
    site.fleet.probeError = new AppError({
      code: "source.unreachable",
      kind: "unavailable",
      message: `rtsp://root:${CANARY}@192.0.2.9/ does not answer.`,
      details: { url: `rtsp://root:${CANARY}@192.0.2.9/` },
    });
    await site.listener.onEvent(intrusion("secret-event", { cameraId: "gate" }));
    site.listener.onHealth({
      ...(await site.cameras.view("gate")).health,
      state: "blind",
      reason: `rtsp://root:${CANARY}@192.0.2.7/ refused the connection.`,
    });
    await site.health.settled();

    const document = site.app.swagger() as unknown as { paths: Record<string, Record<string, unknown>> };
    const texts: string[] = [];
    for (const role of ["department", "viewer", "operator", "administrator"] as const) {
      const visitor = await site.as(role);
      for (const [path, methods] of Object.entries(document.paths)) {
        if (!("get" in methods)) continue;
        const answer = await visitor.get(path.replace("{id}", "gate").replace("{file}", "1.mp4"));
        texts.push(await answer.text());
      }
    }
    texts.push(await (await administrator.get("/metrics")).text());
    const probe = { source: { kind: "rtsp", url: `rtsp://root:${CANARY}@192.0.2.9/` } };
    texts.push(await (await administrator.send("POST", "/api/v1/cameras/probe", probe)).text());
    const invalid = { name: "x", source: { kind: "rtsp", url: "rtsp://h/1", password: CANARY, wrong: 1 } };
    texts.push(await (await administrator.send("POST", "/api/v1/cameras", invalid)).text());
    const badUrl = { name: "x", source: { kind: "rtsp", url: `telnet://u:${CANARY}@h/1` } };
    texts.push(await (await administrator.send("POST", "/api/v1/cameras", badUrl)).text());
    expect(texts.join("\n").length).toBeGreaterThan(10_000);
    expect(texts.filter((text) => text.includes(CANARY))).toEqual([]);

    site.logger.error({
      err: new Error(`rtsp://a:${CANARY}@h/ failed`),
      password: CANARY,
      source: { password: CANARY },
    });
    site.logger.warn(`rtsp://a:${CANARY}@h/ failed`);
    expect(site.log.join("\n")).toContain("[not logged]");
    expect(site.log.join("\n")).not.toContain(CANARY);

    const folder = site.config.dataFolder;
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if ((await stat(path)).isFile()) expect((await readFile(path)).includes(CANARY)).toBe(false);
    }
  });
});

describe("the box for secrets", () => {
  const box = createSecretBox(new Uint8Array(32).fill(1));

  it("gives back exactly what was put in, and never looks the same twice", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (plain, owner) => {
        const sealed = box.seal(plain, owner);
        expect(box.open(sealed, owner)).toBe(plain);
        expect(box.seal(plain, owner)).not.toBe(sealed);
      }),
    );
  });

  it("opens for no other owner, no other key and not after a change of one letter", () => {
    const sealed = box.seal("secret", "gate");
    const other = createSecretBox(new Uint8Array(32).fill(2));
    expect(() => box.open(sealed, "yard")).toThrow(/cannot be read/);
    expect(() => other.open(sealed, "gate")).toThrow(/cannot be read/);
    for (let at = "sealed:1:".length; at < sealed.length; at++) {
      const changed = sealed.slice(0, at) + (sealed[at] === "A" ? "B" : "A") + sealed.slice(at + 1);
      expect(() => {
        if (box.open(changed, "gate") === "secret") throw new Error("opened as if nothing had happened");
      }).toThrow();
    }
  });
});

describe("key files", () => {
  it("are made once, private, and read again; a damaged one is refused with its name", async () => {
    const path = join(site.config.dataFolder, "keys", "test.key");
    const key = await readOrCreateKey(path, 32);
    expect(key).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readOrCreateKey(path, 32)).toEqual(key);
    await expect(readOrCreateKey(path, 16)).rejects.toThrow(path);
  });
});

it.each([
  ["rtsp://u:p@h/x failed", "rtsp://h/x failed"],
  ["two: http://a:b@c and rtsps://d@e/", "two: http://c and rtsps://e/"],
  ["mail me@example.org about http://h/p@x", "mail me@example.org about http://h/p@x"],
])("addresses in %j lose their user and password", (text, wanted) => {
  expect(withoutUserInfo(text)).toBe(wanted);
});
