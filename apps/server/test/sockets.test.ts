// A client that reads too slowly, in virtual time: closed after ten seconds, told why, and never holding more than a megabyte.
import { once } from "node:events";
import type { Clock } from "@vigie/core";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { CLOSE_TOO_SLOW } from "../src/sockets/open-sockets.ts";
import { createPacedSender, MAX_WAITING_BYTES } from "../src/sockets/paced-sender.ts";

class VirtualClock implements Clock {
  #now = 0;
  #timers: { at: number; task: () => void }[] = [];
  nowMs = () => this.#now;
  monotonicMs = () => this.#now;
  after = (delayMs: number, task: () => void) => {
    const timer = { at: this.#now + delayMs, task };
    this.#timers.push(timer);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
    };
  };
  advance(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const next = this.#timers.filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#now = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.task();
    }
    this.#now = until;
  }
}

let server: WebSocketServer;
beforeAll(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await once(server, "listening");
});
afterAll(() => {
  server.close();
});

async function pair(): Promise<{ client: WebSocket; served: WebSocket }> {
  const { port } = server.address() as { port: number };
  const connection = once(server, "connection");
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const [served] = (await connection) as [WebSocket];
  await once(client, "open");
  return { client, served };
}

it("a client that does not read is behind at a megabyte and closed after ten seconds", async () => {
  const { client, served } = await pair();
  const clock = new VirtualClock();
  const tooSlow = vi.fn();
  const sender = createPacedSender(served, clock, tooSlow);
  client.pause();
  const piece = new Uint8Array(64 * 1024);
  while (!sender.isBehind() || served.bufferedAmount === 0) {
    if (!sender.isBehind()) sender.send(piece);
    else await new Promise(setImmediate);
  }
  expect(served.bufferedAmount).toBeLessThanOrEqual(MAX_WAITING_BYTES + 128 * 1024);
  clock.advance(9_000);
  expect(tooSlow).not.toHaveBeenCalled();
  clock.advance(1_500);
  expect(tooSlow).toHaveBeenCalledOnce();
  const closed = once(client, "close");
  client.resume();
  expect((await closed)[0]).toBe(CLOSE_TOO_SLOW);
  await sender.drained();
});

it("a client that reads is never closed, however long it stays", async () => {
  const { client, served } = await pair();
  const clock = new VirtualClock();
  const tooSlow = vi.fn();
  const sender = createPacedSender(served, clock, tooSlow);
  for (let i = 0; i < 30; i++) {
    sender.send(new Uint8Array(200_000));
    await sender.drained();
    clock.advance(5_000);
  }
  expect(tooSlow).not.toHaveBeenCalled();
  expect(served.readyState).toBe(WebSocket.OPEN);
  client.close();
});
