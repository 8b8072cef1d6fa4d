// Kinds that count: lines, zones, ways from entry to exit, and axles.
import { z } from "zod";
import { aboutThings, aboutThingsLike, type KindInfo, line, secondsSchema, slugSchema, zone } from "./definition.ts";

export const lineCountSchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("line-count"),
  line: slugSchema,
  mode: z.enum(["alarm", "record"]).default("record"),
});
export const occupancySchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("occupancy"),
  zone: slugSchema,
  /** More than this many at once is an event; absent, the zone is only counted. */
  max: z.number().int().min(0).max(10_000).optional(),
  minStayS: secondsSchema.default(2),
  mode: z.enum(["alarm", "record"]).default("record"),
});
/** Turning movements: which entry leads to which exit, how often. */
export const turnCountSchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("turn-count"),
  entries: z.array(slugSchema).min(1).max(12),
  exits: z.array(slugSchema).min(1).max(12),
  withinS: secondsSchema.default(120),
  mode: z.enum(["alarm", "record"]).default("record"),
});
/** Vehicles over a line by how many axles they have, where the picture shows their wheels from the side. */
export const axleCountSchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("axle-count"),
  line: slugSchema,
  direction: z.enum(["forward", "backward", "both"]).default("both"),
  mode: z.enum(["alarm", "record"]).default("record"),
});

export const COUNTING_KINDS = [
  { kind: "line-count", family: "counting", places: [line], evidence: "tracks", schema: lineCountSchema },
  { kind: "occupancy", family: "counting", places: [zone], evidence: "tracks", schema: occupancySchema },
  {
    kind: "turn-count",
    family: "counting",
    places: [
      { field: "entries", shape: "zone", many: true },
      { field: "exits", shape: "zone", many: true },
    ],
    evidence: "tracks",
    schema: turnCountSchema,
  },
  { kind: "axle-count", family: "counting", places: [line], evidence: "picture", schema: axleCountSchema },
] as const satisfies readonly KindInfo[];
