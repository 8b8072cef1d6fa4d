// A thing that people know about and do not want to be told of again, while it stays where it is.
import { z } from "zod";
import { boxSchema } from "./event.ts";
import { slugSchema } from "./scenarios/definition.ts";

export const knownObjectSchema = z.strictObject({
  id: slugSchema,
  /** Where it stands or lies. Shape: [x1, y1, x2, y2]. Space: normalised. */
  box: boxSchema,
  /** Only things of these classes; absent, whatever it is. */
  classes: z.array(z.string().min(1).max(80)).min(1).max(20).optional(),
  /** Only for this scenario; absent, for all scenarios about what stands or lies still. */
  scenarioId: slugSchema.optional(),
  /** When somebody said so, and when the note ends by itself. Unit: milliseconds since the epoch. */
  sinceMs: z.number().int().min(0),
  untilMs: z.number().int().min(0).optional(),
});
export type KnownObject = z.infer<typeof knownObjectSchema>;
