// Which classes a camera's detector can tell, and the groups under which people tick them.
import { type CameraView, CLASS_GROUPS, type DetectorsView } from "@vigie/contracts";

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
