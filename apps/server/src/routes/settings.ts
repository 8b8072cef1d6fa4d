// The site: its name, its time zone, how long recordings are kept; and the worker processes.
import { siteSettingsSchema } from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { readSiteSettings, writeSiteSettings } from "../site-settings.ts";

const workersSchema = z.object({
  workers: z.array(
    z.object({
      pid: z.number(),
      cameras: z.array(z.string()),
      startedAtMs: z.number(),
      restarts: z.number(),
      rssBytes: z.number(),
      cpuShare: z.number(),
    }),
  ),
});

export function settingRoutes(app: ZodApp, { records, fleet }: AppDeps): void {
  app.get(
    "/settings",
    {
      config: { policy: { allow: "viewer", action: "settings.view" } },
      schema: { tags: ["site"], summary: "The site", response: { 200: siteSettingsSchema, ...PROBLEMS } },
    },
    () => readSiteSettings(records),
  );
  app.put(
    "/settings",
    {
      config: { policy: { allow: "administrator", action: "settings.change" } },
      schema: {
        tags: ["site"],
        summary: "Changes the site",
        body: siteSettingsSchema,
        response: { 200: siteSettingsSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      await writeSiteSettings(records, request.body);
      return request.body;
    },
  );
  app.get(
    "/fleet",
    {
      config: { policy: { allow: "administrator", action: "fleet.view" } },
      schema: { tags: ["site"], summary: "The worker processes", response: { 200: workersSchema, ...PROBLEMS } },
    },
    async () => ({ workers: fleet.workers() }),
  );
}
