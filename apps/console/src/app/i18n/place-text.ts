// What a drawn place is called: the name that a person gave it, and a word with a number while it bears the id it was drawn with.
import type { TFunction } from "i18next";

/** Ids as drawings get them: zone-1, light-2 ... */
const AS_DRAWN = /^(line|zone|light|mask)-(\d+)$/;

/** Between the places of a way. */
const THEN = " → ";

/** `name`: the place's own, or its id where it has none; several in the order of a way. */
export function placeText(name: string, t: TFunction): string {
  if (name.includes(THEN))
    return name
      .split(THEN)
      .map((part) => placeText(part, t))
      .join(THEN);
  const [, kind, number] = AS_DRAWN.exec(name) ?? [];
  return kind === undefined
    ? name
    : t(`placeName.${kind as "line" | "zone" | "light" | "mask"}`, { number: number ?? "" });
}
