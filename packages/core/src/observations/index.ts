export * from "./line-watch.ts";
export * from "./observation.ts";
export * from "./thin-zone.ts";
export * from "./thing.ts";
export * from "./thing-memory.ts";
export * from "./twins.ts";
export * from "./zone-watch.ts";
