// What can be chosen: detectors that this machine has, and the kinds of scenarios with the schemas of their forms.
import { detectorsSchema, publishedScoresSchema, SCENARIO_KINDS, scenarioKindsSchema } from "@vigie/contracts";
import { ruledKinds } from "@vigie/core";
import { z } from "zod";
import scenarioScores from "../../assets/scenario-scores.json" with { type: "json" };
import type { AppDeps } from "../app-deps.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";

/** Written by `npm run eval -- --publish`. */
const published = publishedScoresSchema.parse(scenarioScores);

export function catalogueRoutes(app: ZodApp, { catalogue }: AppDeps): void {
  const kinds = SCENARIO_KINDS.map(({ kind, family, places, evidence, experimental, groundPlane, schema }) => ({
    kind,
    family,
    places: places.map(({ field, shape, many, optional }) => ({
      field,
      shape,
      many: many ?? false,
      optional: optional ?? false,
    })),
    evidence,
    experimental: experimental ?? false,
    groundPlane: groundPlane ?? ("none" as const),
    built: ruledKinds.includes(kind),
    scores: published.kinds[kind] ?? [],
    schema: z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Record<string, unknown>,
  }));
  app.get(
    "/detectors",
    {
      config: { policy: { allow: "viewer", action: "detector.view" } },
      schema: {
        tags: ["catalogue"],
        summary: "Detectors, best first, with the reason where one cannot be used",
        response: { 200: detectorsSchema, ...PROBLEMS },
      },
    },
    async () => {
      const entries = await catalogue.list();
      const detectors = entries.map((entry) => ({ ...entry, classes: [...entry.classes] }));
      return { detectors, best: detectors.find((entry) => entry.usable)?.name ?? "" };
    },
  );
  app.get(
    "/scenario-kinds",
    {
      config: { policy: { allow: "viewer", action: "scenario.view-kinds" } },
      schema: {
        tags: ["catalogue"],
        summary: "Kinds of scenarios, what is drawn for each, and its JSON Schema",
        response: { 200: scenarioKindsSchema, ...PROBLEMS },
      },
    },
    async () => ({ kinds }),
  );
}
