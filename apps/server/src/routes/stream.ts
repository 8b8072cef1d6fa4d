// What changes, as it changes: the event stream over a WebSocket, the same entries as pages, and the live pictures.
import { AppError, journalEntrySchema, slugSchema } from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { userOf } from "../http/policy.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { readJournal } from "../sockets/journal-readers.ts";
import { serveLive } from "../sockets/live.ts";
import { createOpenSockets } from "../sockets/open-sockets.ts";
import { createEventStream } from "../sockets/stream.ts";

const journalQuery = z.strictObject({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
const streamQuery = z.strictObject({ after: z.coerce.number().int().min(0).optional() });
const HANDSHAKE = z.any().describe("the connection becomes a WebSocket");
const params = z.object({ id: slugSchema });

export function streamRoutes(
  app: ZodApp,
  { accounts, cameras, clock, fleet, metrics, records, logger }: AppDeps,
): void {
  const sockets = createOpenSockets(accounts, clock);
  const stream = createEventStream(records.journal, clock);
  app.addHook("preClose", async () => {
    sockets.close();
    stream.close();
  });

  app.get(
    "/journal",
    {
      config: { policy: { allow: "viewer", action: "journal.view" } },
      schema: {
        tags: ["stream"],
        summary: "Changes after a cursor",
        querystring: journalQuery,
        response: { 200: z.object({ entries: z.array(journalEntrySchema), last: z.number() }), ...PROBLEMS },
      },
    },
    async (request) => {
      const { query } = request;
      const { role } = userOf(request);
      const entries = await readJournal(records.journal, role, query.after, query.limit);
      return { entries, last: await records.journal.lastSeq() };
    },
  );
  app.route({
    method: "GET",
    url: "/stream",
    config: { policy: { allow: "viewer", action: "journal.view" } },
    schema: {
      tags: ["stream"],
      summary: "WebSocket: changes after a cursor, then live; first {type: hello, last}",
      querystring: streamQuery,
      response: { 101: HANDSHAKE, ...PROBLEMS },
    },
    handler: refusePlainRequest,
    wsHandler: (socket, request) => {
      const { after } = request.query as z.infer<typeof streamQuery>;
      sockets.add(socket, request);
      metrics.socketsOpen("stream", 1);
      socket.once("close", () => metrics.socketsOpen("stream", -1));
      stream
        .serve(socket, userOf(request).role, after ?? null, () => metrics.slowSocketClosed("stream"))
        .catch((err: unknown) => {
          logger.error({ err }, "The event stream of a client ended.");
          socket.close(1011, "the server could not read its journal");
        });
    },
  });
  app.route({
    method: "GET",
    url: "/cameras/:id/live",
    config: { policy: { allow: "viewer", action: "camera.view-live" } },
    schema: {
      tags: ["cameras"],
      summary: "WebSocket: live picture; text {type: hello, mimeType, cameraId}, then fragmented MP4",
      params,
      response: { 101: HANDSHAKE, ...PROBLEMS },
    },
    preHandler: async (request) => {
      await cameras.view((request.params as z.infer<typeof params>).id);
    },
    handler: refusePlainRequest,
    wsHandler: (socket, request) => {
      const { id } = request.params as z.infer<typeof params>;
      sockets.add(socket, request);
      metrics.socketsOpen("live", 1);
      socket.once("close", () => metrics.socketsOpen("live", -1));
      void serveLive(socket, id, { fleet, clock, onTooSlow: () => metrics.slowSocketClosed("live") });
    },
  });
}

function refusePlainRequest(): never {
  throw new AppError({
    code: "request.websocket-only",
    kind: "invalid",
    message: "This address is a WebSocket; open it with the ws or wss scheme.",
  });
}
