// Many at once: fifty consoles on the event stream while alarms come in bursts, and a storm of alarms while people work.
import { once } from "node:events";
import type { CameraHealth, JournalEntry } from "@vigie/contracts";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { CLOSE_TOO_SLOW } from "../src/sockets/open-sockets.ts";
import { intrusion, startSite, type TestSite, type Visitor } from "./site.ts";

let site: TestSite;
let viewer: Visitor;
beforeAll(async () => {
  site = await startSite({ config: { logLevel: "warn" } });
  viewer = await site.as("viewer");
});
afterAll(() => site.close());

const lastSeq = () => site.records.journal.lastSeq();
const healthOf = (reason: string): CameraHealth => ({
  cameraId: "yard",
  state: "blind",
  reason,
  code: null,
  sinceMs: 0,
  recording: false,
  analysing: false,
  detector: null,
  notWatching: [],
  video: null,
  sourceFps: 0,
  decodedFps: 0,
  analysedFps: 0,
  droppedFrames: 0,
  lastFrameAtMs: null,
});
/** Each its own scenario, so that none joins another. */
const raise = (id: string): Promise<void> =>
  site.desk.onEvent(intrusion(id, { scenarioId: id, why: `A person is in the yard. ${"x".repeat(300)}` }));

/** A console: goes through the stream by its cursor, and comes back with it when its connection ends. */
class Console {
  readonly seqs: number[] = [];
  connections = 0;
  #socket: WebSocket | null = null;
  #cursor: number;
  #ended = false;

  constructor(cursor: number) {
    this.#cursor = cursor;
    this.#connect();
  }

  #connect(): void {
    this.connections++;
    const socket = viewer.open(`/api/v1/stream?after=${this.#cursor}`);
    this.#socket = socket;
    socket.on("message", (data: Buffer) => {
      if (this.#socket !== socket) return;
      const entry = JSON.parse(data.toString()) as JournalEntry | { type: "hello" };
      if (!("seq" in entry)) return;
      this.seqs.push(entry.seq);
      this.#cursor = entry.seq;
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (this.#socket === socket && !this.#ended) this.#connect();
    });
  }

  reconnect(): void {
    const old = this.#socket;
    this.#connect();
    old?.terminate();
  }

  end(): void {
    this.#ended = true;
    this.#socket?.terminate();
  }
}

/** A connection that is opened and never read. */
async function deaf(after: number): Promise<{ closed: Promise<number>; resume(): void; end(): void }> {
  const socket = viewer.open(`/api/v1/stream?after=${after}`);
  await once(socket, "open");
  socket.pause();
  const closed = once(socket, "close").then(([code]) => code as number);
  return { closed, resume: () => socket.resume(), end: () => socket.terminate() };
}

it("fifty consoles miss nothing and get nothing twice; those that do not read cost a megabyte and are closed", async () => {
  const begin = await lastSeq();
  const consoles = Array.from({ length: 45 }, () => new Console(begin));
  const restless = consoles.slice(0, 5);
  const silent = await Promise.all(Array.from({ length: 5 }, () => deaf(begin)));
  const rssBefore = process.memoryUsage().rss;
  let highest = rssBefore;
  const restlessness = setInterval(() => {
    for (const one of restless) one.reconnect();
    highest = Math.max(highest, process.memoryUsage().rss);
  }, 1000);
  for (let burst = 0; burst < 10; burst++) {
    await Promise.all(Array.from({ length: 50 }, (_, i) => raise(`burst-${burst}-${i}`)));
    if (burst === 5) for (const one of restless) one.reconnect();
  }
  // Enough more that what the silent ones were sent cannot all lie in the buffers of the operating system.
  const long = healthOf("y".repeat(64 * 1024));
  for (let i = 0; i < 150; i++) await site.records.journal.append({ type: "health", health: long }, i);
  const last = await lastSeq();
  const all = Array.from({ length: last - begin }, (_, i) => begin + 1 + i);
  expect(all.length).toBe(650);
  for (const one of consoles) await expect.poll(() => one.seqs.at(-1), { timeout: 30_000 }).toBe(last);
  clearInterval(restlessness);
  for (const one of consoles) expect(one.seqs).toEqual(all);
  for (const one of restless) expect(one.connections).toBeGreaterThan(1);
  await expect
    .poll(
      async () => (await (await site.visitor().get("/metrics")).text()).match(/slow_closed_total\{.*\} (\d+)/)?.[1],
      {
        timeout: 30_000,
        interval: 250,
      },
    )
    .toBe("5");
  for (const one of silent) one.resume();
  const codes = await Promise.all(silent.map((one) => one.closed));
  expect(codes.every((code) => code === CLOSE_TOO_SLOW || code === 1006)).toBe(true);
  for (const one of consoles) one.end();
  // 5 silent clients may hold a megabyte each, and the test's own 45 clients hold what they read.
  expect((highest - rssBefore) / 1024 ** 2).toBeLessThan(600);
}, 120_000);

it("a storm of alarms is stored whole and in order, while people still get their answers", async () => {
  const before = await site.records.alarms.totalRaised();
  const total = 2000;
  const answersMs: number[] = [];
  let storming = true;
  const people = Array.from({ length: 3 }, async () => {
    while (storming) {
      const startedMs = performance.now();
      const answer = await viewer.get("/api/v1/alarms?order=queue&limit=50");
      await answer.arrayBuffer();
      expect(answer.status).toBe(200);
      answersMs.push(performance.now() - startedMs);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  const beganMs = performance.now();
  const raising: Promise<void>[] = [];
  while (raising.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - beganMs) / 1000) * 500));
    while (raising.length < due) raising.push(raise(`storm-${raising.length}`));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await Promise.all(raising);
  const tookS = (performance.now() - beganMs) / 1000;
  storming = false;
  await Promise.all(people);
  answersMs.sort((a, b) => a - b);
  const p = (share: number) => answersMs[Math.floor(share * (answersMs.length - 1))]!.toFixed(0);
  console.log(
    `alarm storm: ${total} alarms in ${tookS.toFixed(1)} s (500/s asked), ${answersMs.length} answers, p50 ${p(0.5)} ms, p95 ${p(0.95)} ms`,
  );
  expect((await site.records.alarms.totalRaised()) - before).toBe(total);
  const stored = new Set<string>();
  for (let after: string | undefined; ; ) {
    const page = await site.records.alarms.list({ limit: 200, ...(after === undefined ? {} : { after }) });
    for (const alarm of page.alarms) if (alarm.eventId.startsWith("storm-")) stored.add(alarm.eventId);
    if (page.next === null) break;
    after = page.next;
  }
  expect(stored.size).toBe(total);
}, 120_000);
