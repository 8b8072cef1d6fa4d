// The site: its name, its time zone, how long recordings are kept, deleting them now; and the worker processes.
import { retentionReportSchema, retentionRunSchema, siteSettingsSchema } from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { userOf } from "../http/policy.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { requireEnoughSlots } from "../scenarios/analysis-slots.ts";
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

export function settingRoutes(app: ZodApp, { records, cameras, clock, fleet, retention, logger }: AppDeps): void {
  app.get(
    "/settings",
    {
      config: { policy: { allow: "department", action: "settings.view" } },
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
      const before = await readSiteSettings(records);
      requireEnoughSlots(await records.cameras.list(), request.body.analysisSlots);
      await writeSiteSettings(records, request.body);
      const { armMode, holidays } = request.body;
      if (armMode !== before.armMode)
        await records.journal.append({ type: "arm-mode", armMode, by: userOf(request).name }, clock.nowMs());
      if (armMode !== before.armMode || holidays.join() !== before.holidays.join()) await cameras.applySite();
      // Fewer days take effect at once; the answer does not wait for the files.
      retention
        .run()
        .catch((err: unknown) => logger.error({ err }, "The clean-up failed; it runs again within an hour."));
      return request.body;
    },
  );
  app.post(
    "/retention/run",
    {
      config: { policy: { allow: "administrator", action: "retention.run" } },
      schema: {
        tags: ["site"],
        summary: "Deletes what is too old now; with `confirmed` by the server's clock even where the clock has stepped",
        body: retentionRunSchema,
        response: { 200: retentionReportSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      if (request.body.confirmed) logger.warn({ user: userOf(request).name }, "The server's clock was confirmed.");
      const { removed, failed, ...counts } = await retention.run(request.body.confirmed);
      return { ...counts, filesRemoved: removed, filesFailed: failed.length };
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
