// The connection to the event stream: it comes back by itself, from the last entry, and never twice.
import type { Alarm } from "@vigie/contracts";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { compareInQueue, withAlarm } from "../src/app/stream/apply-entry.ts";
import { endedScenarios } from "../src/app/stream/ended-scenarios.ts";
import {
  createLink,
  FIRST_PAUSE_MS,
  type Link,
  type LinkStatus,
  LONGEST_PAUSE_MS,
  pauseMs,
} from "../src/app/stream/reconnecting.ts";

interface FakeSocket {
  after: number | null;
  say(text: string): void;
  end(code?: number): void;
  closed: boolean;
}

/** A world with its own clock: timers run when it is told to wait. */
function world() {
  const sockets: FakeSocket[] = [];
  const statuses: LinkStatus[] = [];
  let timers: { atMs: number; run: () => void }[] = [];
  let nowMs = 1_000_000;
  let sessionEnded = 0;
  const link: Link = createLink({
    open(after) {
      let onMessage = (_: string) => {};
      let onClose = (_: number) => {};
      const socket: FakeSocket = {
        after,
        closed: false,
        say: (text) => onMessage(text),
        end: (code = 1006) => onClose(code),
      };
      sockets.push(socket);
      return {
        onMessage: (listener) => (onMessage = listener),
        onClose: (listener) => (onClose = listener),
        close: () => (socket.closed = true),
      };
    },
    nowMs: () => nowMs,
    random: () => 1,
    after(delayMs, run) {
      const timer = { atMs: nowMs + delayMs, run };
      timers.push(timer);
      return { cancel: () => (timers = timers.filter((item) => item !== timer)) };
    },
    receive: (text) => (text === "hello" ? 7 : Number(text)),
    onStatus: (status) => statuses.push(status),
    onSessionEnded: () => sessionEnded++,
  });
  return {
    link,
    sockets,
    last: () => sockets.at(-1)!,
    status: () => statuses.at(-1)!,
    timers: () => timers.length,
    ended: () => sessionEnded,
    wait(ms: number) {
      nowMs += ms;
      const due = timers.filter(({ atMs }) => atMs <= nowMs);
      timers = timers.filter(({ atMs }) => atMs > nowMs);
      for (const { run } of due) run();
    },
  };
}

describe("the link", () => {
  let w: ReturnType<typeof world>;
  beforeEach(() => {
    w = world();
  });

  it("begins without a cursor and is open only when the server has spoken", () => {
    expect(w.last().after).toBeNull();
    expect(w.status().state).toBe("connecting");
    w.last().say("hello");
    expect(w.status()).toEqual({ state: "open", lostAtMs: null, retryAtMs: null });
  });

  it("goes on after the last entry that arrived", () => {
    w.last().say("hello");
    w.last().say("12");
    w.last().end();
    expect(w.status()).toMatchObject({ state: "lost", lostAtMs: 1_000_000, retryAtMs: 1_000_000 + FIRST_PAUSE_MS });
    w.wait(FIRST_PAUSE_MS);
    expect(w.sockets).toHaveLength(2);
    expect(w.last().after).toBe(12);
  });

  it("waits longer each time, keeps the moment of the loss, and begins anew after a success", () => {
    w.last().say("hello");
    const waits: number[] = [];
    for (let i = 0; i < 8; i++) {
      w.last().end();
      const { retryAtMs, lostAtMs } = w.status();
      expect(lostAtMs).toBe(1_000_000);
      const waitMs = retryAtMs! - (1_000_000 + waits.reduce((sum, ms) => sum + ms, 0));
      waits.push(waitMs);
      w.wait(waitMs);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
    w.last().say("13");
    expect(w.status().state).toBe("open");
    w.last().end();
    expect(w.timers()).toBe(1);
    w.wait(FIRST_PAUSE_MS);
    expect(w.last().after).toBe(13);
  });

  it("stays lost while the next attempt has not been answered", () => {
    w.last().end();
    w.wait(FIRST_PAUSE_MS);
    expect(w.status()).toMatchObject({ state: "lost", retryAtMs: null });
  });

  it("tries at once when it is told to, with one socket only", () => {
    w.last().end();
    w.link.retryNow();
    w.link.retryNow();
    expect(w.sockets).toHaveLength(2);
    w.wait(60_000);
    expect(w.sockets).toHaveLength(2);
  });

  it("drops a socket that is suspected and hears nothing of it any more", () => {
    w.last().say("hello");
    const old = w.last();
    w.link.suspect();
    expect(old.closed).toBe(true);
    old.say("99");
    old.end();
    expect(w.link.cursor()).toBe(7);
    expect(w.timers()).toBe(1);
  });

  it("makes no further attempt when the session has ended, or after it was closed", () => {
    w.last().end(4401);
    expect([w.ended(), w.timers()]).toEqual([1, 0]);
    const other = world();
    other.link.close();
    other.last().end();
    expect(other.timers()).toBe(0);
  });

  it("pauses between half and all of a span that doubles up to 15 s", () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16));
        const pause = pauseMs(attempt, random);
        expect(pause >= full / 2 && pause <= full).toBe(true);
      }),
    );
  });
});

