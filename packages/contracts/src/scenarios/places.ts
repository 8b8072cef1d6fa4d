// Which drawn lines and zones a definition speaks of, by the names of its fields; needs no schema, so that the domain can ask.

/** What a person draws for a field of a definition; `light` is a zone around one traffic light. */
export type PlaceShape = "line" | "zone" | "light";

export interface PlaceField {
  field: string;
  shape: PlaceShape;
  /** The field holds a list of ids. */
  many?: boolean;
  optional?: boolean;
}

const SHAPE_BY_FIELD: Readonly<Record<string, PlaceShape>> = {
  line: "line",
  zone: "zone",
  light: "light",
  zones: "zone",
  entries: "zone",
  exits: "zone",
  spaces: "zone",
};

/** A line or zone that a definition speaks of. */
export interface PlaceReference {
  field: string;
  shape: PlaceShape;
  id: string;
  /** Place in the list, for fields that hold several. */
  index: number | null;
}

/** Everything drawn that the definition uses, in the order of the fields above. */
export function placeReferences(definition: object): PlaceReference[] {
  const values = definition as Readonly<Record<string, unknown>>;
  return Object.entries(SHAPE_BY_FIELD).flatMap(([field, shape]): PlaceReference[] => {
    const value = values[field];
    if (Array.isArray(value)) return value.map((id, index) => ({ field, shape, id: String(id), index }));
    return typeof value === "string" ? [{ field, shape, id: value, index: null }] : [];
  });
}

/** Kinds about people who show small, or who stand so close that one box holds two: the detector is shown their zone once more, larger. */
const SEEN_CLOSER: ReadonlySet<string> = new Set(["work-at-height", "density"]);

/** True when the detector looks closer at the zone of scenarios of that kind, for as long as one of them is there. */
export function asksForCloserLook(kind: string): boolean {
  return SEEN_CLOSER.has(kind);
}

/** Every class that the definition needs to see: the ticked ones and the machines that they must keep away from. */
export function seenClassesOf(definition: object): readonly string[] {
  const machines = "machines" in definition && Array.isArray(definition.machines) ? definition.machines : [];
  return [...classesOf(definition), ...machines];
}

/** Ticked classes; none for kinds that look at the picture and not at things. */
export function classesOf(definition: object): readonly string[] {
  return "classes" in definition && Array.isArray(definition.classes) ? definition.classes : [];
}
