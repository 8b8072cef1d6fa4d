export * from "./sight.ts";
