// The event stream and the live picture, read by real WebSocket clients: quick ones, slow ones, and ones that lose their right.
import { once } from "node:events";
import type { JournalEntry } from "@vigie/contracts";
import { systemClock } from "@vigie/store";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { WebSocket } from "ws";
import { CLOSE_SESSION_ENDED } from "../src/sockets/open-sockets.ts";
import { intrusion, PASSWORD, startSite, type TestSite, type Visitor } from "./site.ts";

const PATIENCE = { timeout: 20_000, interval: 10 };
let site: TestSite;
let viewer: Visitor;
beforeAll(async () => {
  // Nobody is too slow here, however slow the machine: that time stands still (it is judged in sockets.test.ts).
  site = await startSite({ clock: { ...systemClock(), monotonicMs: () => 0 } });
  viewer = await site.as("viewer");
  await site.cameras.create({ id: "yard", name: "Yard", source: { kind: "rtsp", url: "rtsp://192.0.2.1/1" } });
});
afterAll(() => site.close());

/** Everything that a client has received; texts as JSON. */
class Listener {
  readonly texts: (JournalEntry | { type: "hello"; last: number } | { type: string })[] = [];
  readonly binary: number[] = [];
  readonly closed: Promise<number>;
  readonly socket: WebSocket;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on("message", (data: Buffer, isBinary) => {
      if (isBinary) this.binary.push(data[0]!);
      else this.texts.push(JSON.parse(data.toString("utf8")));
    });
    socket.on("error", () => {});
    this.closed = once(socket, "close").then(([code]) => code as number);
  }

  seqs(): number[] {
    return this.texts.flatMap((text) => ("seq" in text ? [text.seq] : []));
  }

  async until(last: number): Promise<void> {
    await vi.waitFor(() => expect(this.seqs().at(-1)).toBe(last), PATIENCE);
  }
}

const listen = (path: string, visitor = viewer) => new Listener(visitor.open(path));
const change = (n: number) => site.records.journal.append({ type: "camera", cameraId: `c${n}`, change: "changed" }, n);
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + 1 + i);

describe("the event stream", () => {
  it("begins with where it stands, and without a cursor with what comes next", async () => {
    const last = await site.records.journal.lastSeq();
    const client = listen("/api/v1/stream");
    await vi.waitFor(() => expect(client.texts[0]).toEqual({ type: "hello", last }), PATIENCE);
    await site.listener.onEvent(intrusion("streamed"));
    await client.until(last + 1);
    expect(client.texts[1]).toMatchObject({ type: "alarm", seq: last + 1, alarm: { eventId: "streamed" } });
    client.socket.close();
  });

  it("from a cursor misses nothing and repeats nothing while entries pour in and clients come and go", async () => {
    const start = await site.records.journal.lastSeq();
    const total = 1500;
    const writing = (async () => {
      for (let n = 0; n < total; n++) await change(n);
    })();
    const collect = async (stays: number): Promise<number[]> => {
      const seen: number[] = [];
      let cursor = start;
      while (cursor < start + total) {
        const client = listen(`/api/v1/stream?after=${cursor}`);
        const enough = cursor + stays;
        await vi.waitFor(
          () => expect(client.seqs().at(-1) ?? 0).toBeGreaterThanOrEqual(Math.min(enough, start + total)),
          {
            timeout: 100_000,
            interval: 5,
          },
        );
        client.socket.terminate();
        seen.push(...client.seqs());
        cursor = seen.at(-1)!;
      }
      return seen;
    };
    const results = await Promise.all([collect(total), collect(97), collect(331), collect(1000)]);
    await writing;
    for (const seen of results) expect(seen).toEqual(range(start, start + total));
  }, 120_000);

  it("with a cursor from another store's future begins now instead of waiting for ever", async () => {
    const last = await site.records.journal.lastSeq();
    const client = listen(`/api/v1/stream?after=${last + 1_000_000}`);
    await vi.waitFor(() => expect(client.texts).toHaveLength(1), PATIENCE);
    await change(1);
    await client.until(last + 1);
    client.socket.close();
  });

  it("serves the same entries as pages", async () => {
    const last = await site.records.journal.lastSeq();
    const page = (await (await viewer.get(`/api/v1/journal?after=${last - 3}&limit=2`)).json()) as {
      entries: JournalEntry[];
      last: number;
    };
    expect(page.entries.map((entry) => entry.seq)).toEqual([last - 2, last - 1]);
    expect(page.last).toBe(last);
  });

  it("a client that does not read holds up nobody, holds little memory, and later misses nothing", async () => {
    const start = await site.records.journal.lastSeq();
    const slow = listen(`/api/v1/stream?after=${start}`);
    await once(slow.socket, "open");
    slow.socket.pause();
    const quick = listen(`/api/v1/stream?after=${start}`);
    const why = "x".repeat(20_000);
    for (let n = 0; n < 600; n++) {
      await site.records.journal.append(
        { type: "health", health: { ...(await site.cameras.view("yard")).health, reason: why } },
        n,
      );
    }
    await quick.until(start + 600);
    const waiting = [...site.app.websocketServer.clients].map((client) => client.bufferedAmount);
    expect(Math.max(...waiting)).toBeLessThan(1.2 * 1024 ** 2);
    slow.socket.resume();
    await slow.until(start + 600);
    expect(slow.seqs()).toEqual(range(start, start + 600));
    slow.socket.close();
    quick.socket.close();
  });
});

