// Which classes a camera's detector can tell, and the groups under which people tick them.
import { type CameraView, CLASS_GROUPS, type DetectorsView } from "@vigie/contracts";
import type { KindCard } from "./kind-card.ts";

export interface SeenClasses {
  /** Name of the detector that looks now, or will. */
  detector: string;
  /** Groups first; a group is offered when the detector sees one of its members. */
  names: readonly string[];
}

export function seenClasses(camera: CameraView, known: DetectorsView): SeenClasses {
  const wanted = camera.analysis.detector;
  const detector = camera.health.detector ?? (wanted === "auto" ? known.best : wanted);
  const classes = known.detectors.find(({ name }) => name === detector)?.classes ?? [];
  const groups = Object.keys(CLASS_GROUPS).filter((group) =>
    CLASS_GROUPS[group]!.some((name) => classes.includes(name)),
  );
  return { detector, names: [...groups, ...classes] };
}

/** Classes that a kind is about unless somebody says otherwise and of which the detector sees none; empty when it can begin. */
export function unseenOf(card: Pick<KindCard, "schema">, seen: readonly string[]): string[] {
  const properties = card.schema.properties as Record<string, { default?: unknown }> | undefined;
  const own = properties?.classes?.default;
  if (seen.length === 0 || !Array.isArray(own)) return [];
  return own.some((name) => seen.includes(String(name))) ? [] : own.map(String);
}
