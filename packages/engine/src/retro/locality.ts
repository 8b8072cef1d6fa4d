// What of the stored past can matter to a scenario, and for how long nothing must happen before it surely waits for nothing.
import { CLASS_GROUPS, placeReferences, type Scenario, type ScenarioKindName } from "@vigie/contracts";

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
  "occupancy",
];

/** Nothing seen and nobody remembered for this long, and a local kind waits for nothing: it waits 15 s for what vanished inside. */
const LOCAL_REST_MS = 20_000;
/** What no rule waits for beyond its own times. */
const REST_MS = 130_000;

export function isLocal(kind: ScenarioKindName): boolean {
  return LOCAL_KINDS.includes(kind);
}

/** Unit: ms without anything in sight or remembered after which a pause changes nothing. */
export function restMsOf(definition: Scenario): number {
  if (isLocal(definition.kind)) return LOCAL_REST_MS;
  let sumS = 0;
  for (const [field, value] of Object.entries(definition)) {
    if (typeof value === "number" && /S$/.test(field)) sumS += value;
  }
  return REST_MS + sumS * 1000;
}

/** Every class that the definition names, groups replaced by their members; empty when it names none. */
export function namedClasses(definition: Scenario): Set<string> {
  const named = Object.entries(definition).flatMap(([field, value]) =>
    (field === "classes" || field === "machines") && Array.isArray(value) ? value.map(String) : [],
  );
  return new Set(named.flatMap((name) => CLASS_GROUPS[name] ?? [name]));
}

export function placesOf(definition: Scenario): ReturnType<typeof placeReferences> {
  return placeReferences(definition);
}
