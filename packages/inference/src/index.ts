// What the inference room offers: the catalogue of detectors, and the care of models.

export { createMotionMeter, MOTION_GATE_THRESHOLD } from "./motion/motion-meter.ts";
export { type CatalogueOptions, createDetectorCatalogue } from "./registry/catalogue.ts";
export { checkModels, importModel, type ModelCheck } from "./registry/import-model.ts";
export { PREFERENCES, type Preference } from "./registry/preference.ts";
