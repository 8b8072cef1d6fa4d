export * from "./camera-health.ts";
export * from "./health-facts.ts";
