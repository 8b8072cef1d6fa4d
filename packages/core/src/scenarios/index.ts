export { CARRIERS } from "./carried.ts";
export * from "./cause-memory.ts";
export * from "./closer-places.ts";
export * from "./registry.ts";
export * from "./scenario-rule.ts";
export * from "./scene-event.ts";
