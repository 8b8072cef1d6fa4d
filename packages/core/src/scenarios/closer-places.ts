// Which scenarios ask the detector to look closer at their places: those about people who show small, or who stand so close that one box holds two.
import type { Polygon, Scene } from "@vigie/contracts";

const SEEN_CLOSER: ReadonlySet<string> = new Set(["work-at-height", "density"]);

/** Zones of the scenarios of those kinds, each once. Space: normalised. */
export function closerPlaces({ scenarios, zones }: Pick<Scene, "scenarios" | "zones">): Polygon[] {
  const asked = new Set<string>();
  for (const scenario of scenarios) {
    if (SEEN_CLOSER.has(scenario.kind) && "zone" in scenario) asked.add(scenario.zone);
  }
  return zones.filter(({ id }) => asked.has(id)).map(({ polygon }) => polygon);
}
