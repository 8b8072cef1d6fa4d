// The word beside a camera: it never says that somebody watches where nobody does.
import type { CameraView } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { watchedCameras } from "../src/features/alarms/watched-cameras.ts";
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

describe("the empty desk", () => {
  it("counts as watched only what is analysed", () => {
    const cameras = [
      camera("ok", true),
      camera("degraded", true),
      camera("blind", true),
      camera("ok", false),
      // Its scenarios say that they do not watch.
      camera("degraded", false),
      camera("unknown", false, false),
    ];
    expect(watchedCameras(cameras)).toEqual({ watched: 3, degraded: 1, blind: 1, unanalysed: 2 });
  });
});
