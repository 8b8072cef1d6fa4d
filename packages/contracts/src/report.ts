// The files that `vigie analyze` writes; times are seconds from the start of the file.
import { z } from "zod";
import { boxSchema } from "./event.ts";

export const reportedEventSchema = z.object({
  id: z.string(),
  scenario: z.string(),
  kind: z.string(),
  camera: z.string(),
  startedAtS: z.number(),
  endedAtS: z.number().nullable(),
  classes: z.array(z.string()),
  trackIds: z.array(z.number()),
  score: z.number(),
  why: z.string(),
  direction: z.enum(["forward", "backward"]).nullable(),
  mode: z.enum(["alarm", "record"]),
  box: boxSchema.nullable(),
});
export type ReportedEvent = z.infer<typeof reportedEventSchema>;

const perClass = z.record(z.string(), z.number().int());

export const lineCountSchemaOut = z.object({
  camera: z.string(),
  line: z.string(),
  forward: perClass,
  backward: perClass,
});
export const zoneCountSchemaOut = z.object({
  camera: z.string(),
  zone: z.string(),
  /** Things inside at the last analysed frame, per class. */
  now: perClass,
  /** Largest number inside at once, per class. */
  peak: perClass,
  /** Time-weighted mean number inside, all ticked classes. */
  mean: z.number(),
});
export const countsReportSchema = z.object({ lines: z.array(lineCountSchemaOut), zones: z.array(zoneCountSchemaOut) });
export type CountsReport = z.infer<typeof countsReportSchema>;
export type LineCounts = z.infer<typeof lineCountSchemaOut>;
export type ZoneCounts = z.infer<typeof zoneCountSchemaOut>;
