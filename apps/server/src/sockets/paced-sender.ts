// Sends to one WebSocket client and knows how far behind it is: what waits, and how long the oldest of it has waited.
import type { Clock, Timer } from "@vigie/core";
import type { WebSocket } from "ws";
import { CLOSE_TOO_SLOW } from "./open-sockets.ts";

/** More than this never waits for one client. Unit: bytes. */
export const MAX_WAITING_BYTES = 1024 ** 2;
/** A client that has not taken what was sent to it within this time is closed. Unit: ms. */
export const MAX_WAITING_MS = 10_000;
const LOOK_MS = 1_000;

export interface PacedSender {
  send(data: string | Uint8Array): void;
  /** True when nothing more should be sent for now. */
  isBehind(): boolean;
  /** Resolves when everything sent has left, or the socket has closed. */
  drained(): Promise<void>;
}

/** Closes the socket with code 4408 and calls `onTooSlow` when its oldest message has waited too long. */
export function createPacedSender(socket: WebSocket, clock: Clock, onTooSlow: () => void): PacedSender {
  const waiting: { sinceMs: number; bytes: number }[] = [];
  let waitingBytes = 0;
  let onDrained: (() => void)[] = [];
  let timer: Timer | null = null;

  const release = (): void => {
    const waiters = onDrained;
    onDrained = [];
    for (const resolve of waiters) resolve();
  };
  const taken = (): void => {
    waitingBytes -= waiting.shift()?.bytes ?? 0;
    if (waiting.length === 0) release();
  };
  const look = (): void => {
    const oldest = waiting[0];
    if (oldest && clock.monotonicMs() - oldest.sinceMs >= MAX_WAITING_MS) {
      onTooSlow();
      socket.close(CLOSE_TOO_SLOW, "the client reads too slowly");
      timer = clock.after(LOOK_MS, () => socket.terminate());
      return;
    }
    timer = clock.after(LOOK_MS, look);
  };
  timer = clock.after(LOOK_MS, look);
  socket.once("close", () => {
    timer?.cancel();
    release();
  });

  return {
    send(data) {
      if (socket.readyState !== socket.OPEN) return;
      const bytes = typeof data === "string" ? Buffer.byteLength(data) : data.byteLength;
      waiting.push({ sinceMs: clock.monotonicMs(), bytes });
      waitingBytes += bytes;
      socket.send(data, taken);
    },
    isBehind: () => waitingBytes >= MAX_WAITING_BYTES,
    drained() {
      if (waiting.length === 0 || socket.readyState !== socket.OPEN) return Promise.resolve();
      return new Promise((resolve) => onDrained.push(resolve));
    },
  };
}