describe("the live picture", () => {
  it("says what comes, then the beginning, then what follows; and ends with the reason", async () => {
    const client = listen("/api/v1/cameras/yard/live");
    await vi.waitFor(() => expect(client.binary).toEqual([1, 2]), PATIENCE);
    expect(client.texts).toEqual([{ type: "hello", mimeType: 'video/mp4; codecs="avc1.42c01e"', cameraId: "yard" }]);
    site.fleet.send("yard", { kind: "fragment", data: Uint8Array.from([3]), isKey: false, capturedAtMs: 1 });
    await vi.waitFor(() => expect(client.binary).toEqual([1, 2, 3]), PATIENCE);
    for (const viewer of site.fleet.viewers.get("yard")!) viewer.onEnd("rtsp://a:b@h/ was lost");
    await client.closed;
    expect(client.texts[1]).toEqual({ type: "end", reason: "rtsp://h/ was lost" });
    await vi.waitFor(() => expect(site.fleet.viewers.get("yard")!.size).toBe(0), PATIENCE);
  });

  it("of a camera that is not there is a plain 404", async () => {
    const socket = viewer.open("/api/v1/cameras/nowhere/live");
    socket.on("error", () => {});
    const [request, response] = await once(socket, "unexpected-response");
    expect(response.statusCode).toBe(404);
    request.destroy();
  });

  it("for a slow client goes on at a picture from which a player can start", async () => {
    const client = listen("/api/v1/cameras/yard/live");
    await vi.waitFor(() => expect(client.binary).toEqual([1, 2]), PATIENCE);
    client.socket.pause();
    const piece = (first: number, isKey: boolean) => ({
      kind: "fragment" as const,
      data: new Uint8Array(64 * 1024).fill(first),
      isKey,
      capturedAtMs: 0,
    });
    const behind = () => [...site.app.websocketServer.clients].find((other) => other.bufferedAmount > 0);
    for (let i = 0; !behind() || i % 400 !== 0; i++) {
      site.fleet.send("yard", piece(i % 20 === 0 ? 10 : 11, i % 20 === 0));
      if (i % 10 === 0) await new Promise(setImmediate);
    }
    const serverSide = behind();
    expect(serverSide!.bufferedAmount).toBeLessThan(1.3 * 1024 ** 2);
    client.socket.resume();
    await vi.waitFor(() => expect(serverSide!.bufferedAmount).toBe(0), PATIENCE);
    // What has left the server has arrived once the client answers.
    const answered = once(serverSide!, "pong");
    serverSide!.ping();
    await answered;
    const before = client.binary.length;
    site.fleet.send("yard", piece(11, false));
    site.fleet.send("yard", piece(12, true));
    site.fleet.send("yard", piece(11, false));
    await vi.waitFor(() => expect(client.binary.slice(before)).toEqual([12, 11]), PATIENCE);
    client.socket.close();
  });
});

describe("a right that ends also ends its streams", () => {
  const person = async (name: string) => {
    const email = `${name}@example.org`;
    const user = await site.accounts.create({ name, email, password: PASSWORD, role: "operator" });
    const visitor = site.visitor();
    await visitor.send("POST", "/api/v1/auth/sign-in/email", { email, password: PASSWORD });
    return { user, visitor };
  };

  it.each([
    ["removed", (path: string, admin: Visitor) => admin.send("DELETE", path)],
    ["given another role", (path: string, admin: Visitor) => admin.send("PATCH", path, { role: "viewer" })],
    [
      "given another password",
      (path: string, admin: Visitor) => admin.send("PATCH", path, { password: "another long one" }),
    ],
  ])("of a person who is %s", async (name, act) => {
    const { user, visitor } = await person(name.replaceAll(" ", "-"));
    const clients = [listen("/api/v1/stream", visitor), listen("/api/v1/cameras/yard/live", visitor)];
    await vi.waitFor(() => expect(clients.every((client) => client.texts.length > 0)).toBe(true), PATIENCE);
    const done = await act(`/api/v1/users/${user.id}`, await site.as("administrator"));
    expect(done.status).toBeLessThan(300);
    expect(await Promise.all(clients.map((client) => client.closed))).toEqual([
      CLOSE_SESSION_ENDED,
      CLOSE_SESSION_ENDED,
    ]);
    expect((await visitor.get("/api/v1/session")).status).toBe(401);
  });

  it("of a person who logs out", async () => {
    const { visitor } = await person("leaver");
    const client = listen("/api/v1/stream", visitor);
    await vi.waitFor(() => expect(client.texts).toHaveLength(1), PATIENCE);
    await visitor.send("POST", "/api/v1/auth/sign-out");
    expect(await client.closed).toBe(CLOSE_SESSION_ENDED);
  });

  it("but the last administrator can neither go nor step down", async () => {
    const administrator = await site.as("administrator");
    const { id } = (await (await administrator.get("/api/v1/session")).json()) as { id: string };
    expect((await administrator.send("DELETE", `/api/v1/users/${id}`)).status).toBe(409);
    expect((await administrator.send("PATCH", `/api/v1/users/${id}`, { role: "viewer" })).status).toBe(409);
    expect((await administrator.get("/api/v1/users")).status).toBe(200);
  });
});
