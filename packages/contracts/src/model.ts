// A model manifest: what a weights file is, where it comes from, and the hash without which it is not loaded.
import { z } from "zod";

export const MODEL_FAMILIES = ["yolox", "picodet"] as const;

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
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;
