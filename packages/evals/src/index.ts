// Scorers and the tracker's evaluation.
export * from "./clear-mot.ts";
export * from "./count-accuracy.ts";
export * from "./detection-f1.ts";
export * from "./eval-tracks.ts";
export * from "./event-score.ts";
export * from "./golden-scores.ts";
export * from "./hota.ts";
export * from "./idf1.ts";
export * from "./lower-rate.ts";
export * from "./mot-format.ts";
export * from "./perturb.ts";
export * from "./run-drawn-situation.ts";
export * from "./run-situation.ts";
export * from "./run-tracker.ts";
export * from "./sequence-pairs.ts";
export * from "./way-between.ts";
