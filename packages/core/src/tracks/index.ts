export * from "./assignment.ts";
export { createTracks } from "./columns.ts";
export * from "./settings.ts";
export * from "./tracker.ts";
export * from "./tracks.ts";
