// The project's own detector: weights that come with the installation, under the name that scenarios and settings use.
import { fileURLToPath } from "node:url";
import { MANIFEST_NAME } from "./manifest-file.ts";
import { type RegisteredModel, registeredModels } from "./registry.ts";

export const EMBEDDED = "embedded";

/** Where they lie in an installation: a manifest with one entry, the weights, and the card that says what they can. */
export const EMBEDDED_FOLDER = fileURLToPath(new URL("../../weights/embedded", import.meta.url));

/** The first entry of the folder's manifest, under the product's name for it; one with a problem when there is none. */
export async function embeddedModel(folder: string): Promise<RegisteredModel> {
  const [first] = await registeredModels([folder], []);
  const manifest = first?.manifest ? { ...first.manifest, name: EMBEDDED } : null;
  const missing = `The project's own weights are missing: there is no ${folder}/${MANIFEST_NAME}; install Vigie again.`;
  return { name: EMBEDDED, folder, manifest, problem: first ? first.problem : missing };
}
