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

/** Beyond COCO a model may name concepts of its own, written like this. */
const CONCEPT = /^[a-z][a-z0-9 _-]{0,60}$/;
/** What a person is, feels or who they are is judged by no model here. Source: AI Act art. 5; CNIL position on augmented cameras. */
const ABOUT_WHO =
  /\b(age|gender|man|woman|male|female|boy|girl|ethnicity|race|emotion|identity|person id)\b|^(faces?|((license|licence|number) )?plates?)$/;

/**
 * By class id; the manifest names a text file beside it (one name a line), or `coco`, or the names with commas between.
 * Errors: `model.bad-manifest`, `model.unsupported` for names that are no concept, or one of what nobody may be judged by.
 */
export async function classNames(folder: string, manifest: ModelManifest): Promise<readonly string[]> {
  if (manifest.classes === "coco") return COCO_CLASSES;
  const text = await classText(folder, manifest);
  const names = text
    .split(/[\n,]/)
    .map((line) => line.trim().toLowerCase())
    .filter((line) => line !== "")
    .map((name) => ALIASES[name] ?? name);
  for (const name of names) {
    if (!CONCEPT.test(name)) {
      const sentence = `its class "${name}" is not a name; allowed are letters, digits, spaces, hyphens and underscores, at most 61`;
      throw modelError("model.unsupported", "unsupported", manifest, sentence);
    }
    if (ABOUT_WHO.test(name)) {
      const sentence = `its class "${name}" would judge who somebody is, which nothing here does; leave it out of the model`;
      throw modelError("model.unsupported", "unsupported", manifest, sentence);
    }
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
