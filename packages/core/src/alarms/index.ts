export * from "./alarm-from-event.ts";
export * from "./decisions.ts";
export * from "./queue.ts";
export * from "./same-cause.ts";
