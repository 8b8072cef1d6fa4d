// An alarm: a stateful request for a person's attention, made by an event.
import { z } from "zod";
import { boxSchema, eventFactsSchema } from "./event.ts";

export const alarmStateSchema = z.enum(["raised", "acknowledged", "cleared", "suppressed"]);
export type AlarmState = z.infer<typeof alarmStateSchema>;

export const verdictSchema = z.enum(["true", "false", "nuisance", "unknown"]);
export type Verdict = z.infer<typeof verdictSchema>;

/** What a person did about a true alarm. */
export const outcomeSchema = z.enum(["dispatch", "call", "send-images", "none"]);

export const mediaStateSchema = z.enum(["none", "pending", "ready", "failed"]);

export const alarmSchema = z.object({
  id: z.string(),
  eventId: z.string(),
  cameraId: z.string(),
  cameraName: z.string(),
  place: z.string(),
  scenarioId: z.string(),
  scenarioName: z.string(),
  kind: z.string(),
  priority: z.enum(["low", "normal", "high"]),
  score: z.number(),
  /** How often such a score was right in this scenario, learnt from verdicts when it was raised; null while too few were given. */
  confidence: z.number().nullable().default(null),
  why: z.string(),
  facts: eventFactsSchema.default({}),
  classes: z.array(z.string()),
  trackIds: z.array(z.number()),
  box: boxSchema.nullable(),
  state: alarmStateSchema,
  /** When the condition was seen in the picture. */
  startedAtMs: z.number(),
  /** When the condition ended; null while it lasts. */
  endedAtMs: z.number().nullable(),
  /** When the alarm was stored and offered to people. */
  raisedAtMs: z.number(),
  /** How many events of the same cause it stands for. */
  occurrences: z.number().int(),
  acknowledgedAtMs: z.number().nullable(),
  acknowledgedBy: z.string().nullable(),
  verdict: verdictSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  verdictNote: z.string(),
  verdictAtMs: z.number().nullable(),
  verdictBy: z.string().nullable(),
  still: mediaStateSchema,
  clip: mediaStateSchema,
  /** Wall time of the clip's first picture and its length; null until known. */
  clipStartMs: z.number().nullable(),
  clipDurationMs: z.number().nullable(),
});
export type Alarm = z.infer<typeof alarmSchema>;
