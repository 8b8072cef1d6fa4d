export * from "./analysis/camera-analysis.ts";
export * from "./detections/index.ts";
export * from "./geometry/index.ts";
export * from "./ports/index.ts";
export * from "./tracks/index.ts";
