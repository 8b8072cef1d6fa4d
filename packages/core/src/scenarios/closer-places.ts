// Where the detector is asked to look closer: the zones of the kinds that need it.
import type { Polygon, Scene } from "@vigie/contracts";
import { asksForCloserLook } from "@vigie/contracts/places";

/** Zones of the scenarios of those kinds, each once. Space: normalised. */
export function closerPlaces({ scenarios, zones }: Pick<Scene, "scenarios" | "zones">): Polygon[] {
  const asked = new Set<string>();
  for (const scenario of scenarios) {
    if (asksForCloserLook(scenario.kind) && "zone" in scenario) asked.add(scenario.zone);
  }
  return zones.filter(({ id }) => asked.has(id)).map(({ polygon }) => polygon);
}
