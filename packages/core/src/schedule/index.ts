export * from "./watch-hours.ts";
