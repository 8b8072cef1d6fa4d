// A connection that comes back by itself, from the last cursor, with growing and scattered pauses; sockets, time and chance are given.

export type LinkState = "connecting" | "open" | "lost";

/** What the page may know about the connection. */
export interface LinkStatus {
  state: LinkState;
  /** When it was lost; null while it is open or was never open and not yet refused. Clock: `nowMs`. */
  lostAtMs: number | null;
  /** When the next attempt begins; null when none is planned. Clock: `nowMs`. */
  retryAtMs: number | null;
}

export interface LinkSocket {
  onMessage(listener: (text: string) => void): void;
  /** Called once, however the connection ended; `code` is the WebSocket's close code. */
  onClose(listener: (code: number) => void): void;
  close(): void;
}

export interface LinkDeps {
  /** Opens a socket that goes on after the cursor; null begins with what comes next. */
  open(after: number | null): LinkSocket;
  nowMs(): number;
  /** Range: 0 to 1. */
  random(): number;
  after(delayMs: number, run: () => void): { cancel(): void };
  /** Returns the sequence number that the message brings the cursor to, or null when it brings none. */
  receive(text: string, cursor: number | null): number | null;
  onStatus(status: LinkStatus): void;
  /** The server ended the session; no further attempt is made. */
  onSessionEnded(): void;
}

export interface Link {
  /** Tries now, instead of waiting. */
  retryNow(): void;
  /** The connection looks open but the server was not reached: drop it and begin again. */
  suspect(): void;
  cursor(): number | null;
  close(): void;
}

export const FIRST_PAUSE_MS = 500;
export const LONGEST_PAUSE_MS = 15_000;
const CLOSE_SESSION_ENDED = 4401;

/** Pause before attempt `attempt` (0 is the first after a loss): doubles up to the longest, then half of it is left to chance. */
export function pauseMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempt, 16));
  return full / 2 + (full / 2) * random;
}

export function createLink(deps: LinkDeps): Link {
  let cursor: number | null = null;
  let socket: LinkSocket | null = null;
  let timer: { cancel(): void } | null = null;
  let failures = 0;
  let lostAtMs: number | null = null;
  let closed = false;

  const connect = (): void => {
    timer?.cancel();
    timer = null;
    const current = deps.open(cursor);
    socket = current;
    deps.onStatus({ state: lostAtMs === null ? "connecting" : "lost", lostAtMs, retryAtMs: null });
    current.onMessage((text) => {
      if (socket !== current) return;
      // The first word of the server proves the connection; an accepted handshake alone does not.
      if (failures > 0 || lostAtMs !== null || cursor === null) {
        failures = 0;
        lostAtMs = null;
      }
      cursor = deps.receive(text, cursor) ?? cursor;
      deps.onStatus({ state: "open", lostAtMs: null, retryAtMs: null });
    });
    current.onClose((code) => {
      if (socket !== current || closed) return;
      socket = null;
      if (code === CLOSE_SESSION_ENDED) {
        closed = true;
        deps.onSessionEnded();
        return;
      }
      plan();
    });
  };
  const plan = (): void => {
    lostAtMs ??= deps.nowMs();
    const waitMs = pauseMs(failures++, deps.random());
    timer = deps.after(waitMs, connect);
    deps.onStatus({ state: "lost", lostAtMs, retryAtMs: deps.nowMs() + waitMs });
  };
  const drop = (): void => {
    const old = socket;
    socket = null;
    old?.close();
  };

  connect();
  return {
    retryNow() {
      if (closed || !timer) return;
      connect();
    },
    suspect() {
      if (closed || !socket) return;
      drop();
      plan();
    },
    cursor: () => cursor,
    close() {
      closed = true;
      timer?.cancel();
      drop();
    },
  };
}
