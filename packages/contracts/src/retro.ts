// Questions about the stored past: what would this scenario have found, answered from stored tracks in the background.
import { z } from "zod";
import { sceneEventSchema } from "./event.ts";
import { scenarioSchema } from "./scenario.ts";
import { groundPlaneSchema, lineSchema, zoneSchema } from "./scene.ts";

/** The drawings are those of the request, so that an unsaved drawing can be asked about. Clock: wall. */
export const retroRequestSchema = z
  .strictObject({
    scenario: scenarioSchema,
    lines: z.array(lineSchema).max(64).default([]),
    zones: z.array(zoneSchema).max(64).default([]),
    groundPlane: groundPlaneSchema.optional(),
    fromMs: z.number().int(),
    toMs: z.number().int(),
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, { path: ["toMs"], message: "the end must lie after the beginning" });
export type RetroRequest = z.input<typeof retroRequestSchema>;

/** Where tracks are kept; outside nothing is known, which is not the same as nothing happened. */
export const coverageSchema = z.object({ fromMs: z.number(), toMs: z.number() });

export const retroResultSchema = z.object({
  /** As the live run would have told them, closed, newest first, at most 500. */
  events: z.array(sceneEventSchema),
  totalEvents: z.number(),
  /** Scores of all events, for the price of a threshold. */
  scores: z.array(z.number()),
  eventsPerDay: z.number(),
  tracks: z.number(),
  /** Analysed time inside the asked period. */
  coveredMs: z.number(),
  coverage: z.array(coverageSchema),
  /** Stored minutes that could not be read: left out, and no part of the coverage; with one sentence. */
  damaged: z.array(coverageSchema.extend({ message: z.string() })),
});
export type RetroResult = z.infer<typeof retroResultSchema>;

export const retroJobSchema = z.object({
  id: z.string(),
  cameraId: z.string(),
  state: z.enum(["running", "done", "cancelled", "failed"]),
  /** Range: 0 to 1. */
  progress: z.number(),
  secondsLeft: z.number().nullable(),
  /** One sentence when it failed. */
  reason: z.string(),
  result: retroResultSchema.nullable(),
});
export type RetroJob = z.infer<typeof retroJobSchema>;
