// A model manifest: what a weights file is, where it comes from, and the hash without which it is not loaded.
import { z } from "zod";

export const MODEL_FAMILIES = ["yolox", "picodet", "vigie"] as const;

const share = z.number().min(0).max(1);

/**
 * How a network's scores become shares of right boxes. `temperature` divides the score's logit; `perClass` gives for each class the
 * measured share at some scores, straight lines between them, both sides rising.
 */
export const calibrationSchema = z.union([
  z.strictObject({ temperature: z.number().positive().max(100) }),
  z.strictObject({
    perClass: z.record(
      z.string(),
      z
        .array(z.tuple([share, share]))
        .min(2)
        .max(200)
        .refine(
          (points) =>
            points.every(([score, right], i) => i === 0 || (score > points[i - 1]![0] && right >= points[i - 1]![1])),
          "its points must rise",
        ),
    ),
  }),
]);
export type Calibration = z.infer<typeof calibrationSchema>;

export const modelManifestSchema = z.looseObject({
  name: z.string().min(1),
  file: z.string().min(1),
  /** Families that no adapter knows are listed and refused with a reason; they are never loaded. */
  family: z.string().min(1),
  licence: z.string(),
  author: z.string().optional(),
  origin: z.string(),
  classes: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().positive(),
  calibration: calibrationSchema.optional(),
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;
