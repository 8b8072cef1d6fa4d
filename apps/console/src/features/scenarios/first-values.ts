// What a new scenario begins with, so that a person who is content presses one button.
import { placeReferences, type Scene } from "@vigie/contracts";
import type { Shape } from "../editor/shapes.ts";
import type { FormField, FormValues } from "./form-fields.ts";

const PEOPLE = ["person"];
const VEHICLES = ["vehicle", "car", "truck", "bus", "motorcycle"];
const TRAFFIC = ["person", "bicycle", ...VEHICLES];

/** What each kind is usually about; kinds that are not listed are about people and traffic. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  intrusion: PEOPLE,
  loitering: PEOPLE,
  occupancy: PEOPLE,
  stopped: VEHICLES,
  "wrong-way": VEHICLES,
  "line-crossing": TRAFFIC,
  "line-count": TRAFFIC,
};

/** The classes that make sense among those that are seen: the only one, the usual ones of the kind, else all. */
export function firstClasses(kind: string, seen: readonly string[]): string[] {
  if (seen.length <= 1) return [...seen];
  const usual = (USUAL[kind] ?? TRAFFIC).filter((name) => seen.includes(name));
  // The group stands for its members.
  const found = usual.includes("vehicle")
    ? usual.filter((name) => name === "vehicle" || !VEHICLES.includes(name))
    : usual;
  return found.length > 0 ? found : [...seen];
}

/** The line or zone that is meant: the one in hand, else the first that no scenario watches yet, else the first. */
export function firstPlace(
  needs: "line" | "zone",
  shapes: readonly Shape[],
  selectedId: string | null,
  scenarios: Scene["scenarios"],
): string | undefined {
  const places = shapes.filter(({ kind }) => kind === needs);
  const watched = new Set(scenarios.flatMap((scenario) => placeReferences(scenario).map(({ id }) => id)));
  const found = places.find(({ id }) => id === selectedId) ?? places.find(({ id }) => !watched.has(id)) ?? places[0];
  return found?.id;
}

/** Values for what nobody has entered yet; a choice that must be made begins with its first option. */
export function firstValues(
  kind: string,
  fields: readonly FormField[],
  seen: readonly string[],
  placeId: string | undefined,
): FormValues {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.control === "classes") values[field.name] = firstClasses(kind, seen);
    else if (field.control === "place" && placeId !== undefined) values[field.name] = placeId;
    else if (field.control === "choice" && field.required && field.initial === undefined)
      values[field.name] = field.options[0];
  }
  return values;
}
