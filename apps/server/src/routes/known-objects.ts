// Known objects: "do not tell me again of this one" about an alarm, and taking it back.
import {
  type Alarm,
  AppError,
  cameraViewSchema,
  type KnownObject,
  knownObjectSchema,
  slugSchema,
} from "@vigie/contracts";
import { z } from "zod";
import type { AppDeps } from "../app-deps.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const alarmParams = z.object({ id: z.string().min(1).max(200) });
const noteParams = z.object({ id: slugSchema, note: slugSchema });
const body = z.strictObject({
  /** When the note ends by itself; absent, when the object has left. Unit: milliseconds since the epoch. */
  untilMs: z.number().int().min(0).optional(),
  /** For every scenario about still things, and not only for that of the alarm. */
  everyScenario: z.boolean().default(false),
});

export function knownObjectRoutes(app: ZodApp, { cameras, desk, clock }: AppDeps): void {
  const tags = ["alarms"];
  app.post(
    "/alarms/:id/known-object",
    {
      config: { policy: { allow: "operator", action: "alarm.know-object" } },
      schema: {
        tags,
        summary: "Says that the object of the alarm is known, so that it is not told again while it stays",
        params: alarmParams,
        body,
        response: { 201: knownObjectSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const alarm = await desk.get(request.params.id);
      const { untilMs, everyScenario } = request.body;
      const note: KnownObject = {
        id: noteId(alarm),
        box: boxOf(alarm),
        sinceMs: Math.floor(clock.nowMs()),
        ...(everyScenario ? {} : { scenarioId: alarm.scenarioId }),
        ...(untilMs === undefined ? {} : { untilMs }),
      };
      await cameras.changeScene(alarm.cameraId, (scene) => ({
        ...scene,
        knownObjects: [...scene.knownObjects.filter(({ id }) => id !== note.id), note],
      }));
      return reply.status(201).send(note);
    },
  );
  app.delete(
    "/cameras/:id/known-objects/:note",
    {
      config: { policy: { allow: "operator", action: "alarm.know-object" } },
      schema: {
        tags: ["cameras"],
        summary: "Takes the note back: the object is told of again",
        params: noteParams,
        response: { 200: cameraViewSchema, ...PROBLEMS },
      },
    },
    (request) => {
      const { id, note } = request.params;
      return cameras.changeScene(id, (scene) => {
        const rest = scene.knownObjects.filter((known) => known.id !== note);
        if (rest.length < scene.knownObjects.length) return { ...scene, knownObjects: rest };
        throw new AppError({
          code: "known-object.not-found",
          kind: "not-found",
          message: `The camera "${id}" has no known object "${note}".`,
        });
      });
    },
  );
}

/** One alarm, one note: said twice it is the same. */
function noteId(alarm: Alarm): string {
  return `known-${alarm.id.replace(/[^A-Za-z0-9_-]/g, "-")}`.slice(0, 63);
}

function boxOf({ box, scenarioName }: Alarm): KnownObject["box"] {
  if (box) return box;
  throw new AppError({
    code: "known-object.no-place",
    kind: "conflict",
    message: `The alarm of "${scenarioName}" is not about one object at one place, so there is nothing to know again.`,
  });
}
