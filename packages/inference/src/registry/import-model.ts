// Registering models by hand: copy a file into a folder under its manifest, or check all that are there.
import { createHash } from "node:crypto";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type ModelManifest } from "@vigie/contracts";
import { openOnnxModel } from "../onnx/onnx-model.ts";
import { PINNED_MODELS } from "../pinned-models.ts";
import { classNames } from "./class-names.ts";
import { embeddedModel } from "./embedded.ts";
import { parseManifestEntry, writeAtomically, writeManifestEntry } from "./manifest-file.ts";
import { familyOf, messageOf, RESERVED_NAMES, registeredModels, verifiedSource } from "./registry.ts";
import { checkWeights, modelError, weightsPath } from "./weights.ts";

/**
 * Copies the weights into the folder and registers them, once they have the manifest's hash and their family's shape.
 * A class list that the manifest names must lie in the folder already, or in `classesFrom`.
 * Errors: `model.bad-manifest`, `model.missing`, `model.hash-mismatch`, `model.unsupported`, `model.bad-shape`.
 */
export async function importModel(
  folder: string,
  file: string,
  manifestEntry: unknown,
  classesFrom?: string,
): Promise<ModelManifest> {
  const manifest = parseManifestEntry("the given manifest", manifestEntry);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw modelError("model.missing", "not-found", manifest, `the file ${file} cannot be read`, cause);
  });
  return registerWeights(folder, bytes, file, manifest, classesFrom ?? folder);
}

/** What the product knows of a file by its content alone: one of the models that `vigie models pull` fetches; null otherwise. */
export async function pinnedEntry(file: string): Promise<ModelManifest | null> {
  const sizeBytes = (await stat(file).catch(() => null))?.size;
  const candidates = PINNED_MODELS.filter(({ manifest }) => manifest.bytes === sizeBytes);
  if (candidates.length === 0) return null;
  const sha256 = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  return candidates.find(({ manifest }) => manifest.sha256 === sha256)?.manifest ?? null;
}

/** As `importModel`, for bytes that come from elsewhere. */
export async function registerWeights(
  folder: string,
  bytes: Uint8Array,
  place: string,
  manifest: ModelManifest,
  classesFrom: string,
): Promise<ModelManifest> {
  if (RESERVED_NAMES.includes(manifest.name)) {
    const sentence = `the name "${manifest.name}" belongs to the product, its manifest must give it another`;
    throw modelError("model.bad-manifest", "invalid", manifest, sentence);
  }
  checkWeights(manifest, place, bytes);
  const target = weightsPath(folder, manifest);
  const classes = await classNames(classesFrom, manifest);
  const { name, calibration = null } = manifest;
  const model = await openOnnxModel({ name, family: familyOf(manifest), classes, weights: bytes, calibration });
  await model.close();
  await mkdir(folder, { recursive: true });
  await writeAtomically(target, bytes);
  if (/\.txt$/.test(manifest.classes)) {
    await writeAtomically(join(folder, manifest.classes), Buffer.from(`${classes.join("\n")}\n`));
  }
  await writeManifestEntry(folder, manifest);
  return manifest;
}

export interface ModelCheck {
  name: string;
  folder: string;
  /** `not-for-watching`: a model of another kind, sound or not; it is never loaded. */
  verdict: "usable" | "not-for-watching" | "broken";
  /** Empty when the model loads and has its family's shape. */
  problem: string;
}

/** Verifies and loads every registered model, and the project's own where its folder is given. Cost: about 100 ms a model. */
export async function checkModels(folders: readonly string[], embeddedFolder?: string): Promise<ModelCheck[]> {
  const checks: ModelCheck[] = [];
  const embedded = embeddedFolder === undefined ? [] : [await embeddedModel(embeddedFolder)];
  for (const model of [...(await registeredModels(folders)), ...embedded]) {
    const { name, folder } = model;
    try {
      const opened = await openOnnxModel(await verifiedSource(model));
      await opened.close();
      checks.push({ name, folder, verdict: "usable", problem: "" });
    } catch (error) {
      const isForeign = error instanceof AppError && error.code === "model.unsupported";
      checks.push({ name, folder, verdict: isForeign ? "not-for-watching" : "broken", problem: messageOf(error) });
    }
  }
  return checks;
}
