// The event stream: what changed, in order, with a cursor from which any client can go on.
import { z } from "zod";
import { alarmSchema } from "./alarm.ts";
import { cameraHealthSchema } from "./health.ts";

const base = { seq: z.number().int(), atMs: z.number() };

export const journalEntrySchema = z.discriminatedUnion("type", [
  z.object({ ...base, type: z.literal("alarm"), alarm: alarmSchema }),
  z.object({
    ...base,
    type: z.literal("camera"),
    cameraId: z.string(),
    change: z.enum(["added", "changed", "removed"]),
  }),
  z.object({ ...base, type: z.literal("health"), health: cameraHealthSchema }),
  /** A temporary scenario has come to its end. */
  z.object({
    ...base,
    type: z.literal("scenario"),
    change: z.literal("ended"),
    cameraId: z.string(),
    cameraName: z.string(),
    scenarioId: z.string(),
    scenarioName: z.string(),
    untilMs: z.number(),
  }),
  z.object({ ...base, type: z.literal("arm-mode"), armMode: z.string(), by: z.string() }),
  /** Somebody asked, under this reference, for candidates on other cameras; written before anything was answered. See journeys.ts. */
  z.object({
    ...base,
    type: z.literal("journey.asked"),
    by: z.string(),
    userId: z.string(),
    legalReference: z.string(),
    reason: z.string(),
    /** The sighting. */
    cameraId: z.string(),
    cameraName: z.string(),
    sightingMs: z.number(),
    classes: z.array(z.string()),
    fromMs: z.number(),
    toMs: z.number(),
    /** The cameras that were asked. */
    cameraIds: z.array(z.string()),
  }),
]);
export type JournalEntry = z.infer<typeof journalEntrySchema>;
export type JournalChange = JournalEntry extends infer E
  ? E extends JournalEntry
    ? Omit<E, "seq" | "atMs">
    : never
  : never;
