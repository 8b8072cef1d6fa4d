// From one sighting, candidates on other cameras by time and class, under a legal reference.
import { journeyRequestSchema, journeySchema } from "@vigie/contracts";
import type { AppDeps } from "../app-deps.ts";
import { userOf } from "../http/policy.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { askJourney } from "../journeys/journeys.ts";

export function journeyRoutes(app: ZodApp, deps: AppDeps): void {
  app.post(
    "/journeys",
    {
      config: { policy: { allow: "operator", action: "journey.ask" } },
      schema: {
        tags: ["journeys"],
        summary:
          "From one sighting, candidates on other cameras by time and class alone, under a legal reference; the question is kept in the journal",
        body: journeyRequestSchema,
        response: { 200: journeySchema, ...PROBLEMS },
      },
    },
    (request) => askJourney(deps, request.body, userOf(request)),
  );
}
