// The detectors that this machine has: registered models, the project's own weights, and motion.
import { AppError } from "@vigie/contracts";
import type { DetectorCatalogue, DetectorEntry, DetectorModel } from "@vigie/core";
import { createMotionModel, MOTION_INFO } from "../motion/motion-model.ts";
import { openOnnxModel } from "../onnx/onnx-model.ts";
import { EMBEDDED, embeddedModel } from "./embedded.ts";
import { preferenceRank } from "./preference.ts";
import { messageOf, type RegisteredModel, registeredModels, verifiedSource } from "./registry.ts";

export interface CatalogueOptions {
  /** Searched for `manifest.json`, first folder first. */
  folders: readonly string[];
  /** Where the project's own weights lie (`EMBEDDED_FOLDER` in an installation); without it there are none. */
  embeddedFolder?: string;
}

/** Cost of `list`: reads and hashes every weights file, about 10 ms each. */
export function createDetectorCatalogue(options: CatalogueOptions): DetectorCatalogue {
  return new Catalogue(options);
}

class Catalogue implements DetectorCatalogue {
  readonly #options: CatalogueOptions;

  constructor(options: CatalogueOptions) {
    this.#options = options;
  }

  async list(): Promise<DetectorEntry[]> {
    const registered = await registeredModels(this.#options.folders);
    const entries = await Promise.all(registered.map((model) => describe(model, model.name)));
    const embedded = await this.#embedded();
    if (embedded) entries.push(await describe(embedded, EMBEDDED));
    entries.push(MOTION_ENTRY);
    return entries.sort(
      (a, b) => Number(b.usable) - Number(a.usable) || preferenceRank(a.name) - preferenceRank(b.name),
    );
  }

  async open(name: string): Promise<DetectorModel> {
    if (name === "auto") return this.#openBest();
    if (name === MOTION_INFO.name) return createMotionModel();
    const registered = await registeredModels(this.#options.folders);
    const embedded = name === EMBEDDED ? await this.#embedded() : null;
    const model = embedded ?? registered.find((candidate) => candidate.name === name);
    if (model) return openOnnxModel(await verifiedSource(model));
    const usable = (await this.list()).filter((entry) => entry.usable).map((entry) => entry.name);
    throw new AppError({
      code: "model.unknown",
      kind: "not-found",
      message: `There is no detector "${name}"; usable here: auto, ${usable.join(", ")}.`,
      details: { name, usable },
    });
  }

  async #openBest(): Promise<DetectorModel> {
    for (const entry of await this.list()) {
      if (!entry.usable) continue;
      try {
        return await this.open(entry.name);
      } catch (error) {
        // A file can have the right hash and still be unreadable; `models check` says so, and the next best one watches.
        if (!(error instanceof AppError) || !error.code.startsWith("model.")) throw error;
      }
    }
    return createMotionModel();
  }

  async #embedded(): Promise<RegisteredModel | null> {
    const { embeddedFolder } = this.#options;
    return embeddedFolder === undefined ? null : embeddedModel(embeddedFolder);
  }
}

const MOTION_ENTRY: DetectorEntry = {
  name: MOTION_INFO.name,
  classes: MOTION_INFO.classes,
  usable: true,
  reason: "",
  licence: "Apache-2.0",
  origin: "part of the product, no weights",
};

async function describe(model: RegisteredModel, name: string): Promise<DetectorEntry> {
  const { licence = "unknown", origin = "unknown" } = model.manifest ?? {};
  try {
    const { classes } = await verifiedSource(model, name);
    return { name, classes, usable: true, reason: "", licence, origin };
  } catch (error) {
    return { name, classes: [], usable: false, reason: messageOf(error), licence, origin };
  }
}
