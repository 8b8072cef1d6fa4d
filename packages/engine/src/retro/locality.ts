// What of the stored past can matter to a scenario, and for how long nothing must happen before it surely waits for nothing.
import { CLASS_GROUPS, type Scenario, type ScenarioKindName } from "@vigie/contracts";

/**
 * Kinds that judge a thing only by looks inside their zones or by steps over their line, whatever else is in the picture. Each was read for
 * it, and the differential test asks each of them with and without what lies elsewhere. Others are shown everything: who rides in a vehicle
 * is no occupant, and the vehicle may stand beside the zone.
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

/**
 * What these tell does not depend on when a frame without any look was shown: frames between two looks may be passed over, but for the one
 * right before the next, and for those soon after a look in which crossings settle.
 */
const TIMELESS_KINDS: readonly ScenarioKindName[] = [
  "line-count",
  "line-crossing",
  "wrong-way",
  "intrusion",
  "loitering",
];
/** Longer than a crossing takes to settle and a twin of it to be recognised. */
const SETTLED_MS = 5_000;
/** Of these it is known for how long they wait at most: 15 s for what vanished inside. */
const SHORT_REST_KINDS: readonly ScenarioKindName[] = ["stopped", "occupancy"];
const SHORT_REST_MS = 20_000;
/** What no rule waits for beyond its own times. */
const REST_MS = 130_000;

export function isLocal(kind: ScenarioKindName): boolean {
  return LOCAL_KINDS.includes(kind);
}

/** When a pause changes nothing: so long after the last look, and whether everything must be forgotten first. Unit: ms. */
export interface Rest {
  afterMs: number;
  whenForgotten: boolean;
}

/** Hours and ends begin and end between two looks too: then nothing is passed over before all is forgotten. */
export function restOf(definition: Scenario): Rest {
  const isTimeless = TIMELESS_KINDS.includes(definition.kind);
  if (isTimeless && !definition.schedule && definition.until === undefined)
    return { afterMs: "line" in definition ? SETTLED_MS : 0, whenForgotten: false };
  if (isTimeless || SHORT_REST_KINDS.includes(definition.kind)) return { afterMs: SHORT_REST_MS, whenForgotten: true };
  let sumS = 0;
  for (const [field, value] of Object.entries(definition)) {
    if (typeof value === "number" && /S$/.test(field)) sumS += value;
  }
  return { afterMs: REST_MS + sumS * 1000, whenForgotten: true };
}

/** Every class that the definition names, groups replaced by their members; empty when it names none. */
export function namedClasses(definition: Scenario): Set<string> {
  const named = Object.entries(definition).flatMap(([field, value]) =>
    (field === "classes" || field === "machines") && Array.isArray(value) ? value.map(String) : [],
  );
  return new Set(named.flatMap((name) => CLASS_GROUPS[name] ?? [name]));
}
