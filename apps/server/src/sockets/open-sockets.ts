// The WebSockets that are open, by person and session, so that a right that ends also ends its streams.
import type { Role } from "@vigie/contracts";
import type { Clock, Timer } from "@vigie/core";
import type { FastifyRequest } from "fastify";
import type { WebSocket } from "ws";
import type { Accounts } from "../accounts/accounts.ts";
import { roleSuffices } from "../http/policy.ts";

/** Sessions that ended elsewhere (logged out, expired) are noticed within this time. Unit: ms. */
const RECHECK_MS = 4_000;
/** WebSocket close codes 4000 to 4999 are ours: 4401 log in again · 4408 too slow. */
export const CLOSE_SESSION_ENDED = 4401;
export const CLOSE_TOO_SLOW = 4408;

interface OpenSocket {
  socket: WebSocket;
  userId: string;
  sessionId: string;
  cookie: string | undefined;
  role: Role;
}

export interface OpenSockets {
  /** Keeps the socket until it closes; it is closed when its session ends or its person loses the role it began with. */
  add(socket: WebSocket, request: FastifyRequest): void;
  count(): number;
  /** Closes all sockets and ends the checks. */
  close(): void;
}

export function createOpenSockets(accounts: Accounts, clock: Clock): OpenSockets {
  const open = new Set<OpenSocket>();
  let timer: Timer | null = null;

  const end = (item: OpenSocket): void => item.socket.close(CLOSE_SESSION_ENDED, "the session has ended");

  const recheck = async (): Promise<void> => {
    const bySession = Map.groupBy(open, (item) => item.sessionId);
    for (const items of bySession.values()) {
      const session = await accounts.sessionOf(items[0]!.cookie).catch(() => undefined);
      if (session === undefined) continue; // the store did not answer: nobody is thrown out for that
      for (const item of items) if (!session || !roleSuffices(session.user.role, item.role)) end(item);
    }
  };
  const plan = (): void => {
    timer = clock.after(RECHECK_MS, () => void recheck().finally(() => (timer ? plan() : undefined)));
  };
  plan();
  accounts.onSessionsEnded((userId) => {
    for (const item of open) if (item.userId === userId) end(item);
  });

  return {
    add(socket, request) {
      const { user, sessionId } = request;
      if (!user || !sessionId) return socket.close(CLOSE_SESSION_ENDED, "log in first");
      const item = { socket, userId: user.id, sessionId, cookie: request.headers.cookie, role: user.role };
      open.add(item);
      socket.once("close", () => open.delete(item));
    },
    count: () => open.size,
    close() {
      timer?.cancel();
      timer = null;
      for (const { socket } of open) socket.terminate();
    },
  };
}
