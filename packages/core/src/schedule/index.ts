export * from "./local-time.ts";
export * from "./watch-hours.ts";
