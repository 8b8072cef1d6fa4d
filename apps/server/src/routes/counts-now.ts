// What is counted at this moment, of one camera or of all that count.
import { type CountsNow, countsNowSchema, type Role, slugSchema } from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { roleSuffices, userOf } from "../http/policy.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";
import { countsInScene, countsNow } from "../statistics/counts-now.ts";

const params = z.object({ id: slugSchema });

export function countsNowRoutes(app: ZodApp, { cameras, clock, fleet }: AppDeps): void {
  const tags = ["register"];
  type CameraInForce = Awaited<ReturnType<AppDeps["cameras"]["inForce"]>>[number];
  const ofCamera = async (camera: CameraInForce, role: Role): Promise<CountsNow> => {
    // A worker that does not answer knows nothing; why stands in the camera's health.
    const figures = countsInScene(camera.scene) ? await fleet.figures(camera.id).catch(() => null) : null;
    // Why a camera shows nothing may name its address: for people who may see cameras.
    const health = roleSuffices(role, "viewer") ? camera.health : { ...camera.health, reason: "" };
    return countsNow({ camera, health, figures, nowMs: clock.nowMs() });
  };
  app.get(
    "/cameras/:id/counts/now",
    {
      config: { policy: { allow: "department", action: "count.view" } },
      schema: {
        tags,
        summary: "What each counting scenario says now: free spaces, queues, turning movements, how many inside",
        params,
        response: { 200: countsNowSchema, ...PROBLEMS },
      },
    },
    async (request) => {
      const { id } = request.params;
      await cameras.view(id);
      const [camera] = (await cameras.inForce()).filter((item) => item.id === id);
      return ofCamera(camera!, userOf(request).role);
    },
  );
  app.get(
    "/counts/now",
    {
      config: { policy: { allow: "department", action: "count.view" } },
      schema: {
        tags,
        summary: "The same of every camera that has a counting scenario",
        response: { 200: z.object({ cameras: z.array(countsNowSchema) }), ...PROBLEMS },
      },
    },
    async (request) => {
      const { role } = userOf(request);
      const counting = (await cameras.inForce()).filter(({ scene }) => countsInScene(scene));
      return { cameras: await Promise.all(counting.map((camera) => ofCamera(camera, role))) };
    },
  );
}
