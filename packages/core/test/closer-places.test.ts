// Which places the detector is to see closer: those of scenarios about people who show small or stand close together, each once.
import { sceneSchema } from "@vigie/contracts";
import { closerPlaces } from "@vigie/core";
import { describe, expect, it } from "vitest";

const square = (at: number) => [
  [at, 0.2],
  [at + 0.1, 0.2],
  [at + 0.1, 0.3],
];
const zones = [
  { id: "roof", name: "Roof", polygon: square(0.1) },
  { id: "street", name: "Street", polygon: square(0.5) },
];

describe("places to see closer", () => {
  it.each([
    ["none without a scenario", [], []],
    ["none for people on the ground", [{ id: "a", kind: "intrusion", zone: "street", classes: ["person"] }], []],
    ["the structure of work at height", [{ id: "a", kind: "work-at-height", zone: "roof" }], [square(0.1)]],
    [
      "the ground on which too many may stand",
      [{ id: "a", kind: "density", zone: "street", maxPerM2: 2, classes: ["person"] }],
      [square(0.5)],
    ],
    [
      "a structure once, whoever watches it",
      [
        { id: "a", kind: "work-at-height", zone: "roof" },
        { id: "b", kind: "work-at-height", zone: "roof", minStayS: 9 },
        { id: "c", kind: "intrusion", zone: "street", classes: ["person"] },
      ],
      [square(0.1)],
    ],
  ])("%s", (_, scenarios, places) => {
    expect(closerPlaces(sceneSchema.parse({ zones, scenarios }))).toEqual(places);
  });
});
