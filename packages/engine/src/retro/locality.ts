// What of the stored past can matter to a scenario.
import type { Scenario, ScenarioKindName } from "@vigie/contracts";
import { CLASS_GROUPS } from "@vigie/contracts/classes";

/**
 * Kinds that judge a thing only by looks inside their zones or by steps over their line, whatever else is in the picture. Each was read for
 * it, and the differential test asks each of them with and without what lies elsewhere. Others are shown everything.
 */
const LOCAL_KINDS: readonly ScenarioKindName[] = [
  "line-count",
  "line-crossing",
  "wrong-way",
  "intrusion",
  "loitering",
  "stopped",
  "parking",
  "overstay",
  "speed",
  "zone-sequence",
  "turn-count",
];

/** These too, but for one thing: who rides in a vehicle does not count, and the vehicle may be beside the zone. */
const CARRIED_KINDS: readonly ScenarioKindName[] = ["crowd", "occupancy", "density"];

/** True when a thing can be left out for where it was and what it is. */
export function isLocal(kind: ScenarioKindName): boolean {
  return LOCAL_KINDS.includes(kind) || CARRIED_KINDS.includes(kind);
}

/** True when vehicles matter wherever they are. */
export function asksWhoIsCarried(kind: ScenarioKindName): boolean {
  return CARRIED_KINDS.includes(kind);
}

/** Every class that the definition names, groups replaced by their members; empty when it names none. */
export function namedClasses(definition: Scenario): Set<string> {
  const named = Object.entries(definition).flatMap(([field, value]) =>
    (field === "classes" || field === "machines") && Array.isArray(value) ? value.map(String) : [],
  );
  return new Set(named.flatMap((name) => CLASS_GROUPS[name] ?? [name]));
}
