export * from "./cause-memory.ts";
export * from "./registry.ts";
export * from "./scenario-rule.ts";
export * from "./scene-event.ts";
