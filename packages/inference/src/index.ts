// What the inference room offers: the catalogue of detectors, the care of models, and the motion gate.
export { createMotionMeter, MOTION_GATE_THRESHOLD } from "./motion/motion-meter.ts";
export { PINNED_MODELS, type PinnedModel } from "./pinned-models.ts";
export { type CatalogueOptions, createDetectorCatalogue } from "./registry/catalogue.ts";
export { EMBEDDED_FOLDER } from "./registry/embedded.ts";
export { checkModels, importModel, type ModelCheck, pinnedEntry } from "./registry/import-model.ts";
export { PREFERENCES, type Preference } from "./registry/preference.ts";
export { pullModel } from "./registry/pull-model.ts";
