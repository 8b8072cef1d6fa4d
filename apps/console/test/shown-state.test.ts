// The word beside a camera: it never says that somebody watches where nobody does.
import type { CameraView } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { shownState } from "../src/ui/health-badge.tsx";

const camera = (state: CameraView["health"]["state"], analysed: boolean, enabled = true) =>
  ({ enabled, analysis: { enabled: analysed }, health: { state } }) as CameraView;

describe("the state of a camera", () => {
  it.each([
    ["watches", camera("ok", true), "ok"],
    ["gives pictures that nobody analyses, for its analysis slot went to another", camera("ok", false), "unanalysed"],
    ["is in trouble, analysed or not", camera("degraded", false), "degraded"],
    ["shows nothing, analysed or not", camera("blind", false), "blind"],
    ["was switched off", camera("unknown", false, false), "off"],
  ] as const)("%s", (_, view, shown) => {
    expect(shownState(view)).toBe(shown);
  });
});
