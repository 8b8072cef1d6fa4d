export * from "./clock.ts";
export * from "./detector.ts";
export * from "./files.ts";
export * from "./records.ts";
export * from "./trajectories.ts";
export * from "./video.ts";
export * from "./virtual-clock.ts";
export * from "./watch-picture.ts";
