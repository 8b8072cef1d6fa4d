// Figures of this moment in words: classes, sums, and what stands beside a place on the picture.
import type { CountsNow, SpaceState } from "@vigie/contracts";
import i18next, { type TFunction } from "i18next";

export function className(name: string, t: TFunction): string {
  return i18next.exists(`className.${name}`) ? t(`className.${name}` as "className.car") : name;
}

export function totalOf(perClass: Readonly<Record<string, number>>): number {
  return Object.values(perClass).reduce((sum, value) => sum + value, 0);
}

/** car 3, bus 1 */
export function perClassText(perClass: Readonly<Record<string, number>>, t: TFunction): string {
  return Object.entries(perClass)
    .filter(([, value]) => value > 0)
    .map(([name, value]) => `${className(name, t)} ${value}`)
    .join(", ");
}

/** What a place says of itself on the picture. */
export interface PlaceNote {
  text: string;
  /** Of a parking space. */
  space: SpaceState | null;
}

/** By zone id: the state of each parking space, how many stand in each counted zone. */
export function placeNotes(counts: CountsNow | undefined, t: TFunction): ReadonlyMap<string, PlaceNote> {
  const notes = new Map<string, PlaceNote>();
  for (const figure of counts?.figures ?? []) {
    if (figure.kind === "parking-spaces")
      for (const [id, space] of Object.entries(figure.states)) notes.set(id, { text: t(`space.${space}`), space });
    const inside =
      figure.kind === "occupancy"
        ? figure.now && totalOf(figure.now)
        : figure.kind === "queue"
          ? figure.length
          : figure.kind === "crowd" || figure.kind === "density"
            ? figure.count
            : undefined;
    if (inside === undefined || !("zone" in figure)) continue;
    // What one scenario of the zone cannot say another may know.
    if (inside !== null || !notes.has(figure.zone))
      notes.set(figure.zone, { text: inside === null ? "?" : String(inside), space: null });
  }
  return notes;
}
