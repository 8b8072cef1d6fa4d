// The people who may log in, and their roles.
import { sessionUserSchema, userCreateSchema, userPatchSchema } from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { NO_CONTENT, PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const params = z.object({ id: z.string().min(1).max(100) });

export function userRoutes(app: ZodApp, { accounts }: AppDeps): void {
  const tags = ["accounts"];
  app.get(
    "/users",
    {
      config: { policy: { allow: "administrator", action: "user.view" } },
      schema: {
        tags,
        summary: "All users",
        response: { 200: z.object({ users: z.array(sessionUserSchema) }), ...PROBLEMS },
      },
    },
    async () => ({ users: await accounts.list() }),
  );
  app.post(
    "/users",
    {
      config: { policy: { allow: "administrator", action: "user.add" } },
      schema: {
        tags,
        summary: "Adds a user",
        body: userCreateSchema,
        response: { 201: sessionUserSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => reply.status(201).send(await accounts.create(request.body)),
  );
  app.patch(
    "/users/:id",
    {
      config: { policy: { allow: "administrator", action: "user.change" } },
      schema: {
        tags,
        summary: "Changes a user; a new role or password ends all sessions of the person",
        params,
        body: userPatchSchema,
        response: { 200: sessionUserSchema, ...PROBLEMS },
      },
    },
    (request) => accounts.change(request.params.id, request.body),
  );
  app.delete(
    "/users/:id",
    {
      config: { policy: { allow: "administrator", action: "user.remove" } },
      schema: {
        tags,
        summary: "Removes a user and ends all their sessions",
        params,
        response: { 204: NO_CONTENT, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      await accounts.remove(request.params.id);
      return reply.status(204).send(null);
    },
  );
}
