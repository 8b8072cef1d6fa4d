// Kinds that need a learnt concept: they watch once a registered model names it, and say so until then.
import { z } from "zod";
import { aboutThingsLike, common, type KindInfo, secondsSchema, slugSchema, zone } from "./definition.ts";

/** Class name of a registered model: letters, digits, spaces, hyphens and underscores. */
export const conceptNameSchema = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9 _-]{0,60}$/,
    "a concept is named like a class of a model: letters, digits, spaces, - and _",
  );

const concept = {
  zone: slugSchema,
  minStayS: secondsSchema.default(1),
};

/** Any concept of a registered model inside a zone. */
export const conceptSchema = z.strictObject({
  ...common,
  ...concept,
  kind: z.literal("concept"),
  concept: conceptNameSchema,
});
/** A person without the item that must be worn there. */
export const ppeSchema = z.strictObject({
  ...aboutThingsLike("person"),
  ...concept,
  kind: z.literal("ppe"),
  /** Concepts that must be seen on each person, as the model names them. */
  required: z.array(conceptNameSchema).min(1).max(6).default(["helmet"]),
  minStayS: secondsSchema.default(3),
});
export const maskedSchema = z.strictObject({
  ...common,
  ...concept,
  kind: z.literal("masked"),
  concept: conceptNameSchema.default("masked face"),
});
export const weaponSchema = z.strictObject({
  ...common,
  ...concept,
  kind: z.literal("weapon"),
  concept: conceptNameSchema.default("weapon"),
  priority: z.enum(["low", "normal", "high"]).default("high"),
});
export const violenceSchema = z.strictObject({
  ...common,
  ...concept,
  kind: z.literal("violence"),
  concept: conceptNameSchema.default("violence"),
  priority: z.enum(["low", "normal", "high"]).default("high"),
});

export const CONCEPT_KINDS = [
  { kind: "concept", family: "concept", places: [zone], evidence: "concept", schema: conceptSchema },
  { kind: "ppe", family: "concept", places: [zone], evidence: "concept", schema: ppeSchema },
  { kind: "masked", family: "concept", places: [zone], evidence: "concept", schema: maskedSchema },
  { kind: "weapon", family: "concept", places: [zone], evidence: "concept", schema: weaponSchema },
  { kind: "violence", family: "concept", places: [zone], evidence: "concept", schema: violenceSchema },
] as const satisfies readonly KindInfo[];
