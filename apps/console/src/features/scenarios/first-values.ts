// What a new scenario begins with, so that a person who is content presses one button.
import { placeReferences, type Scene, type Schedule, WEEKDAYS } from "@vigie/contracts";
import type { Shape } from "../editor/shapes.ts";
import type { FormField, FormValues, PlaceShape } from "./form-fields.ts";

const PEOPLE = ["person"];
const VEHICLES = ["vehicle", "car", "truck", "bus", "motorcycle"];
const TRAFFIC = ["person", "bicycle", ...VEHICLES];

/** What each kind is usually about; kinds that are not listed say it themselves or are about people and traffic. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  intrusion: PEOPLE,
  loitering: PEOPLE,
  occupancy: PEOPLE,
  stopped: VEHICLES,
  "wrong-way": VEHICLES,
  "wrong-way-zone": VEHICLES,
  "zone-sequence": VEHICLES,
  "line-crossing": TRAFFIC,
  "line-count": TRAFFIC,
};

/** The classes that make sense among those that are seen: the only one, the kind's own or usual ones, else all. */
export function firstClasses(kind: string, seen: readonly string[], own: readonly string[] = []): string[] {
  if (seen.length <= 1) return [...seen];
  const wanted = own.length > 0 ? own : (USUAL[kind] ?? TRAFFIC);
  const usual = wanted.filter((name) => seen.includes(name));
  // The group stands for its members.
  const found = usual.includes("vehicle")
    ? usual.filter((name) => name === "vehicle" || !VEHICLES.includes(name))
    : usual;
  if (found.length > 0) return found;
  return own.length > 0 ? [...own] : [...seen];
}

/** Whether a drawn thing may stand for a place of this shape; a light is a zone that was drawn around one. */
export function fits(shape: Shape, wanted: PlaceShape): boolean {
  return shape.kind === (wanted === "line" ? "line" : "zone");
}

/** Kinds whose zone lies around one thing: a zone that was drawn for something else is none for them. */
const AROUND_ONE_THING: ReadonlySet<string> = new Set([
  "bin-level",
  "door-state",
  "light-on",
  "removed",
  "work-at-height",
]);

/** The drawn thing that is meant: the one in hand, else the first that no scenario watches yet, else the first; a light only among lights. */
export function firstPlace(
  kind: string,
  wanted: PlaceShape,
  shapes: readonly Shape[],
  selectedId: string | null,
  scenarios: Scene["scenarios"],
): string | undefined {
  const uses = scenarios.flatMap((scenario) => placeReferences(scenario));
  const lights = new Set(uses.filter(({ shape }) => shape === "light").map(({ id }) => id));
  const isLight = (id: string) => lights.has(id) || id.startsWith("light-");
  const places = shapes.filter((shape) => fits(shape, wanted) && isLight(shape.id) === (wanted === "light"));
  const watched = new Set(uses.filter(({ shape }) => shape === wanted).map(({ id }) => id));
  const free = places.find(({ id }) => id === selectedId) ?? places.find(({ id }) => !watched.has(id));
  return (AROUND_ONE_THING.has(kind) ? free : (free ?? places[0]))?.id;
}

/** Values for what nobody has entered yet; a choice that must be made begins with its first option. */
export function firstValues(
  kind: string,
  fields: readonly FormField[],
  seen: readonly string[],
  placeFor: (shape: PlaceShape) => string | undefined,
): FormValues {
  const values: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.control === "classes") {
      const own = Array.isArray(field.initial) ? field.initial.map(String) : [];
      values[field.name] = firstClasses(kind, seen, own);
    } else if (field.control === "place" && !field.many) {
      const id = placeFor(field.shape);
      if (id !== undefined) values[field.name] = id;
    } else if (field.control === "choice" && field.required && field.initial === undefined)
      values[field.name] = field.options[0];
    else if (field.name === "maxKmh") values[field.name] = 50;
  }
  return values;
}

/** The next place that must be drawn before the scenario can start, or undefined. */
export function missingPlace(fields: readonly FormField[], values: FormValues): FormField | undefined {
  return fields.find((field) => {
    if (field.control === "heading") return values[field.name] === undefined;
    if (field.control !== "place" || !(field.required || field.many)) return false;
    const value = values[field.name];
    return field.many ? !Array.isArray(value) || value.length < field.least : typeof value !== "string";
  });
}

/** A window of a calendar with which a person begins. */
export const NIGHT: Schedule["windows"][number] = { days: [...WEEKDAYS], from: "22:00", to: "06:00" };

/** Every night by the clock of the zone. */
export function nightCalendar(timeZone: string): Schedule {
  return { timeZone, windows: [NIGHT], holidays: [], onHolidays: "as-usual" };
}
