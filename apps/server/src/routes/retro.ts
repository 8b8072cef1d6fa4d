// Questions about the stored past: what would this scenario have found.
import { AppError, retroJobSchema, retroRequestSchema, sceneSchema, slugSchema } from "@vigie/contracts";
import { nothingStored, requireAnswerable } from "@vigie/engine";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { withSiteHolidays } from "../scenarios/scene-in-force.ts";
import { readSiteSettings } from "../site-settings.ts";

const params = z.object({ id: slugSchema });
const jobParams = z.object({ jobId: z.string().min(1).max(100) });
const LONGEST_MS = 31 * 86_400_000;

export function retroRoutes(app: ZodApp, { records, cameras, retro }: AppDeps): void {
  const tags = ["retro"];
  app.post(
    "/cameras/:id/retro",
    {
      config: { policy: { allow: "operator", action: "retro.ask" } },
      schema: {
        tags,
        summary:
          "Asks what a scenario, with these drawings, would have found in the stored tracks; answers at once with a job",
        params,
        body: retroRequestSchema,
        response: { 202: retroJobSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const { id: cameraId } = await cameras.view(request.params.id);
      const { lines, zones, groundPlane, fromMs, toMs } = request.body;
      // The site's holidays hold for the past as they do live.
      const scenario = withSiteHolidays(request.body.scenario, await readSiteSettings(records));
      requireAnswerable(scenario);
      requireDrawn({ lines, zones, scenarios: [scenario] });
      if (toMs - fromMs > LONGEST_MS) {
        throw new AppError({
          code: "request.bad-span",
          kind: "invalid",
          message: `"fromMs" and "toMs" may be at most 31 days apart.`,
        });
      }
      if (!(await records.trajectories.has(cameraId, fromMs, toMs))) throw nothingStored(cameraId);
      const question = { cameraId, scenario, lines, zones, groundPlane, fromMs, toMs };
      return reply.status(202).send(retro.start(question));
    },
  );
  app.get(
    "/retro/:jobId",
    {
      config: { policy: { allow: "operator", action: "retro.view" } },
      schema: {
        tags,
        summary: "How far the question is, and its answer",
        params: jobParams,
        response: { 200: retroJobSchema, ...PROBLEMS },
      },
    },
    async (request) => retro.get(request.params.jobId),
  );
  app.delete(
    "/retro/:jobId",
    {
      config: { policy: { allow: "operator", action: "retro.cancel" } },
      schema: {
        tags,
        summary: "Takes the question back",
        params: jobParams,
        response: { 200: retroJobSchema, ...PROBLEMS },
      },
    },
    async (request) => retro.cancel(request.params.jobId),
  );
}

/** Every line and zone that the scenario speaks of is among the drawings. Errors: `request.invalid`. */
function requireDrawn(scene: z.input<typeof sceneSchema>): void {
  const checked = sceneSchema.safeParse(scene);
  if (checked.success) return;
  const issue = checked.error.issues[0]!;
  throw new AppError({
    code: "request.invalid",
    kind: "invalid",
    message: `The drawing does not fit the scenario: ${issue.message}.`,
    details: { fields: [issue.path.map(String).join(".")] },
  });
}
