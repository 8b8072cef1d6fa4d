// What was seen and recorded: events, recordings with their gaps, and counts.
import { AppError, countsSchema, eventPageSchema, recordingsSchema, slugSchema } from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { sendFile } from "../http/byte-range.ts";
import { BINARY, PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const DAY_MS = 86_400_000;
const MAX_SPAN_MS = 31 * DAY_MS;
const params = z.object({ id: slugSchema });
const eventQuery = z.strictObject({
  camera: slugSchema.optional(),
  scenario: slugSchema.optional(),
  from: z.coerce.number().optional(),
  to: z.coerce.number().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().max(500).optional(),
});
const spanQuery = z.strictObject({ from: z.coerce.number().optional(), to: z.coerce.number().optional() });
const segmentParams = z.object({
  id: slugSchema,
  file: z.string().regex(/^\d{1,12}\.mp4$/, "a recording is named by its number, for example 42.mp4"),
});

export function registerRoutes(app: ZodApp, { records, files, cameras, clock }: AppDeps): void {
  const span = (query: z.infer<typeof spanQuery>): { fromMs: number; toMs: number } => {
    const toMs = query.to ?? clock.nowMs();
    const fromMs = query.from ?? toMs - DAY_MS;
    if (toMs < fromMs || toMs - fromMs > MAX_SPAN_MS) {
      throw new AppError({
        code: "request.bad-span",
        kind: "invalid",
        message: `"from" must be before "to", and they may be at most 31 days apart (milliseconds since 1970).`,
      });
    }
    return { fromMs, toMs };
  };

  app.get(
    "/events",
    {
      config: { policy: { allow: "viewer", action: "event.view" } },
      schema: {
        tags: ["register"],
        summary: "What the scenarios saw, newest first",
        querystring: eventQuery,
        response: { 200: eventPageSchema, ...PROBLEMS },
      },
    },
    ({ query: { camera, scenario, from, to, limit, after } }) =>
      records.events.list({
        limit,
        ...(camera === undefined ? {} : { cameraId: camera }),
        ...(scenario === undefined ? {} : { scenarioId: scenario }),
        ...(from === undefined ? {} : { fromMs: from }),
        ...(to === undefined ? {} : { toMs: to }),
        ...(after === undefined ? {} : { after }),
      }),
  );
  app.get(
    "/cameras/:id/recordings",
    {
      config: { policy: { allow: "viewer", action: "recording.list" } },
      schema: {
        tags: ["register"],
        summary: "Recorded segments and the gaps between them; the last day without from and to",
        params,
        querystring: spanQuery,
        response: { 200: recordingsSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const { id } = await cameras.view(request.params.id);
      const { fromMs, toMs } = span(request.query);
      return { segments: await records.segments.list(id, fromMs, toMs) };
    },
  );
  app.get(
    "/cameras/:id/recordings/:file",
    {
      config: { policy: { allow: "operator", action: "recording.view" } },
      schema: {
        tags: ["register"],
        summary: "One recorded segment (MP4), named by its sequence; byte ranges are served",
        params: segmentParams,
        produces: ["video/mp4"],
        response: { 200: BINARY, 206: BINARY, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { id, file } = request.params;
      const sequence = Number.parseInt(file, 10);
      const segment = await records.segments.find(id, sequence);
      if (!segment) {
        throw new AppError({
          code: "recording.not-found",
          kind: "not-found",
          message: `Camera "${id}" has no recording ${sequence}; its time may be over.`,
        });
      }
      return sendFile(request, reply, files, { path: segment.path, type: "video/mp4" });
    },
  );
  app.get(
    "/cameras/:id/counts",
    {
      config: { policy: { allow: "department", action: "count.view" } },
      schema: {
        tags: ["register"],
        summary: "Crossings and occupancy in bins of 15 minutes; the last day without from and to",
        params,
        querystring: spanQuery,
        response: { 200: countsSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const { id } = await cameras.view(request.params.id);
      return { bins: await records.counts.list({ cameraId: id, ...span(request.query) }) };
    },
  );
}
