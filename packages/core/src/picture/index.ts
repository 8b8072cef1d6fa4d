export * from "./kept-look.ts";
export * from "./lamp.ts";
export * from "./levels.ts";
export * from "./place-memory.ts";
export * from "./region.ts";
export * from "./sight.ts";
export * from "./sight-condition.ts";
