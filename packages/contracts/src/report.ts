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
/** One pair of entry and exit of a turn-count scenario; pairs that nobody took have no classes. */
export const turnCountSchemaOut = z.object({
  camera: z.string(),
  scenario: z.string(),
  /** Zone ids. */
  from: z.string(),
  to: z.string(),
  counts: perClass,
});
export const queueCountSchemaOut = z.object({
  camera: z.string(),
  scenario: z.string(),
  zone: z.string(),
  /** Standing in it at the last analysed frame, and at most. */
  now: z.number().int(),
  peak: z.number().int(),
  /** For the last in the queue; null while too few were seen to leave it. Unit: s. */
  waitS: z.number().nullable(),
  servedPerMinute: z.number().nullable(),
});
/** What a parking-spaces scenario knows now. */
export const spaceCountSchemaOut = z.object({
  camera: z.string(),
  scenario: z.string(),
  total: z.number().int(),
  free: z.number().int(),
  taken: z.number().int(),
  /** Zone id to state; unknown until it was judged once. */
  states: z.record(z.string(), z.enum(["free", "taken", "unknown"])),
});
/** What an axle-count scenario has counted over its line: number of axles to vehicles, `unknown` where the picture does not show them. */
export const axleCountSchemaOut = z.object({
  camera: z.string(),
  scenario: z.string(),
  line: z.string(),
  forward: perClass,
  backward: perClass,
});
/** `turns` and `queues` are absent in reports that were written before these kinds existed. */
export const countsReportSchema = z.object({
  lines: z.array(lineCountSchemaOut),
  zones: z.array(zoneCountSchemaOut),
  turns: z.array(turnCountSchemaOut).optional(),
  queues: z.array(queueCountSchemaOut).optional(),
  /** Absent where no scenario watches parking spaces. */
  spaces: z.array(spaceCountSchemaOut).optional(),
  /** Absent where no scenario counts axles. */
  axles: z.array(axleCountSchemaOut).optional(),
});
export type CountsReport = z.infer<typeof countsReportSchema>;
/** What an analysis counts: the report with nothing left out. */
export interface CountTotals {
  lines: LineCounts[];
  zones: ZoneCounts[];
  turns: TurnCounts[];
  queues: QueueCounts[];
  spaces?: SpaceCounts[];
  axles?: AxleCounts[];
  /** Of scenarios about many at once; in no report. */
  gathered?: GatheredCounts[];
}
/** How many a scenario about many things sees inside its zone at the newest frame. */
export interface GatheredCounts {
  scenario: string;
  now: number;
  /** Unit: square metres; null where the kind needs no area or it cannot be measured. */
  areaM2: number | null;
}
export type LineCounts = z.infer<typeof lineCountSchemaOut>;
export type ZoneCounts = z.infer<typeof zoneCountSchemaOut>;
export type TurnCounts = z.infer<typeof turnCountSchemaOut>;
export type QueueCounts = z.infer<typeof queueCountSchemaOut>;
export type AxleCounts = z.infer<typeof axleCountSchemaOut>;
export type SpaceCounts = z.infer<typeof spaceCountSchemaOut>;
