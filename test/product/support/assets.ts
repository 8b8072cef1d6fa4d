// Material for tests that is not part of the repository: found through VIGIE_ASSETS, skipped visibly without it.
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = process.env.VIGIE_ASSETS;

/** True when the folder with models and clips is there. */
export const hasAssets = root !== undefined && existsSync(join(root, "clips")) && existsSync(join(root, "models"));

export function clip(name: string): string {
  return join(root ?? "", "clips", name);
}
