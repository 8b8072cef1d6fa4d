export * from "./still-object.ts";
export * from "./still-objects.ts";
export { distanceTo } from "./visitors.ts";
