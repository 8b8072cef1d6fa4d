// Few analysis slots over many cameras: who holds them, and how a scenario moves to another camera with its drawing.
import { z } from "zod";
import { slugSchema } from "./scenario.ts";

/** A camera holds a slot while it is enabled and its analysis is on. */
export const slotsSchema = z.object({ limit: z.number().nullable(), used: z.array(z.string()) });
export type Slots = z.infer<typeof slotsSchema>;

export const scenarioMoveSchema = z.strictObject({ toCameraId: slugSchema });

/** What the moved scenario and its drawing are called where they are now. */
export const scenarioMovedSchema = z.object({
  fromCameraId: z.string(),
  toCameraId: z.string(),
  scenarioId: z.string(),
  /** True when the analysis of the camera that it left was switched off to free its slot. */
  sourceAnalysisOff: z.boolean(),
});
export type ScenarioMoved = z.infer<typeof scenarioMovedSchema>;

export const armModeSchema = z.strictObject({ armMode: slugSchema });
