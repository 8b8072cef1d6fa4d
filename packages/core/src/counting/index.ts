export * from "./line-counter.ts";
export * from "./zone-counter.ts";
