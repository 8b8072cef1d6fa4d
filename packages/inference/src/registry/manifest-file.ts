// The manifest of a folder: which models lie there. A broken entry spoils itself, not its neighbours.
import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError, type ModelManifest, modelManifestSchema } from "@vigie/contracts";

export const MANIFEST_NAME = "manifest.json";

export interface ManifestEntry {
  /** Best name there is for a row in a list. */
  name: string;
  manifest: ModelManifest | null;
  /** Why the entry cannot be read; empty when it can. */
  problem: string;
}

/** Entries of the folder's manifest; empty when it has none. Errors: `model.bad-manifest` when it is no JSON array. */
export async function readManifest(folder: string): Promise<ManifestEntry[]> {
  const path = join(folder, MANIFEST_NAME);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw badManifest(`The model manifest ${path} cannot be read (${error.code}).`, error);
  });
  if (text === null) return [];
  return parseList(path, text).map((value, index) => readEntry(path, value, index));
}

function parseList(path: string, text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return value;
  } catch (cause) {
    throw badManifest(`The model manifest ${path} is not JSON.`, cause);
  }
  throw badManifest(`The model manifest ${path} is not a list of models.`);
}

/** Errors: `model.bad-manifest`. */
export function parseManifestEntry(place: string, value: unknown): ModelManifest {
  const entry = readEntry(place, value, 0);
  if (entry.manifest) return entry.manifest;
  throw badManifest(entry.problem);
}

function readEntry(place: string, value: unknown, index: number): ManifestEntry {
  const parsed = modelManifestSchema.safeParse(value);
  if (parsed.success) return { name: parsed.data.name, manifest: parsed.data, problem: "" };
  const named = (value as { name?: unknown } | null)?.name;
  const name = typeof named === "string" && named !== "" ? named : `entry ${index + 1}`;
  const issue = parsed.error.issues[0];
  const key = issue && issue.path.length > 0 ? `"${issue.path.join(".")}"` : "the entry";
  return {
    name,
    manifest: null,
    problem: `In ${place}, ${key} of "${name}" is wrong: ${issue?.message ?? "unknown"}.`,
  };
}

/** Adds the model or replaces the one of the same name; what stands there is kept as it is, also entries of other tools. */
export async function writeManifestEntry(folder: string, manifest: ModelManifest): Promise<void> {
  const path = join(folder, MANIFEST_NAME);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "[]";
    throw error;
  });
  const others = parseList(path, text).filter((value) => (value as { name?: unknown } | null)?.name !== manifest.name);
  await writeAtomically(path, Buffer.from(`${JSON.stringify([...others, manifest], null, 1)}\n`));
}

/** The file is there whole or not at all. */
export async function writeAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(draft, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function badManifest(message: string, cause?: unknown): AppError {
  return new AppError({ code: "model.bad-manifest", kind: "invalid", audience: "operator", message, cause });
}
