// Which detector `auto` takes: the first usable one of this list. Order by what was measured, reason beside it.

export interface Preference {
  name: string;
  reason: string;
}

/** F1@0.5: best threshold, 128 labelled COCO pictures and 93 labelled street pictures (vehicles); time: one core. */
export const PREFERENCES: readonly Preference[] = [
  { name: "picodet-s-416", reason: "F1 0.54 on COCO, 0.53 on streets, about 20 ms: finds most" },
  {
    name: "yolox-nano",
    reason: "F1 0.50 on COCO, 0.48 on streets, about 8 ms: finds as much as picodet-s-320 in less time",
  },
  { name: "picodet-s-320", reason: "F1 0.50 on COCO, 0.50 on streets, about 12 ms" },
  { name: "embedded", reason: "the project's own weights; always there once they are built in" },
  { name: "motion", reason: "needs no weights, but cannot tell a person from a car" },
];

/** Smaller is better; registered models that the list does not know stand before `embedded`. */
export function preferenceRank(name: string): number {
  const rank = PREFERENCES.findIndex((preference) => preference.name === name);
  return rank < 0 ? PREFERENCES.findIndex((preference) => preference.name === "embedded") - 0.5 : rank;
}
