// The site: its name, its time zone, how long recordings are kept; and the worker processes.
import { AppError, type SiteSettings, siteSettingsSchema } from "@vigie/contracts";
import type { Records } from "@vigie/core";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";

export const SITE_SETTING = "site";
const DEFAULT_RETENTION_DAYS = 7;

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
      requireTimeZone(request.body.timeZone);
      await records.settings.set(SITE_SETTING, JSON.stringify(request.body));
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

/** What was chosen, or the defaults: seven days, the machine's own time zone. */
export async function readSiteSettings(records: Records): Promise<SiteSettings> {
  const text = await records.settings.get(SITE_SETTING);
  const stored = text === null ? null : siteSettingsSchema.safeParse(JSON.parse(text));
  if (stored?.success) return stored.data;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return { siteName: "Vigie", timeZone, retentionDays: DEFAULT_RETENTION_DAYS };
}

function requireTimeZone(name: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
  } catch (cause) {
    throw new AppError({
      code: "request.invalid",
      kind: "invalid",
      message: `The field "timeZone" must be an IANA name such as Europe/Paris; "${name}" is not known.`,
      cause,
    });
  }
}
