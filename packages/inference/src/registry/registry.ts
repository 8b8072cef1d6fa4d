// Registered models: what lies in the folders, whether it may be used, and the verified source of one.
import { AppError, type ModelManifest } from "@vigie/contracts";
import { FAMILIES } from "../onnx/families.ts";
import type { ModelFamily } from "../onnx/family.ts";
import type { OnnxModelSource } from "../onnx/onnx-model.ts";
import { classNames } from "./class-names.ts";
import { readManifest } from "./manifest-file.ts";
import { modelError, readWeights } from "./weights.ts";

export interface RegisteredModel {
  name: string;
  folder: string;
  manifest: ModelManifest | null;
  /** Why it is refused before its file is looked at; empty otherwise. */
  problem: string;
}

/** Names that mean something of the product's own to whoever chooses a detector. */
export const RESERVED_NAMES: readonly string[] = ["auto", "motion", "embedded"];

/** Every entry of every folder, in order; a name that stands twice counts where it stands first, and a copy of the same model is left out. Never throws. */
export async function registeredModels(
  folders: readonly string[],
  reserved: readonly string[] = RESERVED_NAMES,
): Promise<RegisteredModel[]> {
  const models: RegisteredModel[] = [];
  for (const folder of folders) {
    try {
      for (const { name, manifest, problem } of await readManifest(folder)) {
        const earlier = models.find((model) => model.name === name);
        if (earlier?.manifest && earlier.manifest.sha256 === manifest?.sha256) continue;
        const taken = reserved.includes(name) ? `The name "${name}" in ${folder} belongs to the product.` : "";
        const doubled = earlier ? `The name "${name}" is already taken by a model in ${earlier.folder}.` : "";
        models.push({ name, folder, manifest, problem: problem || taken || doubled });
      }
    } catch (error) {
      models.push({ name: folder, folder, manifest: null, problem: messageOf(error) });
    }
  }
  return models;
}

/**
 * Everything needed to load it, its bytes verified.
 * Errors: `model.unsupported`, `model.bad-manifest`, `model.missing`, `model.hash-mismatch`.
 */
export async function verifiedSource(model: RegisteredModel, name = model.name): Promise<OnnxModelSource> {
  const { manifest, folder, problem } = model;
  if (!manifest || problem !== "") {
    throw new AppError({ code: "model.bad-manifest", kind: "invalid", audience: "operator", message: problem });
  }
  const family = familyOf(manifest);
  const classes = await classNames(folder, manifest);
  const weights = await readWeights(folder, manifest);
  return { name, family, classes, weights, calibration: manifest.calibration ?? null };
}

/** Errors: `model.unsupported`. */
export function familyOf(manifest: ModelManifest): ModelFamily {
  const family = FAMILIES.find((candidate) => candidate.name === manifest.family);
  if (family) return family;
  const known = new Intl.ListFormat("en").format(FAMILIES.map((candidate) => candidate.name));
  const sentence = `its family "${manifest.family}" is not one that watches for things; these are ${known}`;
  throw modelError("model.unsupported", "unsupported", manifest, sentence);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
