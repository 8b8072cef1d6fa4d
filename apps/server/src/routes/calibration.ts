// What a scenario's scores are worth, what each threshold costs, and from which score on something may act without a person.
import { automaticRequestSchema, scenarioCalibrationSchema, slugSchema } from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { userOf } from "../http/policy.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const params = z.object({ id: slugSchema, scenarioId: slugSchema });

export function calibrationRoutes(app: ZodApp, { calibration, logger }: AppDeps): void {
  const tags = ["scenarios"];
  const answer = { 200: scenarioCalibrationSchema, ...PROBLEMS };
  app.get(
    "/cameras/:id/scenarios/:scenarioId/calibration",
    {
      config: { policy: { allow: "viewer", action: "scenario.view-calibration" } },
      schema: {
        tags,
        summary: "What verdicts say about its scores, and the price of each threshold",
        params,
        response: answer,
      },
    },
    ({ params: { id, scenarioId } }) => calibration.view(id, scenarioId),
  );
  app.put(
    "/cameras/:id/scenarios/:scenarioId/automatic",
    {
      config: { policy: { allow: "administrator", action: "scenario.allow-automatic" } },
      schema: {
        tags,
        summary:
          "Allows outputs to act without a person from a score on; no such output exists yet, so this is only kept and shown",
        params,
        body: automaticRequestSchema,
        response: answer,
      },
    },
    (request) => {
      const { id, scenarioId } = request.params;
      const user = userOf(request);
      logger.warn(
        { cameraId: id, scenarioId, user: user.name, ...request.body },
        "Acting without a person was allowed.",
      );
      return calibration.allow(id, scenarioId, request.body.score, user);
    },
  );
  app.delete(
    "/cameras/:id/scenarios/:scenarioId/automatic",
    {
      config: { policy: { allow: "administrator", action: "scenario.allow-automatic" } },
      schema: { tags, summary: "Takes that permission back", params, response: answer },
    },
    (request) => calibration.allow(request.params.id, request.params.scenarioId, null, userOf(request)),
  );
}
