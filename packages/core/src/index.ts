export * from "./alarms/index.ts";
export * from "./analysis/index.ts";
export * from "./detections/index.ts";
export * from "./geometry/index.ts";
export * from "./health/index.ts";
export * from "./ports/index.ts";
export { ruledKinds } from "./scenarios/index.ts";
export * from "./schedule/index.ts";
export * from "./tracks/index.ts";
