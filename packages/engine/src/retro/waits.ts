// For how long nothing must happen before a scenario waits for nothing, and before nothing that was can matter to it.
import type { Scenario, ScenarioKindName } from "@vigie/contracts";

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
/** No rule waits longer for what vanished inside (15 s), or until a level is surely down (5 s). */
const REST_MS = 20_000;
const LEVEL_REST_MS = 7_000;
/** Their whole state is a level that is high or low, besides what they know of each thing in sight. */
const LEVEL_KINDS: readonly ScenarioKindName[] = ["occupancy", "crowd", "density", "crowd-movement", "queue"];
/** What is there at the first looks after a rule began, or its hours, may belong to the place (doubtful.ts): longer than those take. */
export const BEGINS_MS = 10_000;
/** ... and so many frames, however far apart they are. */
export const FIRST_FRAMES = 4;
/** Of kinds that nobody has read for it. */
const UNREAD_REST_MS = 130_000;

/**
 * When a pause changes nothing: so long after the last look, and whether everything must be forgotten first. Sooner where the rule itself
 * says that it waits for nothing, unless its hours or its end may come meanwhile. Unit: ms.
 */
export interface Rest {
  afterMs: number;
  whenForgotten: boolean;
  hasHours: boolean;
}

/** How a session may be cut where nothing is in sight: what was before is over so long after everything is forgotten. Unit: ms. */
export interface Silence {
  afterMs: number;
  /** So long before the next look the rule must have begun to watch. */
  beforeMs: number;
}

const causes: Silence = { afterMs: REST_MS, beforeMs: BEGINS_MS };
const levels: Silence = { afterMs: REST_MS, beforeMs: BEGINS_MS };
/** Where something was lost that had been told, it is known again for 15 minutes after everything is forgotten. */
const standing: Silence = { afterMs: 15 * 60_000 + REST_MS, beforeMs: BEGINS_MS };
/** The rate at which a queue is served is that of the last five minutes, or since watching began. */
const rates: Silence = { afterMs: 300_000 + REST_MS, beforeMs: 300_000 };

/**
 * How each kind remembers, its own times apart. Each was read for it, and the differential test cuts random scenes at every place that this
 * allows. Kinds that are not here learn as long as a session lasts (`fall` and `lying`: how tall people are where they stand), or were not
 * read yet: they are cut only where a session ends.
 */
const SILENCES: Partial<Record<ScenarioKindName, Silence>> = {
  "line-count": causes,
  "line-crossing": causes,
  "wrong-way": causes,
  tailgating: causes,
  intrusion: causes,
  loitering: causes,
  pavement: causes,
  "on-tracks": causes,
  "work-at-height": causes,
  speed: causes,
  "wrong-way-zone": causes,
  proximity: causes,
  "zone-sequence": causes,
  "turn-count": causes,
  occupancy: levels,
  crowd: levels,
  density: levels,
  "crowd-movement": levels,
  queue: rates,
  stopped: standing,
  parking: standing,
  overstay: standing,
};

/** Learn as long as a session lasts, but wait no longer than others. */
const LEARNING_KINDS: readonly ScenarioKindName[] = ["fall", "lying"];

/** Hours and ends begin and end between two looks too: then nothing is passed over before all is forgotten. */
export function restOf(definition: Scenario): Rest {
  const hasHours = definition.schedule !== undefined || definition.until !== undefined;
  const isTimeless = TIMELESS_KINDS.includes(definition.kind);
  if (isTimeless && !hasHours)
    return { afterMs: "line" in definition ? SETTLED_MS : 0, whenForgotten: false, hasHours };
  if (LEVEL_KINDS.includes(definition.kind)) return { afterMs: LEVEL_REST_MS, whenForgotten: true, hasHours };
  if (SILENCES[definition.kind] || LEARNING_KINDS.includes(definition.kind))
    return { afterMs: REST_MS, whenForgotten: true, hasHours };
  return { afterMs: UNREAD_REST_MS + ownTimesMs(definition), whenForgotten: true, hasHours };
}

/** Null for kinds that cannot be cut within a session. */
export function silenceOf(definition: Scenario): Silence | null {
  const silence = SILENCES[definition.kind];
  return silence ? { ...silence, afterMs: silence.afterMs + ownTimesMs(definition) } : null;
}

/** The sum of all times that the definition itself names. */
function ownTimesMs(definition: Scenario): number {
  let sumS = 0;
  for (const [field, value] of Object.entries(definition)) {
    if (typeof value === "number" && /S$/.test(field)) sumS += value;
  }
  return sumS * 1000;
}
