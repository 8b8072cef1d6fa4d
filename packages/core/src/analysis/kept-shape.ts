// Whether what was read back is a camera's memory: a body that somebody else wrote, or that was cut, is none.
import type { CameraMemory } from "./camera-memory.ts";

type Check = (value: unknown) => boolean;

const aNumber: Check = (value) => Number.isFinite(value);
const aText: Check = (value) => typeof value === "string";
const aFlag: Check = (value) => typeof value === "boolean";
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const listOf =
  (check: Check, length?: number): Check =>
  (value) =>
    Array.isArray(value) && (length === undefined || value.length === length) && value.every(check);
const withFields =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === "object" &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check((value as Record<string, unknown>)[name]));

const edges = { widthPx: aNumber, heightPx: aNumber, gx: aText, gy: aText };
const sight = withFields({
  condition: oneOf(
    ...["clear", "black", "covered", "partly covered", "moved", "blurred", "frozen", "dark", "dazzled", "hazy"],
  ),
  sinceMs: aNumber,
  score: aNumber,
  moved: orNull(withFields({ x: aNumber, y: aNumber })),
});
const view = withFields({
  looks: aNumber,
  half: withFields(edges),
  quarter: withFields(edges),
  means: listOf(aNumber),
  fineShare: aNumber,
  sharpness: aNumber,
  fading: withFields({
    weakLooks: listOf(aNumber),
    lastStrength: listOf(aNumber),
    unseenLooks: listOf(aNumber),
    gone: listOf(oneOf(null, "faded", "faded fast", "struck")),
  }),
});
const ownSight = withFields({
  sight,
  view,
  life: withFields({ usual: aNumber, looks: aNumber }),
  usuallyIntact: aNumber,
  usualLight: aNumber,
  clearEdges: aNumber,
  isEmptiedSlowly: orNull(aFlag),
});
const fixture = withFields({
  box: listOf(aNumber, 4),
  className: aText,
  fromMs: aNumber,
  seenMs: aNumber,
  hits: aNumber,
  chances: aNumber,
  deviations: aText,
  look: orNull(withFields({ box: listOf(aNumber, 4), samples: aText })),
});
const place = withFields({
  of: oneOf("place"),
  ...edges,
  colour: listOf(aNumber),
  energy: listOf(aNumber),
  learnt: listOf(aNumber),
  unlike: listOf(aNumber),
  sinceMs: listOf(aNumber),
  usualAround: aNumber,
  beganMs: aNumber,
  lookedMs: aNumber,
});
const lamp = withFields({
  of: oneOf("lamp"),
  widthPx: aNumber,
  parts: listOf(withFields({ dark: aText, red: aText })),
  isKnown: aFlag,
  lookedMs: aNumber,
});
const plume = withFields({
  of: oneOf("plume"),
  widthPx: aNumber,
  parts: withFields({
    ...{ level: aText, edges: aText, colour: aText, usualWarmth: aText, steady: aText, isKnown: aText },
  }),
  usualAround: aNumber,
  lookedMs: aNumber,
});
const look: Check = (value) => place(value) || lamp(value) || plume(value);
const memory = withFields({
  version: aNumber,
  atMs: aNumber,
  sight: orNull(ownSight),
  fixtures: listOf(fixture),
  places: listOf(withFields({ fingerprint: aText, memory: look })),
});

/** True for what this version could have written; whether its parts fit together shows when it is gone on from. */
export function isCameraMemory(value: unknown): value is CameraMemory {
  return memory(value);
}
