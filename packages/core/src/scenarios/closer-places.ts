// Which scenarios ask the detector to look closer at their places: those about people who stand high up or far off and therefore show small.
import type { Polygon, Scene } from "@vigie/contracts";

const SEEN_SMALL: ReadonlySet<string> = new Set(["work-at-height"]);

/** Zones of the scenarios of those kinds, each once. Space: normalised. */
export function closerPlaces({ scenarios, zones }: Pick<Scene, "scenarios" | "zones">): Polygon[] {
  const asked = new Set<string>();
  for (const scenario of scenarios) {
    if (SEEN_SMALL.has(scenario.kind) && "zone" in scenario) asked.add(scenario.zone);
  }
  return zones.filter(({ id }) => asked.has(id)).map(({ polygon }) => polygon);
}
