export * from "./analysis/camera-analysis.ts";
export * from "./detections/detections.ts";
export * from "./ports/index.ts";
export * from "./tracks/tracks.ts";
