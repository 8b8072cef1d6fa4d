// What is counted at this moment, scenario by scenario: what cannot be said now is null and says why, never zero or free.
import { z } from "zod";
import { slugSchema } from "./scenario.ts";

const perClass = z.record(z.string(), z.number().int());
/** Null while nobody can say. */
const now = perClass.nullable();
const number = z.number().int().nullable();

const about = {
  scenarioId: slugSchema,
  name: z.string(),
  /** One sentence while nobody can say how things are now; everything that speaks of now is null then. */
  unknown: z.string().nullable(),
  /** Sums and largest values were counted since then: they begin anew when the stream is opened anew. Null before the first picture. */
  sinceMs: z.number().nullable(),
};

export const spaceStateSchema = z.enum(["free", "taken", "unknown"]);
export type SpaceState = z.infer<typeof spaceStateSchema>;

export const figureNowSchema = z.discriminatedUnion("kind", [
  z.object({ ...about, kind: z.literal("line-count"), line: slugSchema, forward: perClass, backward: perClass }),
  z.object({
    ...about,
    kind: z.literal("occupancy"),
    zone: slugSchema,
    now,
    peak: perClass,
    max: z.number().int().nullable(),
  }),
  z.object({ ...about, kind: z.literal("crowd"), zone: slugSchema, count: number, minCount: z.number().int() }),
  z.object({
    ...about,
    kind: z.literal("density"),
    zone: slugSchema,
    count: number,
    /** Area of the zone on the ground; null while it cannot be measured. Unit: square metres. */
    areaM2: z.number().nullable(),
    perM2: z.number().nullable(),
    maxPerM2: z.number(),
  }),
  z.object({
    ...about,
    kind: z.literal("queue"),
    zone: slugSchema,
    length: number,
    peak: z.number().int(),
    /** For the last in the queue; also null while too few were seen to leave it. Unit: s. */
    waitS: z.number().nullable(),
    servedPerMinute: z.number().nullable(),
    maxLength: z.number().int(),
    maxWaitS: z.number().nullable(),
  }),
  z.object({
    ...about,
    kind: z.literal("turn-count"),
    /** Each pair of entry and exit, by zone id; pairs that nobody took have no classes. */
    pairs: z.array(z.object({ from: slugSchema, to: slugSchema, counts: perClass })),
  }),
  z.object({
    ...about,
    kind: z.literal("axle-count"),
    line: slugSchema,
    /** Number of axles to vehicles; `unknown` for those whose wheels the picture did not show. */
    forward: perClass,
    backward: perClass,
  }),
  z.object({
    ...about,
    kind: z.literal("parking-spaces"),
    total: z.number().int(),
    /** Of those that are known; with the unknown ones they make the total. Null while none is known. */
    free: number,
    taken: number,
    states: z.record(z.string(), spaceStateSchema),
    minFree: z.number().int().nullable(),
  }),
]);
export type FigureNow = z.infer<typeof figureNowSchema>;
export type FigureNowOf<K extends FigureNow["kind"]> = Extract<FigureNow, { kind: K }>;

export const countsNowSchema = z.object({
  cameraId: z.string(),
  cameraName: z.string(),
  /** Newest picture that was analysed; null while there is none. */
  atMs: z.number().nullable(),
  /** Names of the camera's lines and zones that have one, by id. */
  placeNames: z.record(z.string(), z.string()),
  /** One row for each scenario that counts, in the order of the scene. */
  figures: z.array(figureNowSchema),
});
export type CountsNow = z.infer<typeof countsNowSchema>;
