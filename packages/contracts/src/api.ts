// REST and WebSocket shapes under /api/v1; the server validates with them and the console's client is typed by them.
import { z } from "zod";
import { alarmSchema, alarmStateSchema, outcomeSchema, verdictSchema } from "./alarm.ts";
import { analysisSchema, cameraConfigSchema, recordingSchema, sourceSchema } from "./camera.ts";
import { sceneEventSchema } from "./event.ts";
import { cameraHealthSchema } from "./health.ts";
import { publishedScoreSchema } from "./published-score.ts";
import { SCENARIO_FAMILIES, slugSchema } from "./scenario.ts";
import { sceneSchema } from "./scene.ts";

/** department: figures and nothing else, no picture, no camera page, no alarm. */
export const roleSchema = z.enum(["administrator", "operator", "viewer", "department"]);
export type Role = z.infer<typeof roleSchema>;

/** Body of every answer that is not 2xx. */
export const problemSchema = z.object({
  code: z.string(),
  kind: z.string(),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const healthReportSchema = z.object({
  status: z.enum(["ok", "degraded"]),
  version: z.string(),
  startedAtMs: z.number(),
  nowMs: z.number(),
  cameras: z.object({
    total: z.number(),
    ok: z.number(),
    degraded: z.number(),
    blind: z.number(),
    unknown: z.number(),
  }),
  /** Since the store was created. */
  alarmsRaised: z.number(),
  alarmsOpen: z.number(),
  store: z.object({ dialect: z.string(), ok: z.boolean() }),
  disk: z.object({ freeBytes: z.number(), recordedBytes: z.number() }),
  /** What is wrong, one sentence each; empty when ok. */
  reasons: z.array(z.string()),
});
export type HealthReport = z.infer<typeof healthReportSchema>;

export const setupStateSchema = z.object({ needed: z.boolean() });
export const setupRequestSchema = z.strictObject({
  token: z.string().min(1),
  name: z.string().min(1).max(120),
  email: z.email(),
  password: z.string().min(12, "a password has at least 12 characters").max(200),
  /** What the administrator reads; the demo site takes its names from it. */
  language: z.enum(["en", "fr"]).optional(),
  /** IANA zone by whose clock the site lives; the server's own when absent. */
  timeZone: z.string().min(1).max(60).optional(),
});
export type SetupRequest = z.infer<typeof setupRequestSchema>;

export const sessionUserSchema = z.object({ id: z.string(), name: z.string(), email: z.string(), role: roleSchema });
export type SessionUser = z.infer<typeof sessionUserSchema>;

export const userCreateSchema = z.strictObject({
  name: z.string().min(1).max(120),
  email: z.email(),
  password: z.string().min(12).max(200),
  role: roleSchema,
});

export const userPatchSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  password: z.string().min(12).max(200).optional(),
  role: roleSchema.optional(),
});

/** A camera as it leaves the server: the password is never in it. */
export const cameraViewSchema = cameraConfigSchema.extend({
  hasPassword: z.boolean(),
  /** Changes with every stored change; given back as If-Match, nobody is overwritten unseen. */
  version: z.string(),
  demo: z.boolean(),
  health: cameraHealthSchema,
});
export type CameraView = z.infer<typeof cameraViewSchema>;

/** Without an id one is made from the name. */
export const cameraCreateSchema = z.strictObject({
  id: slugSchema.optional(),
  name: z.string().min(1).max(120),
  place: z.string().max(120).optional(),
  source: sourceSchema,
  analysis: analysisSchema.optional(),
  recording: recordingSchema.optional(),
});
export type CameraCreate = z.input<typeof cameraCreateSchema>;

export const cameraPatchSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  place: z.string().max(120).optional(),
  enabled: z.boolean().optional(),
  source: sourceSchema.optional(),
  analysis: analysisSchema.optional(),
  recording: recordingSchema.optional(),
  /** The whole scene; it is taken or refused as one. */
  scene: sceneSchema.optional(),
});
export type CameraPatch = z.input<typeof cameraPatchSchema>;

export const probeRequestSchema = z.strictObject({ source: sourceSchema });
export const probeResultSchema = z.object({
  codec: z.string(),
  codecString: z.string().nullable(),
  widthPx: z.number(),
  heightPx: z.number(),
  fps: z.number().nullable(),
  durationS: z.number().nullable(),
  /** A JPEG as data: address. */
  still: z.string(),
});
export type ProbeResult = z.infer<typeof probeResultSchema>;

/** Answer to an uploaded video file (multipart field `file`): use `path` in a file source. */
export const videoUploadSchema = z.object({ path: z.string(), sizeBytes: z.number() });
export type VideoUpload = z.infer<typeof videoUploadSchema>;

