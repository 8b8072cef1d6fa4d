// The drawing over an alarm's pictures: the place that the alarm speaks of, or nothing.
import { type Scene, sceneSchema } from "@vigie/contracts";
import { expect, it } from "vitest";
import { placeOfAlarm } from "../src/ui/scene-overlay.tsx";

const yard: [number, number][] = [
  [0.1, 0.1],
  [0.9, 0.1],
  [0.5, 0.9],
];
const scene = (zoneName: string, kind: "intrusion" | "loitering", scenarios = true) =>
  sceneSchema.parse({
    zones: [{ id: "z", name: zoneName, polygon: yard }],
    scenarios: scenarios ? [{ id: "night", kind, zone: "z", classes: ["person"] }] : [],
  });
const alarm = { scenarioId: "night", kind: "intrusion", facts: { placeName: "Yard" } };

it.each<[string, Scene, Parameters<typeof placeOfAlarm>[1], boolean]>([
  ["as it was", scene("Yard", "intrusion"), alarm, true],
  ["an alarm of an older version, without facts", scene("Yard", "intrusion"), { ...alarm, facts: {} }, true],
  ["a scenario that is gone", scene("Yard", "intrusion", false), alarm, false],
  ["a scenario that now asks something else", scene("Yard", "loitering"), alarm, false],
  ["another place under the same id", scene("Car park", "intrusion"), alarm, false],
  ["a place that is gone", { ...scene("Yard", "intrusion"), zones: [] }, alarm, false],
])("%s", (_, now, told, drawn) => {
  expect(placeOfAlarm(now, told) !== null).toBe(drawn);
});
