// Kinds about who is where, how many, how long and how near.
import { z } from "zod";
import {
  aboutThings,
  aboutThingsLike,
  classNameSchema,
  type KindInfo,
  line,
  secondsSchema,
  slugSchema,
  zone,
} from "./definition.ts";

export const intrusionSchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("intrusion"),
  zone: slugSchema,
  minStayS: secondsSchema.default(0.5),
});
export const loiteringSchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("loitering"),
  zone: slugSchema,
  minStayS: secondsSchema.default(30),
  /** Visits of the same thing add up when it comes back within this. */
  returnWithinS: secondsSchema.default(15),
});
/** Gathering: at least `minCount` at once for `minStayS`. */
export const crowdSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("crowd"),
  zone: slugSchema,
  minCount: z.number().int().min(2).max(10_000).default(5),
  minStayS: secondsSchema.default(10),
});
export const densitySchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("density"),
  zone: slugSchema,
  /** Unit: persons per square metre on the camera's ground plane. */
  maxPerM2: z.number().min(0.1).max(10).default(2),
  minStayS: secondsSchema.default(5),
});
export const queueSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("queue"),
  zone: slugSchema,
  maxLength: z.number().int().min(1).max(1000).default(10),
  /** Estimated wait: length divided by the rate at which people leave. */
  maxWaitS: secondsSchema.optional(),
  minStayS: secondsSchema.default(10),
  mode: z.enum(["alarm", "record"]).default("record"),
});
/** Feet above the drawn height, or on the marked structure. */
export const workAtHeightSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("work-at-height"),
  zone: slugSchema,
  minStayS: secondsSchema.default(2),
});
export const proximitySchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("proximity"),
  zone: slugSchema,
  /** What the ticked classes must keep away from while it moves. */
  machines: z.array(classNameSchema).min(1).max(20).default(["truck"]),
  /** Unit: metres on the camera's ground plane. */
  minDistanceM: z.number().min(0.2).max(50).default(3),
  minStayS: secondsSchema.default(0.5),
});
/** A second one crosses the line right behind the first. */
export const tailgatingSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("tailgating"),
  line: slugSchema,
  direction: z.enum(["forward", "backward", "both"]).default("forward"),
  withinS: secondsSchema.default(2),
});

export const PRESENCE_KINDS = [
  { kind: "intrusion", family: "presence", places: [zone], evidence: "tracks", schema: intrusionSchema },
  { kind: "loitering", family: "presence", places: [zone], evidence: "tracks", schema: loiteringSchema },
  { kind: "crowd", family: "presence", places: [zone], evidence: "tracks", schema: crowdSchema },
  {
    kind: "density",
    family: "presence",
    places: [zone],
    evidence: "tracks",
    groundPlane: "needed",
    schema: densitySchema,
  },
  { kind: "queue", family: "presence", places: [zone], evidence: "tracks", schema: queueSchema },
  { kind: "work-at-height", family: "presence", places: [zone], evidence: "tracks", schema: workAtHeightSchema },
  {
    kind: "proximity",
    family: "presence",
    places: [zone],
    evidence: "tracks",
    groundPlane: "needed",
    schema: proximitySchema,
  },
  { kind: "tailgating", family: "presence", places: [line], evidence: "tracks", schema: tailgatingSchema },
] as const satisfies readonly KindInfo[];
