export * from "./camera-health.ts";
export * from "./health-facts.ts";
export * from "./sight-health.ts";
export * from "./silent-scenarios.ts";
