// Which cameras hold the analysis slots, moving a scenario to another camera, and the site's arm mode.
import {
  armModeSchema,
  scenarioMovedSchema,
  scenarioMoveSchema,
  siteSettingsSchema,
  slotsSchema,
  slugSchema,
} from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { userOf } from "../http/policy.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { readSiteSettings, writeSiteSettings } from "../site-settings.ts";

const params = z.object({ id: slugSchema, scenarioId: slugSchema });

export function slotRoutes(app: ZodApp, { cameras, clock, records }: AppDeps): void {
  app.get(
    "/slots",
    {
      config: { policy: { allow: "viewer", action: "slots.view" } },
      schema: {
        tags: ["scenarios"],
        summary: "Analysis slots and the cameras that hold them",
        response: { 200: slotsSchema, ...PROBLEMS },
      },
    },
    () => cameras.slots(),
  );
  app.post(
    "/cameras/:id/scenarios/:scenarioId/move",
    {
      config: { policy: { allow: "administrator", action: "scenario.move" } },
      schema: {
        tags: ["scenarios"],
        summary: "Moves a scenario with its drawing to another camera; where slots are limited, its slot moves along",
        params,
        body: scenarioMoveSchema,
        response: { 200: scenarioMovedSchema, ...PROBLEMS },
      },
    },
    ({ params: { id, scenarioId }, body: { toCameraId } }) => cameras.moveScenario(id, scenarioId, toCameraId),
  );
  app.put(
    "/arm-mode",
    {
      config: { policy: { allow: "operator", action: "site.arm" } },
      schema: {
        tags: ["site"],
        summary: "Puts one of the site's arm modes in force, at once",
        body: armModeSchema,
        response: { 200: siteSettingsSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const before = await readSiteSettings(records);
      const settings = { ...before, armMode: request.body.armMode };
      await writeSiteSettings(records, settings);
      if (before.armMode !== settings.armMode) {
        const { armMode } = settings;
        await records.journal.append({ type: "arm-mode", armMode, by: userOf(request).name }, clock.nowMs());
        await cameras.applySite();
      }
      return settings;
    },
  );
}
