// Kinds about how things move: across lines, through zones, too fast, the wrong way.
import { z } from "zod";
import { pointSchema } from "../geometry.ts";
import { aboutThings, aboutThingsLike, type KindInfo, line, secondsSchema, slugSchema, zone } from "./definition.ts";

export const lineCrossingSchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("line-crossing"),
  line: slugSchema,
  direction: z.enum(["forward", "backward", "both"]).default("both"),
});
export const wrongWaySchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("wrong-way"),
  line: slugSchema,
  allowed: z.enum(["forward", "backward"]),
});
/** Against the drawn direction anywhere in a zone, also where no line is crossed. */
export const wrongWayZoneSchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("wrong-way-zone"),
  zone: slugSchema,
  /** The allowed direction, two points as drawn. */
  heading: z.tuple([pointSchema, pointSchema]),
  /** How far against it something must go. Unit: sizes of the thing. */
  minTravel: z.number().min(0.5).max(20).default(1.5),
});
/** Forbidden turn: through the zones in this order, the last within `withinS` of the first. */
export const zoneSequenceSchema = z.strictObject({
  ...aboutThings,
  kind: z.literal("zone-sequence"),
  zones: z.array(slugSchema).min(2).max(6),
  withinS: secondsSchema.default(60),
});
/** The ticked class crosses the line while the circled lamp is lit. */
export const redLightSchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("red-light"),
  line: slugSchema,
  /** Zone drawn around the whole traffic light. */
  light: slugSchema,
  direction: z.enum(["forward", "backward", "both"]).default("forward"),
  /** Where the red lamp sits in the circled zone. */
  redLamp: z.enum(["top", "bottom", "left", "right", "whole"]).default("top"),
  /** The light must have been red this long, so that the amber second is nobody's fault. */
  graceS: secondsSchema.default(0.5),
});
export const speedSchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("speed"),
  zone: slugSchema,
  /** Unit: km/h on the camera's ground plane. */
  maxKmh: z.number().min(1).max(300),
  /** Way over which the speed is measured. Unit: metres. */
  minTravelM: z.number().min(1).max(200).default(5),
});
export const pavementSchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("pavement"),
  zone: slugSchema,
  minStayS: secondsSchema.default(0.5),
});
export const onTracksSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("on-tracks"),
  zone: slugSchema,
  minStayS: secondsSchema.default(0.5),
  priority: z.enum(["low", "normal", "high"]).default("high"),
});
/** Many move fast together, or change direction at once. */
export const crowdMovementSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("crowd-movement"),
  zone: slugSchema,
  minCount: z.number().int().min(3).max(1000).default(5),
  /** Mean speed from which a crowd runs. Unit: body heights per second. */
  minSpeed: z.number().min(0.2).max(10).default(1.2),
  minStayS: secondsSchema.default(1),
});

export const MOVEMENT_KINDS = [
  { kind: "wrong-way", family: "movement", places: [line], evidence: "tracks", schema: wrongWaySchema },
  { kind: "wrong-way-zone", family: "movement", places: [zone], evidence: "tracks", schema: wrongWayZoneSchema },
  { kind: "line-crossing", family: "movement", places: [line], evidence: "tracks", schema: lineCrossingSchema },
  {
    kind: "zone-sequence",
    family: "movement",
    places: [{ field: "zones", shape: "zone", many: true }],
    evidence: "tracks",
    schema: zoneSequenceSchema,
  },
  {
    kind: "red-light",
    family: "movement",
    places: [line, { field: "light", shape: "light" }],
    evidence: "picture",
    schema: redLightSchema,
  },
  {
    kind: "speed",
    family: "movement",
    places: [zone],
    evidence: "tracks",
    groundPlane: "needed",
    schema: speedSchema,
  },
  { kind: "pavement", family: "movement", places: [zone], evidence: "tracks", schema: pavementSchema },
  { kind: "on-tracks", family: "movement", places: [zone], evidence: "tracks", schema: onTracksSchema },
  { kind: "crowd-movement", family: "movement", places: [zone], evidence: "tracks", schema: crowdMovementSchema },
] as const satisfies readonly KindInfo[];
