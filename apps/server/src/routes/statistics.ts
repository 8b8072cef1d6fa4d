// Figures over time, without any person in them.
import { statisticsCamerasSchema, statisticsQuerySchema, statisticsSchema } from "@vigie/contracts";
import type { AppDeps } from "../app-deps.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { readStatistics } from "../statistics/statistics.ts";

export function statisticsRoutes(app: ZodApp, { cameras, records }: AppDeps): void {
  app.get(
    "/statistics",
    {
      config: { policy: { allow: "department", action: "statistics.view" } },
      schema: {
        tags: ["register"],
        summary: "Events, crossings, occupancy or activity by hour, day or hour of the week; two periods side by side",
        querystring: statisticsQuerySchema,
        response: { 200: statisticsSchema, ...PROBLEMS },
      },
    },
    ({ query }) => readStatistics(records, query),
  );
  app.get(
    "/statistics/cameras",
    {
      config: { policy: { allow: "department", action: "statistics.view" } },
      schema: {
        tags: ["register"],
        summary: "Whose figures may be asked for, by name alone",
        response: { 200: statisticsCamerasSchema, ...PROBLEMS },
      },
    },
    async () => ({ cameras: (await cameras.list()).map(({ id, name }) => ({ id, name })) }),
  );
}
