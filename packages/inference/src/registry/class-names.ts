// The class names of a model, in the product's vocabulary.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { COCO_CLASSES, type ModelManifest } from "@vigie/contracts";
import { modelError } from "./weights.ts";

/** Names that other tools give to COCO's classes. */
const ALIASES: Readonly<Record<string, string>> = {
  motorbike: "motorcycle",
  aeroplane: "airplane",
  sofa: "couch",
  tvmonitor: "tv",
  pottedplant: "potted plant",
  diningtable: "dining table",
};

/**
 * By class id; the manifest names a text file beside it (one name a line), or `coco`, or the names with commas between.
 * Errors: `model.bad-manifest`, `model.unsupported` for classes outside COCO (a face or plate model is none for watching).
 */
export async function classNames(folder: string, manifest: ModelManifest): Promise<readonly string[]> {
  if (manifest.classes === "coco") return COCO_CLASSES;
  const text = await classText(folder, manifest);
  const names = text
    .split(/[\n,]/)
    .map((line) => line.trim().toLowerCase())
    .filter((line) => line !== "")
    .map((name) => ALIASES[name] ?? name);
  const foreign = names.find((name) => !(COCO_CLASSES as readonly string[]).includes(name));
  if (foreign !== undefined) {
    const sentence = `its class "${foreign}" is not one of COCO's 80 classes, which are all that may be watched for`;
    throw modelError("model.unsupported", "unsupported", manifest, sentence);
  }
  if (names.length === 0 || new Set(names).size !== names.length) {
    throw modelError("model.bad-manifest", "invalid", manifest, "its list of classes is empty or names one twice");
  }
  return names;
}

async function classText(folder: string, manifest: ModelManifest): Promise<string> {
  if (!/^[^/\\]+\.txt$/.test(manifest.classes)) return manifest.classes;
  const path = join(folder, manifest.classes);
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw modelError("model.bad-manifest", "invalid", manifest, `its list of classes ${path} cannot be read`, cause);
  }
}
