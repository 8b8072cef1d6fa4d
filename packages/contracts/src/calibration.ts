// What operators' verdicts say about a scenario's scores: how often a score is right, what each threshold costs, and who allowed more.
import { z } from "zod";

const share = z.number().min(0).max(1);

/** Allowed by an administrator: from this score on an output may act without a person. No such output exists yet; it is kept and shown. */
export const automaticPermissionSchema = z.object({ score: share, allowedBy: z.string(), allowedAtMs: z.number() });
export type AutomaticPermission = z.infer<typeof automaticPermissionSchema>;
export const automaticRequestSchema = z.strictObject({ score: share });

/** What an alarm threshold would cost, measured on what was stored. */
export const thresholdPriceSchema = z.object({
  score: share,
  alarmsPerDay: z.number(),
  /** Expected false or needless alarms a day at this threshold. */
  falsePerDay: z.number(),
  /** Expected share of the justified events that would fall below it. */
  missedShare: share,
});
export type ThresholdPrice = z.infer<typeof thresholdPriceSchema>;

export const scenarioCalibrationSchema = z.object({
  cameraId: z.string(),
  scenarioId: z.string(),
  /** How often each verdict was given. */
  verdicts: z.object({ true: z.number(), false: z.number(), nuisance: z.number(), unknown: z.number() }),
  /** False while too few verdicts were given: the table then leans on nothing but a prior and no alarm bears a confidence. */
  calibrated: z.boolean(),
  /** One sentence when it is not calibrated; empty otherwise. */
  reason: z.string(),
  /** Rising in both: linear between the rows, level beyond them. */
  confidenceOf: z.array(z.object({ score: share, confidence: share })),
  perThreshold: z.array(thresholdPriceSchema),
  /** Days over which events were counted for the prices. */
  days: z.number(),
  /** Threshold in force. */
  alarmScore: share,
  /** Null: nothing may act without a person. */
  automatic: automaticPermissionSchema.nullable(),
});
export type ScenarioCalibration = z.infer<typeof scenarioCalibrationSchema>;
