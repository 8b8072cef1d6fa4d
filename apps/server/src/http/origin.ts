// Refuses what another website makes a browser send: state changes and WebSocket handshakes with a foreign Origin.
import { AppError } from "@vigie/contracts";
import type { FastifyInstance, FastifyRequest } from "fastify";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** Errors on the request: `origin.foreign` (403). Clients that are no browser send no Origin and pass. */
export function refuseForeignOrigins(app: FastifyInstance): void {
  app.addHook("onRequest", async (request) => {
    const changesState = !SAFE_METHODS.has(request.method);
    const isHandshake = request.headers.upgrade !== undefined;
    if ((changesState || isHandshake) && isForeign(request)) {
      throw new AppError({
        code: "origin.foreign",
        kind: "forbidden",
        message: "This request came from another website and was refused; open the console at its own address.",
      });
    }
  });
}

/** A refused handshake keeps no connection: its socket is no longer the HTTP server's, so nobody else would close it. */
export function closeRefusedHandshakes(app: FastifyInstance): void {
  app.addHook("onResponse", async (request, reply) => {
    if (request.headers.upgrade !== undefined && reply.statusCode >= 400) request.raw.socket.destroySoon();
  });
}

function isForeign(request: FastifyRequest): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return request.headers["sec-fetch-site"] === "cross-site";
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
}
