// Situations of the family "presence" on their true boxes, with misses and shaking: every event is found, none is invented.
import { situationRows } from "@vigie/sim";
import { describe, it } from "vitest";
import { expectFoundAndSilent } from "./situations.ts";

const FAMILY = ["intrusion", "loitering", "crowd", "density", "queue", "work-at-height", "proximity", "tailgating"];

describe.each(FAMILY)("%s", (kind) => {
  const row = situationRows.find((entry) => entry.kind === kind);
  it("EV-12 is found in its situations and silent in what looks alike", () => expectFoundAndSilent(kind, row));
});
