// Kinds about a person's posture, judged by the shape and the movement of the box, and by the picture inside it.
import { z } from "zod";
import { aboutThingsLike, type KindInfo, secondsSchema, slugSchema, zone } from "./definition.ts";

export const fallSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("fall"),
  zone: slugSchema,
  /** Down this long after the drop. */
  minDownS: secondsSchema.default(2),
});
export const lyingSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("lying"),
  zone: slugSchema,
  minStayS: secondsSchema.default(10),
});
export const wavingSchema = z.strictObject({
  ...aboutThingsLike("person"),
  kind: z.literal("waving"),
  zone: slugSchema,
  minStayS: secondsSchema.default(3),
});

export const BODY_KINDS = [
  { kind: "fall", family: "body", places: [zone], evidence: "tracks", schema: fallSchema },
  { kind: "lying", family: "body", places: [zone], evidence: "tracks", schema: lyingSchema },
  { kind: "waving", family: "body", places: [zone], evidence: "picture", experimental: true, schema: wavingSchema },
] as const satisfies readonly KindInfo[];
