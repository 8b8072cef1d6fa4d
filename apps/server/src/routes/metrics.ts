// Figures for Prometheus, for this machine and for administrators.
import type { AppDeps } from "../app-deps.ts";
import type { ZodApp } from "../http/zod-app.ts";

export function metricsRoutes(app: ZodApp, { metrics }: AppDeps): void {
  app.get(
    "/metrics",
    { config: { policy: { allow: "local-or-administrator", action: "metrics.view" } }, schema: { hide: true } },
    async (_request, reply) => {
      const { contentType, text } = await metrics.render();
      return reply.header("content-type", contentType).send(text);
    },
  );
}