export const alarmPageSchema = z.object({ alarms: z.array(alarmSchema), next: z.string().nullable() });
export type AlarmPage = z.infer<typeof alarmPageSchema>;
export const alarmQuerySchema = z.strictObject({
  state: z.union([alarmStateSchema, z.array(alarmStateSchema)]).optional(),
  camera: slugSchema.optional(),
  scenario: slugSchema.optional(),
  verdict: z.union([verdictSchema, z.literal("none")]).optional(),
  from: z.coerce.number().optional(),
  to: z.coerce.number().optional(),
  order: z.enum(["newest", "queue"]).default("newest"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(500).optional(),
});

export const verdictRequestSchema = z.strictObject({
  verdict: verdictSchema,
  outcome: outcomeSchema.default("none"),
  note: z.string().max(2000).default(""),
});
export type VerdictRequest = z.input<typeof verdictRequestSchema>;

export const eventPageSchema = z.object({ events: z.array(sceneEventSchema), next: z.string().nullable() });

export const segmentViewSchema = z.object({
  path: z.string(),
  sequence: z.number(),
  startMs: z.number(),
  endMs: z.number(),
  sizeBytes: z.number(),
  sha256: z.string(),
  codec: z.string(),
  gapBeforeMs: z.number(),
  gapReason: z.string(),
});
export const recordingsSchema = z.object({ segments: z.array(segmentViewSchema) });

export const countBinSchema = z.object({
  placeId: z.string(),
  className: z.string(),
  direction: z.enum(["forward", "backward", "inside"]),
  binStartMs: z.number(),
  value: z.number(),
});
export const countsSchema = z.object({ bins: z.array(countBinSchema) });

export const detectorEntrySchema = z.object({
  name: z.string(),
  classes: z.array(z.string()),
  usable: z.boolean(),
  reason: z.string(),
  licence: z.string(),
  origin: z.string(),
});
export const detectorsSchema = z.object({ detectors: z.array(detectorEntrySchema), best: z.string() });
export type DetectorsView = z.infer<typeof detectorsSchema>;

export const scenarioKindViewSchema = z.object({
  kind: z.string(),
  family: z.enum(SCENARIO_FAMILIES),
  /** What the person draws; empty when the whole picture is watched. */
  places: z.array(
    z.object({
      field: z.string(),
      shape: z.enum(["line", "zone", "light"]),
      many: z.boolean(),
      optional: z.boolean(),
    }),
  ),
  evidence: z.enum(["tracks", "picture", "concept"]),
  experimental: z.boolean(),
  groundPlane: z.enum(["none", "helps", "needed"]),
  /** False while this build has no rule for it: it can be configured and says that it is not watching. */
  built: z.boolean(),
  /** On simulated films that nobody tuned on, one row per detector; empty when nobody has measured it. */
  scores: z.array(publishedScoreSchema),
  /** JSON Schema (draft 2020-12) of the definition; the form is generated from it. */
  schema: z.record(z.string(), z.unknown()),
});
export const scenarioKindsSchema = z.object({ kinds: z.array(scenarioKindViewSchema) });

export const siteSettingsSchema = z.strictObject({
  siteName: z.string().min(1).max(120),
  timeZone: z.string().min(1).max(60),
  /** Whole days, by law at most 30 (French internal security code, L252-5). */
  retentionDays: z.number().int().min(1).max(30),
  /** The site's arm modes and the one in force; a scenario with `armModes` watches only in those. */
  armModes: z.array(slugSchema).min(1).max(10).default(["armed", "home", "disarmed"]),
  armMode: slugSchema.default("armed"),
  /** Days that are not as others on the whole site (YYYY-MM-DD); they join those of each schedule. */
  holidays: z.array(z.iso.date()).max(400).default([]),
  /** How many cameras may be analysed at once; null when nothing limits it. */
  analysisSlots: z.number().int().min(1).max(10_000).nullable().default(null),
});
export type SiteSettings = z.infer<typeof siteSettingsSchema>;

/** `confirmed`: a person has looked at the server's clock and says that it is right. */
export const retentionRunSchema = z.strictObject({ confirmed: z.boolean().default(false) });
export type RetentionRun = z.input<typeof retentionRunSchema>;

/** What one clean-up deleted. */
export const retentionReportSchema = z.object({
  /** Everything before this time went. */
  cutoffMs: z.number(),
  segments: z.number(),
  segmentBytes: z.number(),
  alarms: z.number(),
  events: z.number(),
  /** Pieces of stored tracks. */
  trajectories: z.number(),
  journalEntries: z.number(),
  filesRemoved: z.number(),
  /** Files that could not be deleted; they are tried again. */
  filesFailed: z.number(),
  /** One sentence when the clock has stepped and something was held back for that; null otherwise. */
  refused: z.string().nullable(),
});
export type RetentionReport = z.infer<typeof retentionReportSchema>;

/** First text message on a live WebSocket; binary fMP4 chunks follow. Later text messages: `{type: "end", reason}`. */
export const liveHelloSchema = z.object({ type: z.literal("hello"), mimeType: z.string(), cameraId: z.string() });
