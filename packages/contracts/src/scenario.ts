// Scenario definitions: one schema per kind, one union, and what the picker needs to know about each kind.
import { z } from "zod";
import { isKnownClass } from "./classes.ts";
import { scheduleSchema } from "./schedule.ts";

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

const stayS = z.number().min(0).max(86_400);

const common = {
  id: slugSchema,
  name: z.string().min(1).max(120).optional(),
  classes: z.array(classNameSchema).min(1).max(80),
  /** `alarm` asks for attention, `record` only fills the register. */
  mode: z.enum(["alarm", "record"]).default("alarm"),
  priority: z.enum(["low", "normal", "high"]).default("normal"),
  /** Tracks whose mean score is below this are ignored. Range: 0 to 1. */
  minScore: z.number().min(0).max(1).default(0),
  schedule: scheduleSchema.optional(),
  /** Instant at which the scenario stops by itself (ISO 8601 with offset). */
  until: z.iso.datetime({ offset: true }).optional(),
};

export const lineCountSchema = z.strictObject({
  ...common,
  kind: z.literal("line-count"),
  line: slugSchema,
  mode: z.enum(["alarm", "record"]).default("record"),
});
export const lineCrossingSchema = z.strictObject({
  ...common,
  kind: z.literal("line-crossing"),
  line: slugSchema,
  direction: z.enum(["forward", "backward", "both"]).default("both"),
});
export const wrongWaySchema = z.strictObject({
  ...common,
  kind: z.literal("wrong-way"),
  line: slugSchema,
  allowed: z.enum(["forward", "backward"]),
});
export const intrusionSchema = z.strictObject({
  ...common,
  kind: z.literal("intrusion"),
  zone: slugSchema,
  minStayS: stayS.default(0.5),
});
export const loiteringSchema = z.strictObject({
  ...common,
  kind: z.literal("loitering"),
  zone: slugSchema,
  minStayS: stayS.default(30),
});
export const stoppedSchema = z.strictObject({
  ...common,
  kind: z.literal("stopped"),
  zone: slugSchema,
  minStayS: stayS.default(20),
});
export const occupancySchema = z.strictObject({
  ...common,
  kind: z.literal("occupancy"),
  zone: slugSchema,
  /** More than this many at once is an event; absent, the zone is only counted. */
  max: z.number().int().min(0).max(10_000).optional(),
  minStayS: stayS.default(2),
  mode: z.enum(["alarm", "record"]).default("record"),
});

export const scenarioSchema = z.discriminatedUnion("kind", [
  lineCountSchema,
  lineCrossingSchema,
  wrongWaySchema,
  intrusionSchema,
  loiteringSchema,
  stoppedSchema,
  occupancySchema,
]);
export type Scenario = z.infer<typeof scenarioSchema>;
export type ScenarioInput = z.input<typeof scenarioSchema>;
export type ScenarioKindName = Scenario["kind"];
export type ScenarioOf<K extends ScenarioKindName> = Extract<Scenario, { kind: K }>;

/** What the picker shows of a kind before anything is drawn. */
export interface ScenarioKindInfo {
  kind: ScenarioKindName;
  /** What the person draws. */
  needs: "line" | "zone";
  schema: z.ZodType;
}

/** One row per kind, in the order in which the picker shows them. */
export const SCENARIO_KINDS: readonly ScenarioKindInfo[] = [
  { kind: "intrusion", needs: "zone", schema: intrusionSchema },
  { kind: "stopped", needs: "zone", schema: stoppedSchema },
  { kind: "loitering", needs: "zone", schema: loiteringSchema },
  { kind: "wrong-way", needs: "line", schema: wrongWaySchema },
  { kind: "line-crossing", needs: "line", schema: lineCrossingSchema },
  { kind: "line-count", needs: "line", schema: lineCountSchema },
  { kind: "occupancy", needs: "zone", schema: occupancySchema },
];
