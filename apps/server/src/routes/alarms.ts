// The alarms: the queue, one alarm with its pictures, and what people decide about it.
import {
  type Alarm,
  AppError,
  alarmPageSchema,
  alarmQuerySchema,
  alarmSchema,
  verdictRequestSchema,
} from "@vigie/contracts";
import type { AlarmFilter } from "@vigie/core";
import { z } from "zod";
import { mediaPath } from "../alarms/alarm-media.ts";
import type { AppDeps } from "../app-deps.ts";
import { sendFile } from "../http/byte-range.ts";
import { userOf } from "../http/policy.ts";
import { BINARY, PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const params = z.object({ id: z.string().min(1).max(200) });

export function alarmRoutes(app: ZodApp, { records, files, desk }: AppDeps): void {
  const tags = ["alarms"];
  const answer = { 200: alarmSchema, ...PROBLEMS };

  app.get(
    "/alarms",
    {
      config: { policy: { allow: "viewer", action: "alarm.view" } },
      schema: {
        tags,
        summary: "Alarms, newest first or as the queue",
        querystring: alarmQuerySchema,
        response: { 200: alarmPageSchema, ...PROBLEMS },
      },
    },
    ({ query }) => records.alarms.list(toFilter(query)),
  );
  app.get(
    "/alarms/:id",
    {
      config: { policy: { allow: "viewer", action: "alarm.view" } },
      schema: { tags, summary: "One alarm", params, response: answer },
    },
    (request) => desk.get(request.params.id),
  );
  for (const media of [
    { name: "still.jpg", kind: "still", type: "image/jpeg" },
    { name: "clip.mp4", kind: "clip", type: "video/mp4" },
  ] as const) {
    app.get(
      `/alarms/:id/${media.name}`,
      {
        config: { policy: { allow: "viewer", action: "alarm.view-pictures" } },
        schema: {
          tags,
          summary:
            media.kind === "still" ? "The picture of the alarm" : "The clip of the alarm; byte ranges are served",
          params,
          produces: [media.type],
          response: { 200: BINARY, 206: BINARY, ...PROBLEMS },
        },
      },
      async (request, reply) => {
        const alarm = await desk.get(request.params.id);
        requireReady(alarm, media.kind);
        const path = mediaPath(alarm.eventId, media.kind) ?? "";
        return sendFile(request, reply, files, { path, type: media.type });
      },
    );
  }
  app.post(
    "/alarms/:id/acknowledge",
    {
      config: { policy: { allow: "operator", action: "alarm.acknowledge" } },
      schema: { tags, summary: "Says that a person looks at it", params, response: answer },
    },
    (request) => desk.acknowledge(request.params.id, userOf(request)),
  );
  app.post(
    "/alarms/:id/verdict",
    {
      config: { policy: { allow: "operator", action: "alarm.judge" } },
      schema: { tags, summary: "Closes it with a verdict", params, body: verdictRequestSchema, response: answer },
    },
    (request) => desk.judge(request.params.id, request.body, userOf(request)),
  );
  app.delete(
    "/alarms/:id/verdict",
    {
      config: { policy: { allow: "operator", action: "alarm.judge" } },
      schema: { tags, summary: "Takes a verdict back, at most 10 s after it was given", params, response: answer },
    },
    (request) => desk.undoVerdict(request.params.id),
  );
}

function toFilter(query: z.infer<typeof alarmQuerySchema>): AlarmFilter {
  const { state, camera, scenario, verdict, from, to, order, limit, after } = query;
  return {
    order,
    limit,
    ...(state === undefined ? {} : { states: [state].flat() }),
    ...(camera === undefined ? {} : { cameraId: camera }),
    ...(scenario === undefined ? {} : { scenarioId: scenario }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(from === undefined ? {} : { fromMs: from }),
    ...(to === undefined ? {} : { toMs: to }),
    ...(after === undefined ? {} : { after }),
  };
}

function requireReady(alarm: Alarm, kind: "still" | "clip"): void {
  const state = alarm[kind];
  if (state === "ready") return;
  if (state === "pending") {
    throw new AppError({
      code: "media.pending",
      kind: "conflict",
      message: `The ${kind} of this alarm is still being written; ask again in a moment.`,
      retryable: true,
    });
  }
  throw new AppError({
    code: "media.none",
    kind: "not-found",
    message: state === "failed" ? `The ${kind} of this alarm could not be written.` : `This alarm has no ${kind}.`,
  });
}
