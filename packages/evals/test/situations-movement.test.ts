// Situations of the family "movement" on their true boxes, with misses and shaking: every event is found, none is invented.
import { situationRows } from "@vigie/sim";
import { describe, it } from "vitest";
import { expectFoundAndSilent } from "./situations.ts";

const FAMILY = [
  "line-crossing",
  "wrong-way",
  "wrong-way-zone",
  "zone-sequence",
  "speed",
  "pavement",
  "on-tracks",
  "crowd-movement",
];

describe.each(FAMILY)("%s", (kind) => {
  const row = situationRows.find((entry) => entry.kind === kind);
  it("EV-12 is found in its situations and silent in what looks alike", () => expectFoundAndSilent(kind, row));
});