describe("the queue", () => {
  const alarm = (id: string, change: Partial<Alarm> = {}) =>
    ({ id, priority: "normal", score: 0.8, raisedAtMs: 1000, state: "raised", ...change }) as Alarm;

  it("is ordered by priority, confidence, age", () => {
    const queue = [
      alarm("young", { raisedAtMs: 2000 }),
      alarm("low", { priority: "low", score: 1 }),
      alarm("sure", { score: 0.9 }),
      alarm("high", { priority: "high", score: 0.1 }),
      alarm("old", { raisedAtMs: 500 }),
    ];
    expect(queue.sort(compareInQueue).map(({ id }) => id)).toEqual(["high", "sure", "old", "young", "low"]);
  });

  it("takes an alarm in, changes it in place, and lets it go when it is cleared", () => {
    const queue = withAlarm([alarm("a")], alarm("b", { priority: "high" }));
    expect(queue.map(({ id }) => id)).toEqual(["b", "a"]);
    expect(withAlarm(queue, alarm("a", { state: "acknowledged" })).map(({ state }) => state)).toEqual([
      "raised",
      "acknowledged",
    ]);
    expect(withAlarm(queue, alarm("b", { state: "cleared" })).map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("temporary scenarios that have ended", () => {
  const NOW_MS = Date.parse("2026-05-01T10:00:00Z");
  const camera = (id: string, ...untils: (string | undefined)[]) =>
    ({ id, name: `Camera ${id}`, scene: { scenarios: untils.map((until, i) => ({ id: `s${i}`, until })) } }) as never;
  const told = (cameras: never[], read: string[] = []) =>
    endedScenarios(cameras, NOW_MS, read).map(({ key, cameraName }) => [key, cameraName]);

  it("are told to whoever comes later too, once, and no more after a week", () => {
    const cameras = [
      camera("mill", undefined, "2026-05-01T09:59:00Z", "2026-05-01T11:00:00Z"),
      camera("yard", "2026-04-30T06:00:00Z", "2026-04-20T06:00:00Z"),
    ];
    const [yard, mill] = [`yard/s0/${Date.parse("2026-04-30T06:00:00Z")}`, `mill/s1/${NOW_MS - 60_000}`];
    expect(told(cameras)).toEqual([
      [yard, "Camera yard"],
      [mill, "Camera mill"],
    ]);
    expect(told(cameras, [yard])).toEqual([[mill, "Camera mill"]]);
    expect(told([camera("mill", "2026-05-01T09:59:30Z")], [mill]), "another end is told anew").toHaveLength(1);
  });
});
