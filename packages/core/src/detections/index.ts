export * from "./detections.ts";
export * from "./families.ts";
export * from "./filter.ts";
export * from "./look-alikes.ts";
export * from "./suppression.ts";
