// What benchmarks run on: registered models and real clips where VIGIE_ASSETS has them.
import { existsSync } from "node:fs";
import { join } from "node:path";

const assets = process.env.VIGIE_ASSETS;

export const modelFolders = assets ? [join(assets, "models")] : [];

/** Path of a clip, or null when it is not here. */
export function clipPath(name: string): string | null {
  const path = join(assets ?? "", "clips", name);
  return assets && existsSync(path) ? path : null;
}

export const NO_MATERIAL = "needs models and clips: set VIGIE_ASSETS";
