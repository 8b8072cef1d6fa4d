// Where this machine keeps things, from the environment.
import { join, resolve } from "node:path";

/** Data folder: VIGIE_DATA, or ./data. */
export function dataFolder(): string {
  return resolve(process.env.VIGIE_DATA ?? "data");
}

/** Folders searched for models, in order: `<VIGIE_ASSETS>/models` when that is set, then `<data>/models`. */
export function modelFolders(): string[] {
  const assets = process.env.VIGIE_ASSETS;
  return [...(assets ? [join(resolve(assets), "models")] : []), join(dataFolder(), "models")];
}
