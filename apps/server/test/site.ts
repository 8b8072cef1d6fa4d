// A whole server for a test: real store in a temporary folder, real HTTP, and a fleet that the test plays.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Role, SceneEvent } from "@vigie/contracts";
import type { Clock, DetectorCatalogue, RecordedSegment } from "@vigie/core";
import { createNodeFileSystem, openRecords, systemClock } from "@vigie/store";
import type { FastifyInstance } from "fastify";
import { WebSocket } from "ws";
import { createApp } from "../src/app.ts";
import type { ServerConfig } from "../src/config.ts";
import { createLogger } from "../src/logger.ts";
import { createParts, type Parts } from "../src/parts.ts";
import { FakeFleet } from "./fake-fleet.ts";

export const PASSWORD = "correct horse battery";

const catalogue: DetectorCatalogue = {
  list: async () => [
    { name: "motion", classes: ["moving"], usable: true, reason: "", licence: "Apache-2.0", origin: "this project" },
  ],
  open: () => Promise.reject(new Error("no model is opened in the server process")),
};

/** What a browser keeps: one cookie jar, JSON in and out. */
export class Visitor {
  readonly base: string;
  cookie = "";

  constructor(base: string) {
    this.base = base;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie) headers.set("cookie", this.cookie);
    const response = await fetch(this.base + path, { ...init, headers });
    const cookies = response.headers.getSetCookie().map((line) => line.split(";")[0]!);
    if (cookies.length > 0) this.cookie = cookies.join("; ");
    return response;
  }

  get(path: string): Promise<Response> {
    return this.fetch(path);
  }

  send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    if (body === undefined) return this.fetch(path, { method, headers });
    return this.fetch(path, {
      method,
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  }

  open(path: string, headers: Record<string, string> = {}): WebSocket {
    return new WebSocket(this.base.replace("http", "ws") + path, { headers: { cookie: this.cookie, ...headers } });
  }
}

export interface TestSite extends Parts<FakeFleet> {
  app: FastifyInstance;
  url: string;
  setupToken: string;
  log: string[];
  visitor(): Visitor;
  /** A person of this role, logged in; the administrator is made through set-up. */
  as(role: Role): Promise<Visitor>;
  close(): Promise<void>;
}

export async function startSite(
  options: { folder?: string; config?: Partial<ServerConfig>; clock?: Clock; elapsedMs?: () => number } = {},
): Promise<TestSite> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "vigie-server-")));
  const config: ServerConfig = {
    host: "127.0.0.1",
    port: 0,
    dataFolder: folder,
    databaseUrl: null,
    assetsFolder: null,
    demo: false,
    consoleFolder: null,
    version: "0.0.0-test",
    logLevel: "trace",
    maxUploadBytes: 64 * 1024,
    maxLoginsPerMinute: 1000,
    ...options.config,
  };
  const log: string[] = [];
  const logger = createLogger(config.logLevel, { write: (line: string) => void log.push(line) });
  const clock = options.clock ?? systemClock();
  const records = await openRecords({ dataFolder: folder, databaseUrl: config.databaseUrl ?? undefined });
  const files = createNodeFileSystem(folder);
  const parts = await createParts({
    config,
    records,
    files,
    clock,
    logger,
    catalogue,
    keys: { secrets: new Uint8Array(32).fill(7), sessions: "test secret of at least 32 characters" },
    createFleet: () => new FakeFleet(),
    ...(options.elapsedMs ? { elapsedMs: options.elapsedMs } : {}),
  });
  const { accounts, health, metrics, setup } = parts;
  const app = await createApp(parts);
  await app.listen({ host: config.host, port: config.port });
  const address = app.server.address();
  const url = `http://127.0.0.1:${address !== null && typeof address === "object" ? address.port : 0}`;
  const setupToken = (await setup.link(url))?.split("#token=")[1] ?? "";
  const people = new Map<Role, Visitor>();

  const as = async (role: Role): Promise<Visitor> => {
    const known = people.get(role);
    if (known) return known;
    const visitor = new Visitor(url);
    if (!(await accounts.hasAdministrator())) {
      const administrator = new Visitor(url);
      const made = await administrator.send("POST", "/api/v1/setup", {
        token: setupToken,
        name: "Ada",
        email: "administrator@example.org",
        password: PASSWORD,
      });
      if (made.status !== 201) throw new Error(`set-up failed: ${await made.text()}`);
      people.set("administrator", administrator);
      if (role === "administrator") return administrator;
    }
    const email = `${role}@example.org`;
    if (role !== "administrator") await accounts.create({ name: `The ${role}`, email, password: PASSWORD, role });
    const answer = await visitor.send("POST", "/api/v1/auth/sign-in/email", { email, password: PASSWORD });
    if (answer.status !== 200) throw new Error(`log-in failed: ${await answer.text()}`);
    people.set(role, visitor);
    return visitor;
  };

  return {
    ...parts,
    app,
    url,
    setupToken,
    log,
    visitor: () => new Visitor(url),
    as,
    async close() {
      await app.close();
      await health.settled();
      metrics.close();
      parts.storeWatch.stop();
      await parts.retro.close();
      await records.close();
      if (!options.folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A recorded segment of H.264 as the store keeps it; its file is not written. */
export function recordedSegment(cameraId: string, sequence: number, startMs: number, endMs: number): RecordedSegment {
  return {
    cameraId,
    path: `recordings/${cameraId}/${sequence}.mp4`,
    sequence,
    startMs,
    endMs,
    sizeBytes: 100,
    sha256: "",
    previousSha256: "",
    codec: "h264",
    widthPx: 640,
    heightPx: 360,
    gapBeforeMs: 0,
    gapReason: "",
  };
}

/** The fact that somebody entered a zone. */
export function intrusion(id: string, more: Partial<SceneEvent> = {}): SceneEvent {
  return {
    id,
    cameraId: "yard",
    scenarioId: "night-door",
    kind: "intrusion",
    phase: "started",
    startedAtMs: Date.now(),
    endedAtMs: null,
    classes: ["person"],
    trackIds: [1],
    score: 0.9,
    why: "A person stayed 2 s in Door; the limit is 1 s.",
    facts: { className: "person", placeName: "Door", seconds: 2, limitS: 1 },
    box: [0.1, 0.1, 0.2, 0.4],
    direction: null,
    mode: "alarm",
    priority: "normal",
    ...more,
  };
}
