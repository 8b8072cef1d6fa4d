// The state of the site, for anyone: load balancers, monitors, the first page of the console.
import { healthReportSchema } from "@vigie/contracts";
import type { AppDeps } from "../app-deps.ts";
import { createHealthReport } from "../health/health-report.ts";
import { roleSuffices } from "../http/policy.ts";
import type { ZodApp } from "../http/zod-app.ts";

export function healthRoutes(app: ZodApp, deps: AppDeps): void {
  const reportHealth = createHealthReport({ ...deps, version: deps.config.version });
  app.get(
    "/health",
    {
      config: { policy: { allow: "public", action: "health.view" } },
      schema: { tags: ["site"], summary: "State of the site", response: { 200: healthReportSchema } },
    },
    async (request) => {
      const report = await reportHealth();
      // Which camera, and why with its address, is for people who may see cameras.
      const { user } = request;
      return user && roleSuffices(user.role, "viewer")
        ? report
        : { ...report, reasons: publicReasons(report.cameras, report.reasons) };
    },
  );
}

function publicReasons(cameras: { degraded: number; blind: number }, reasons: readonly string[]): string[] {
  const others = reasons.filter((reason) => !reason.startsWith("Camera "));
  const troubled = cameras.degraded + cameras.blind;
  return troubled === 0 ? others : [...others, `${troubled} cameras are degraded or blind.`];
}
