// The description of the API itself.
import { z } from "zod";
import type { ZodApp } from "../http/zod-app.ts";

export function openApiRoutes(app: ZodApp): void {
  app.get(
    "/openapi.json",
    {
      config: { policy: { allow: "public", action: "api.describe" } },
      schema: {
        tags: ["site"],
        summary: "This document (OpenAPI 3.1)",
        response: { 200: z.record(z.string(), z.unknown()) },
      },
    },
    async () => app.swagger() as unknown as Record<string, unknown>,
  );
}
