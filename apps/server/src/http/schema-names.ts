// The names under which shapes of the contracts stand in the API's description: once each, referred to from everywhere.
import * as contracts from "@vigie/contracts";
import { z } from "zod";

/** Become single parameters of a route and must stand there themselves. */
const QUERIES: ReadonlySet<string> = new Set(["alarmQuerySchema", "statisticsQuerySchema"]);

/** Every exported `somethingSchema` of the contracts under the name `Something`. */
export function namedSchemas(): z.core.$ZodRegistry<{ id: string }> {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(contracts)) {
    if (!name.endsWith("Schema") || QUERIES.has(name) || !(value instanceof z.ZodType)) continue;
    const short = name.slice(0, -"Schema".length);
    registry.add(value, { id: short.charAt(0).toUpperCase() + short.slice(1) });
  }
  return registry;
}

/** The components to which `paths` refers, directly or through another component. */
export function usedSchemas(paths: unknown, all: Readonly<Record<string, object>>): Record<string, object> {
  const used = new Set<string>();
  const follow = (part: unknown): void => {
    for (const [, name] of JSON.stringify(part).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      if (used.has(name!)) continue;
      used.add(name!);
      follow(all[name!] ?? null);
    }
  };
  follow(paths ?? {});
  return Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
}
