// Kinds about the picture and the place themselves: the camera's own sight, lights, doors, smoke, lasting change.
import { z } from "zod";
import { aboutThingsLike, common, type KindInfo, secondsSchema, slugSchema, zone } from "./definition.ts";

/** Covered, sprayed, blurred, moved, frozen or black. */
export const tamperSchema = z.strictObject({
  ...common,
  kind: z.literal("tamper"),
  minStayS: secondsSchema.default(10),
  priority: z.enum(["low", "normal", "high"]).default("high"),
});
/** Light or weather too poor to judge; the camera is shown as degraded as long as it lasts. */
export const poorViewSchema = z.strictObject({
  ...common,
  kind: z.literal("poor-view"),
  minStayS: secondsSchema.default(60),
  mode: z.enum(["alarm", "record"]).default("record"),
});
export const lightOnSchema = z.strictObject({
  ...common,
  kind: z.literal("light-on"),
  zone: slugSchema,
  minStayS: secondsSchema.default(60),
});
/** A door, gate or barrier that is not as it should be. */
export const doorStateSchema = z.strictObject({
  ...common,
  kind: z.literal("door-state"),
  zone: slugSchema,
  /** As it is when the scenario starts. */
  normally: z.enum(["closed", "open"]).default("closed"),
  minStayS: secondsSchema.default(30),
});
export const smokeFireSchema = z.strictObject({
  ...common,
  kind: z.literal("smoke-fire"),
  zone: slugSchema,
  watch: z.enum(["smoke", "fire", "both"]).default("both"),
  minStayS: secondsSchema.default(4),
  priority: z.enum(["low", "normal", "high"]).default("high"),
});
/** Lasting change against the view that was there when it was started: damage, graffiti, something missing. */
export const sceneChangeSchema = z.strictObject({
  ...common,
  kind: z.literal("scene-change"),
  zone: slugSchema,
  minStayS: secondsSchema.default(300),
  /** Smallest changed share of the zone. */
  minShare: z.number().min(0.005).max(1).default(0.05),
});
export const binLevelSchema = z.strictObject({
  ...common,
  kind: z.literal("bin-level"),
  /** Drawn around the opening and what stands above it. */
  zone: slugSchema,
  maxLevel: z.enum(["half", "full", "overflowing"]).default("full"),
  minStayS: secondsSchema.default(120),
  mode: z.enum(["alarm", "record"]).default("record"),
});
/** Free places: one zone a place. */
export const parkingSpacesSchema = z.strictObject({
  ...aboutThingsLike("vehicle"),
  kind: z.literal("parking-spaces"),
  spaces: z.array(slugSchema).min(1).max(64),
  /** An event when fewer are free; absent, they are only counted. */
  minFree: z.number().int().min(0).max(64).optional(),
  minStayS: secondsSchema.default(10),
  mode: z.enum(["alarm", "record"]).default("record"),
});

export const SCENE_KINDS = [
  { kind: "tamper", family: "scene", places: [], evidence: "picture", schema: tamperSchema },
  { kind: "poor-view", family: "scene", places: [], evidence: "picture", schema: poorViewSchema },
  { kind: "light-on", family: "scene", places: [zone], evidence: "picture", schema: lightOnSchema },
  { kind: "door-state", family: "scene", places: [zone], evidence: "picture", schema: doorStateSchema },
  {
    kind: "smoke-fire",
    family: "scene",
    places: [zone],
    evidence: "picture",
    experimental: true,
    schema: smokeFireSchema,
  },
  { kind: "scene-change", family: "scene", places: [zone], evidence: "picture", schema: sceneChangeSchema },
  {
    kind: "bin-level",
    family: "scene",
    places: [zone],
    evidence: "picture",
    experimental: true,
    schema: binLevelSchema,
  },
  {
    kind: "parking-spaces",
    family: "scene",
    places: [{ field: "spaces", shape: "zone", many: true }],
    evidence: "picture",
    schema: parkingSpacesSchema,
  },
] as const satisfies readonly KindInfo[];
