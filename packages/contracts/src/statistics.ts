// Figures over time without any person in them: how many events or crossings, when in the week, and how much of the time a place is used.
import { z } from "zod";
import { classNameSchema, slugSchema } from "./scenario.ts";

/** events: of scenarios · counts: crossings of lines · inside: largest number in a zone · activity: share of time in which a zone is used. */
export const statisticsOfSchema = z.enum(["events", "counts", "inside", "activity"]);
/** week-hour: 168 bins, Monday 0:00 to Sunday 23:00, in the site's time zone. */
export const statisticsBinSchema = z.enum(["hour", "day", "week-hour"]);
export const statisticsSplitSchema = z.enum(["none", "camera", "place", "scenario", "kind", "class", "direction"]);

export const statisticsQuerySchema = z.strictObject({
  of: statisticsOfSchema.default("events"),
  by: statisticsBinSchema.default("hour"),
  split: statisticsSplitSchema.default("none"),
  from: z.coerce.number(),
  to: z.coerce.number(),
  /** A second period of the same length begins here and is laid beside the first, bin by bin. */
  compareFrom: z.coerce.number().optional(),
  camera: slugSchema.optional(),
  scenario: slugSchema.optional(),
  /** Line or zone. */
  place: slugSchema.optional(),
  class: classNameSchema.optional(),
});
export type StatisticsQuery = z.input<typeof statisticsQuerySchema>;

export const statisticsSeriesSchema = z.object({
  /** What the series is split by; empty for all in one. */
  key: z.string(),
  name: z.string(),
  /** Sum for events and counts, largest for inside, mean for activity. */
  total: z.number(),
  /** One value a bin; null where nothing was looked at. */
  values: z.array(z.number().nullable()),
});

export const statisticsPeriodSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  /** Share of each bin in which the cameras were analysed; null where that is no longer known. */
  watched: z.array(z.number().nullable()),
  series: z.array(statisticsSeriesSchema),
});

export const statisticsSchema = z.object({
  of: statisticsOfSchema,
  by: statisticsBinSchema,
  timeZone: z.string(),
  /** Begin of each bin in the first period; of week-hour the hour of the week, 0 to 167. */
  bins: z.array(z.number()),
  period: statisticsPeriodSchema,
  compared: statisticsPeriodSchema.nullable(),
});
export type Statistics = z.infer<typeof statisticsSchema>;

/** Whose figures may be asked for, by name alone. */
export const statisticsCamerasSchema = z.object({ cameras: z.array(z.object({ id: z.string(), name: z.string() })) });
