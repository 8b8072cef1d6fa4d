// Kinds about what stands or lies still: vehicles that stay, things that are left, taken or in the way.
import { z } from "zod";
import { aboutThings, aboutThingsLike, common, type KindInfo, secondsSchema, slugSchema, zone } from "./definition.ts";

export const stoppedSchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("stopped"),
  zone: slugSchema,
  minStayS: secondsSchema.default(20),
});
/** Prohibited or inconvenient parking. */
export const parkingSchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("parking"),
  zone: slugSchema,
  minStayS: secondsSchema.default(120),
});
/** Reserved place or blue zone: longer than its limit, driving off and back within `returnWithinS` not forgiven. */
export const overstaySchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("overstay"),
  zone: slugSchema,
  maxStayS: secondsSchema.default(1800),
});
/** A vehicle or person stops, and an object stays when it has gone. */
export const dumpingSchema = z.strictObject({
  ...aboutThingsLike("person", "vehicle"),
  kind: z.literal("dumping"),
  zone: slugSchema,
  /** How long the one who dumps stops at least. */
  minStopS: secondsSchema.default(5),
  /** How long the object must lie there afterwards. */
  minLeftS: secondsSchema.default(10),
});
/** What lies still is seen in the picture itself, whatever it is; `classes` are those who may own it. */
const stillObject = {
  ...aboutThingsLike("person"),
  zone: slugSchema,
  /** Smallest side of the object. Unit: share of the picture's height. */
  minSize: z.number().min(0.01).max(0.9).default(0.03),
};
export const abandonedSchema = z.strictObject({
  ...stillObject,
  kind: z.literal("abandoned"),
  minStayS: secondsSchema.default(30),
  /** No owner nearer than this. Unit: heights of a person there. */
  ownerDistance: z.number().min(0.2).max(20).default(2),
});
export const removedSchema = z.strictObject({
  ...common,
  kind: z.literal("removed"),
  /** Drawn around the object that must stay. */
  zone: slugSchema,
  minStayS: secondsSchema.default(5),
});
export const obstructionSchema = z.strictObject({
  ...stillObject,
  kind: z.literal("obstruction"),
  minStayS: secondsSchema.default(60),
});
export const wasteSchema = z.strictObject({
  ...stillObject,
  kind: z.literal("waste"),
  minStayS: secondsSchema.default(120),
  minSize: stillObject.minSize.default(0.015),
  mode: z.enum(["alarm", "record"]).default("record"),
});

export const STILLNESS_KINDS = [
  { kind: "stopped", family: "stillness", places: [zone], evidence: "tracks", schema: stoppedSchema },
  { kind: "parking", family: "stillness", places: [zone], evidence: "tracks", schema: parkingSchema },
  { kind: "overstay", family: "stillness", places: [zone], evidence: "tracks", schema: overstaySchema },
  { kind: "dumping", family: "stillness", places: [zone], evidence: "picture", schema: dumpingSchema },
  { kind: "abandoned", family: "stillness", places: [zone], evidence: "picture", schema: abandonedSchema },
  { kind: "removed", family: "stillness", places: [zone], evidence: "picture", schema: removedSchema },
  { kind: "obstruction", family: "stillness", places: [zone], evidence: "picture", schema: obstructionSchema },
  { kind: "waste", family: "stillness", places: [zone], evidence: "picture", schema: wasteSchema },
] as const satisfies readonly KindInfo[];
