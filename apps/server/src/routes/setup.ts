// The first start: whether an administrator is needed, and the one request that makes the first one.
import { sessionUserSchema, setupRequestSchema, setupStateSchema } from "@vigie/contracts";
import { passToLibrary } from "../accounts/auth-gateway.ts";
import type { AppDeps } from "../app-deps.ts";
import { nameDemoSite } from "../cameras/demo-language.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { readSiteSettings, requireTimeZone, writeSiteSettings } from "../site-settings.ts";

export function setupRoutes(app: ZodApp, deps: AppDeps): void {
  const { setup, library, config, records } = deps;
  app.get(
    "/setup",
    {
      config: { policy: { allow: "public", action: "setup.view" } },
      schema: {
        tags: ["accounts"],
        summary: "Whether the first administrator is still to be made",
        response: { 200: setupStateSchema, ...PROBLEMS },
      },
    },
    async () => ({ needed: await setup.needed() }),
  );
  app.post(
    "/setup",
    {
      config: {
        policy: { allow: "public", action: "setup.enter" },
        rateLimit: { max: config.maxLoginsPerMinute, timeWindow: 60_000 },
      },
      schema: {
        tags: ["accounts"],
        summary: "Makes the first administrator and logs in",
        body: setupRequestSchema,
        response: { 201: sessionUserSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { language, timeZone, ...person } = request.body;
      if (timeZone !== undefined) requireTimeZone(timeZone);
      const user = await setup.enter(person);
      // The administrator is made: a clock or names as before are no reason to refuse the way in.
      const warn = (cause: unknown) => request.log.warn(cause);
      if (timeZone !== undefined)
        await readSiteSettings(records)
          .then((site) => writeSiteSettings(records, { ...site, timeZone }))
          .catch(warn);
      if (language) await nameDemoSite(language, deps).catch(warn);
      const { email, password } = person;
      await passToLibrary(library, request, reply, "/sign-in/email", { email, password });
      return reply.status(201).send(user);
    },
  );
}
