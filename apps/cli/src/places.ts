// Where this machine keeps things, from the environment.
import { join, relative, resolve } from "node:path";

const root = new URL("../../..", import.meta.url).pathname;

/** Data folder: VIGIE_DATA; without it `data` of the installation from anywhere inside it, as `npm start` uses, else ./data. */
export function dataFolder(): string {
  if (process.env.VIGIE_DATA) return resolve(process.env.VIGIE_DATA);
  const inside = !relative(root, process.cwd()).startsWith("..");
  return resolve(inside ? root : ".", "data");
}

/** Folders searched for models, in order: `<VIGIE_ASSETS>/models` when that is set, then `<data>/models`. */
export function modelFolders(): string[] {
  const assets = process.env.VIGIE_ASSETS;
  return [...(assets ? [join(resolve(assets), "models")] : []), join(dataFolder(), "models")];
}
