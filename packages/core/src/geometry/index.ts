// Public geometry; also runs in the browser, so nothing outside this folder is imported.
export * from "./box.ts";
export * from "./ground-plane.ts";
export * from "./line-crossing.ts";
export * from "./point.ts";
export * from "./polygon.ts";
