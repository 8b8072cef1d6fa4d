// Health of a camera: not knowing is a value, and a blind camera never looks quiet.
import { z } from "zod";

/** ok: seen and analysed · degraded: seen in part · blind: no picture · unknown: not looked yet. */
export const healthStateSchema = z.enum(["ok", "degraded", "blind", "unknown"]);
export type HealthState = z.infer<typeof healthStateSchema>;

export const cameraHealthSchema = z.object({
  cameraId: z.string(),
  state: healthStateSchema,
  /** One sentence a person can act on; empty when ok. */
  reason: z.string(),
  /** Error code behind the reason, or null. */
  code: z.string().nullable(),
  sinceMs: z.number(),
  recording: z.boolean(),
  analysing: z.boolean(),
  detector: z.string().nullable(),
  /** Ids of scenarios that do not watch now, with the reason; `planned` when a person wanted it so (arm mode, its end, its hours), which is no fault. */
  notWatching: z.array(z.object({ scenarioId: z.string(), reason: z.string(), planned: z.boolean().optional() })),
  video: z.object({ codec: z.string(), width: z.number(), height: z.number() }).nullable(),
  sourceFps: z.number(),
  decodedFps: z.number(),
  analysedFps: z.number(),
  /** Analysis frames dropped since the stream began; packets to record are never dropped here. */
  droppedFrames: z.number(),
  lastFrameAtMs: z.number().nullable(),
  /** When and why the camera gave up what it had learnt of its view; absent while it goes on from what it knows, or knows its view again. */
  learnsAnew: z.object({ sinceMs: z.number(), reason: z.string() }).optional(),
});
export type CameraHealth = z.infer<typeof cameraHealthSchema>;
