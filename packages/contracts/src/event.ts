// An event: the immutable fact that a scenario's condition held on one camera.
import { z } from "zod";

/** Shape: [x1, y1, x2, y2]. Space: normalised picture, origin top left. */
export const boxSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof boxSchema>;

/** What a sentence about it needs, so that each language writes its own: class and place names, seconds, limits, numbers. */
export const eventFactsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type EventFacts = z.infer<typeof eventFactsSchema>;

export const sceneEventSchema = z.object({
  /** The same cause on the same stream gives the same id, so that a second delivery changes nothing. */
  id: z.string(),
  cameraId: z.string(),
  scenarioId: z.string(),
  kind: z.string(),
  /** started: the condition began to hold · ended: it no longer holds (same id) · instant: it has no duration. */
  phase: z.enum(["started", "ended", "instant"]),
  /** Clock: capturedAtMs of the frame that shows it (milliseconds since the epoch; for a file, since its start). */
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  classes: z.array(z.string()),
  trackIds: z.array(z.number()),
  /** Range: 0 to 1. */
  score: z.number(),
  /** One English sentence that says why. */
  why: z.string(),
  /** What that sentence is made of, by kind; empty in records made before facts were kept. */
  facts: eventFactsSchema.default({}),
  /** Box of the thing when the event began, if it is one thing. */
  box: boxSchema.nullable(),
  /** Direction of a crossing; null for other kinds. */
  direction: z.enum(["forward", "backward"]).nullable(),
  mode: z.enum(["alarm", "record"]),
  priority: z.enum(["low", "normal", "high"]),
});
export type SceneEvent = z.infer<typeof sceneEventSchema>;
