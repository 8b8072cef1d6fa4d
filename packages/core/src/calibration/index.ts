export * from "./isotonic.ts";
export * from "./score-calibration.ts";
