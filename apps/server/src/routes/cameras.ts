// The cameras: list, add, change, remove, probe, and their newest picture.
import {
  type CameraView,
  cameraCreateSchema,
  cameraPatchSchema,
  cameraViewSchema,
  probeRequestSchema,
  probeResultSchema,
  slugSchema,
} from "@vigie/contracts";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { BINARY, NO_CONTENT, PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const params = z.object({ id: slugSchema });
const versionHeader = z.object({ "if-match": z.string().max(200).optional() });
const stillQuery = z.strictObject({ width: z.coerce.number().int().min(16).max(3840).default(1280) });

export function cameraRoutes(app: ZodApp, { cameras, fleet }: AppDeps): void {
  const tags = ["cameras"];
  app.get(
    "/cameras",
    {
      config: { policy: { allow: "viewer", action: "camera.view" } },
      schema: {
        tags,
        summary: "All cameras with their health",
        response: { 200: z.object({ cameras: z.array(cameraViewSchema) }), ...PROBLEMS },
      },
    },
    async () => ({ cameras: await cameras.list() }),
  );
  app.post(
    "/cameras",
    {
      config: { policy: { allow: "administrator", action: "camera.add" } },
      schema: {
        tags,
        summary: "Adds a camera",
        body: cameraCreateSchema,
        response: { 201: cameraViewSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => reply.status(201).send(await cameras.create(request.body)),
  );
  app.post(
    "/cameras/probe",
    {
      config: { policy: { allow: "administrator", action: "camera.probe" } },
      schema: {
        tags,
        summary: "Opens a source once and says what it is",
        body: probeRequestSchema,
        response: { 200: probeResultSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const { still, ...found } = await fleet.probe(await cameras.sourceForFleet(request.body.source));
      return { ...found, still: `data:image/jpeg;base64,${Buffer.from(still).toString("base64")}` };
    },
  );
  app.get(
    "/cameras/:id",
    {
      config: { policy: { allow: "viewer", action: "camera.view" } },
      schema: {
        tags,
        summary: "One camera; its ETag is its version",
        params,
        response: { 200: cameraViewSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => tagged(reply, await cameras.view(request.params.id)),
  );
  app.patch(
    "/cameras/:id",
    {
      config: { policy: { allow: "administrator", action: "camera.change" } },
      schema: {
        tags,
        summary:
          "Changes a camera, its drawings and its scenarios; all of it or nothing. With If-Match and the version that was changed, 412 when somebody else was faster",
        params,
        headers: versionHeader,
        body: cameraPatchSchema,
        response: { 200: cameraViewSchema, ...PROBLEMS },
      },
    },
    async (request, reply) =>
      tagged(reply, await cameras.change(request.params.id, request.body, request.headers["if-match"])),
  );
  app.delete(
    "/cameras/:id",
    {
      config: { policy: { allow: "administrator", action: "camera.remove" } },
      schema: { tags, summary: "Removes a camera", params, response: { 204: NO_CONTENT, ...PROBLEMS } },
    },
    async (request, reply) => {
      await cameras.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
  app.post(
    "/cameras/:id/view/accept",
    {
      config: { policy: { allow: "operator", action: "camera.accept-view" } },
      schema: {
        tags,
        summary:
          "Says that what the camera shows now is its view, after it was told as moved, covered or blurred; 409 when nothing is wrong with it",
        params,
        response: { 204: NO_CONTENT, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await fleet.acceptView(request.params.id);
      return reply.status(204).send(null);
    },
  );
  app.get(
    "/cameras/:id/still.jpg",
    {
      config: { policy: { allow: "viewer", action: "camera.view" } },
      schema: {
        tags,
        summary: "The newest picture (JPEG)",
        params,
        querystring: stillQuery,
        produces: ["image/jpeg"],
        response: { 200: BINARY, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { jpeg, capturedAtMs } = await fleet.still(request.params.id, request.query.width);
      return reply
        .header("x-captured-at-ms", String(Math.round(capturedAtMs)))
        .type("image/jpeg")
        .send(Buffer.from(jpeg));
    },
  );
}

function tagged(reply: FastifyReply, camera: CameraView): CameraView {
  void reply.header("etag", `"${camera.version}"`);
  return camera;
}
