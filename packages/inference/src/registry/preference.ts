// Which detector `auto` takes: the first usable one of this list. Order by what was measured, reason beside it.

export interface Preference {
  name: string;
  reason: string;
}

/**
 * F1@0.5 at the best threshold on 128 labelled COCO pictures, and of vehicles on 93 labelled street pictures. Time: whole detection on
 * one idle core. Crossings: wrong ones of 40 counted by eye on six clips, at 5 and at 10 frames a second (`docs/design/sight.md`).
 */
export const PREFERENCES: readonly Preference[] = [
  {
    name: "picodet-s-416",
    reason: "no wrong crossing of 40; F1 0.54 on COCO, 0.53 on streets, 14 ms: finds most, also from above",
  },
  {
    name: "yolox-nano",
    reason:
      "7 or 8 wrong crossings of 40; F1 0.50 on COCO, 0.48 on streets, 8 ms: steadier scores than picodet-s-320 at the same cost",
  },
  { name: "picodet-s-320", reason: "F1 0.50 on COCO, 0.50 on streets, 9 ms" },
  {
    name: "embedded",
    reason:
      "3 wrong crossings of 40; F1 a fifth below picodet-s-416 on streets never seen: the project's own weights, always there",
  },
  { name: "motion", reason: "needs no weights, but cannot tell a person from a car" },
];

/** Smaller is better; registered models that the list does not know stand before `embedded`. */
export function preferenceRank(name: string): number {
  const rank = PREFERENCES.findIndex((preference) => preference.name === name);
  return rank < 0 ? PREFERENCES.findIndex((preference) => preference.name === "embedded") - 0.5 : rank;
}
