// Which detector `auto` takes: the first usable one of this list. Order by what was measured, reason beside it.

export interface Preference {
  name: string;
  reason: string;
}

/**
 * F1@0.5 at the best threshold on 128 labelled COCO pictures, and of vehicles on 93 labelled street pictures. Time: whole detection on
 * one idle core.
 */
export const PREFERENCES: readonly Preference[] = [
  { name: "picodet-s-416", reason: "F1 0.54 on COCO, 0.53 on streets, 14 ms: finds most" },
  {
    name: "yolox-nano",
    reason: "F1 0.50 on COCO, 0.48 on streets, 8 ms: steadier scores than picodet-s-320 at the same cost",
  },
  { name: "picodet-s-320", reason: "F1 0.50 on COCO, 0.50 on streets, 9 ms" },
  { name: "embedded", reason: "the project's own weights; always there once they are built in" },
  { name: "motion", reason: "needs no weights, but cannot tell a person from a car" },
];

/** Smaller is better; registered models that the list does not know stand before `embedded`. */
export function preferenceRank(name: string): number {
  const rank = PREFERENCES.findIndex((preference) => preference.name === name);
  return rank < 0 ? PREFERENCES.findIndex((preference) => preference.name === "embedded") - 0.5 : rank;
}
