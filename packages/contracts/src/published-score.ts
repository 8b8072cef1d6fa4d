// The score of a scenario kind that is published with the product: on films whose seeds nobody looked at while rules were written.
import { z } from "zod";

/** What is left of it when the same films are watched through a worse camera, line or night. */
const poorScoreSchema = z.object({
  /** Name of the poor picture, as in docs/poor-pictures.md. */
  picture: z.string(),
  found: z.number().int(),
  trueEvents: z.number().int(),
  falseAlarms: z.number().int(),
  f1: z.number().nullable(),
});

export const publishedScoreSchema = z.object({
  /** Detector that watched the films. */
  detector: z.string(),
  films: z.number().int(),
  /** Length of all films. Unit: s. */
  watchedS: z.number(),
  trueEvents: z.number().int(),
  found: z.number().int(),
  falseAlarms: z.number().int(),
  /** Range: 0 to 1; null when nothing was true and nothing told. */
  f1: z.number().nullable(),
  /** From the true event to the alarm. Unit: s. */
  delayP50S: z.number().nullable(),
  delayP95S: z.number().nullable(),
  poor: z.array(poorScoreSchema).optional(),
});
export type PublishedScore = z.infer<typeof publishedScoreSchema>;

/** By scenario kind, then by detector. */
export const publishedScoresSchema = z.object({
  /** Commit at which they were taken. */
  commit: z.string(),
  kinds: z.record(z.string(), z.array(publishedScoreSchema)),
});
export type PublishedScores = z.infer<typeof publishedScoresSchema>;
