// What every scenario definition has: its id, what it is about, when it watches, and from which score on it speaks.
import { z } from "zod";
import { isKnownClass } from "../classes.ts";
import { scheduleSchema } from "../schedule.ts";
import type { PlaceField } from "./places.ts";

/** Ids are written by people in files and appear in addresses and file names. */
export const slugSchema = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,
    "an id has letters, digits, hyphens and underscores, begins with a letter or digit, and is at most 63 long",
  );

export const classNameSchema = z.string().refine(isKnownClass, {
  error: (issue) =>
    `"${String(issue.input)}" is not a known class; allowed are COCO's names (person, bicycle, car, ...), "moving" and the group "vehicle"`,
});

/** Unit: seconds, up to a day. */
export const secondsSchema = z.number().min(0).max(86_400);
const unitScore = z.number().min(0).max(1);

/** Fields of scenarios that look at the picture and not at things. */
export const common = {
  id: slugSchema,
  name: z.string().min(1).max(120).optional(),
  /** `alarm` asks for attention, `record` only fills the register. */
  mode: z.enum(["alarm", "record"]).default("alarm"),
  priority: z.enum(["low", "normal", "high"]).default("normal"),
  /** Below this score nothing is recorded. Range: 0 to 1. */
  minScore: unitScore.default(0),
  /** Below this score an event only fills the register, even in mode `alarm`. Range: 0 to 1. */
  alarmScore: unitScore.default(0),
  schedule: scheduleSchema.optional(),
  /** Instant at which the scenario stops by itself (ISO 8601 with offset). */
  until: z.iso.datetime({ offset: true }).optional(),
  /** Arm modes of the site in which it watches; absent, it watches in all of them. */
  armModes: z.array(slugSchema).min(1).max(10).optional(),
};

/** Fields of scenarios about things: the ticked classes besides the common ones. */
export const aboutThings = { ...common, classes: z.array(classNameSchema).min(1).max(80) };

/** The same with a class that is ticked before anybody ticks one. */
export function aboutThingsLike(...classes: string[]) {
  return { ...aboutThings, classes: aboutThings.classes.default(classes) };
}

export const SCENARIO_FAMILIES = ["movement", "presence", "stillness", "body", "scene", "counting", "concept"] as const;
export type ScenarioFamily = (typeof SCENARIO_FAMILIES)[number];

/** What the picker shows of a kind before anything is drawn. */
export interface KindInfo<K extends string = string> {
  kind: K;
  family: ScenarioFamily;
  /** What the person draws; empty when the whole picture is watched. */
  places: readonly PlaceField[];
  /** `tracks` can be answered for the past from stored tracks; `picture` and `concept` cannot. */
  evidence: "tracks" | "picture" | "concept";
  /** Told to the person: it is known to be unsure. */
  experimental?: true;
  /** True when distances or speeds need the camera's ground plane. */
  groundPlane?: "needed" | "helps";
  schema: z.ZodType;
}

export const line: PlaceField = { field: "line", shape: "line" };
export const zone: PlaceField = { field: "zone", shape: "zone" };
