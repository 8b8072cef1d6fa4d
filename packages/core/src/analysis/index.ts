export * from "./camera-analysis.ts";
export * from "./camera-memory.ts";
export * from "./create-camera-analysis.ts";
export * from "./kept-shape.ts";
export * from "./scene-watch.ts";
