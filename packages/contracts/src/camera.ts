// A camera as the owner configures it, and where its picture comes from.
import { z } from "zod";
import { slugSchema } from "./scenario.ts";
import { sceneSchema } from "./scene.ts";

/** User and password are never part of the address: they are stored apart and never sent back. */
const address = (...schemes: string[]) =>
  z
    .url({
      protocol: new RegExp(`^(${schemes.join("|")})$`),
      error: `the address must begin with ${schemes.map((s) => `${s}://`).join(" or ")}`,
    })
    .max(2000);

const credentials = { username: z.string().max(200).optional(), password: z.string().max(200).optional() };

export const rtspSourceSchema = z.strictObject({
  kind: z.literal("rtsp"),
  url: address("rtsp", "rtsps"),
  transport: z.enum(["tcp", "udp"]).default("tcp"),
  ...credentials,
});
/** MJPEG or any other stream that one HTTP request delivers. */
export const httpSourceSchema = z.strictObject({
  kind: z.literal("http"),
  url: address("http", "https"),
  ...credentials,
});
/** A video file played as a camera, again from the start when it ends; the path lies under the data folder or is a demo scene. */
export const fileSourceSchema = z.strictObject({
  kind: z.literal("file"),
  path: z.string().min(1).max(1000),
  loop: z.boolean().default(true),
});

export const sourceSchema = z.discriminatedUnion("kind", [rtspSourceSchema, httpSourceSchema, fileSourceSchema]);
export type CameraSource = z.infer<typeof sourceSchema>;

export const analysisSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** `motion`, `embedded`, the name of a registered model, or `auto`: the best one that this machine has. */
  detector: z.string().min(1).max(100).default("auto"),
  /** Pictures analysed per second of stream. Unit: 1/s. */
  fps: z.number().min(0.5).max(30).default(5),
  /**
   * Shows the detector small things that move anywhere once more, enlarged, at up to twice the cost; off when left out. The places of scenarios
   * that need it are looked at closer either way.
   */
  closerLooks: z.boolean().optional(),
});

export const recordingSchema = z.strictObject({ enabled: z.boolean().default(true) });

export const cameraConfigSchema = z.strictObject({
  id: slugSchema,
  name: z.string().min(1).max(120),
  place: z.string().max(120).default(""),
  enabled: z.boolean().default(true),
  source: sourceSchema,
  analysis: analysisSchema.prefault({}),
  recording: recordingSchema.prefault({}),
  scene: sceneSchema.prefault({}),
});
export type CameraConfig = z.infer<typeof cameraConfigSchema>;
export type CameraConfigInput = z.input<typeof cameraConfigSchema>;
