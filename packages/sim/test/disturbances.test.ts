// Scenes for false alarms: nothing happens in them, and yet their pictures change.
import { describe, expect, it } from "vitest";
import { demoScenes, disturbanceScenes } from "../src/index.ts";
import { meanDifference, studio } from "./pictures.ts";

describe.each(disturbanceScenes)("$name", (scene) => {
  it("has no true event and moves all the same", () => {
    const pictureAt = studio(scene, 160, 90);
    const moments = [2, 9.04, 12.48].map((timeS) => pictureAt(timeS, { effects: { grain: false } }));
    for (const { seen } of moments) expect(seen).toEqual([]);
    const [a, b, c] = moments.map(({ rgb }) => rgb) as [Uint8Array, Uint8Array, Uint8Array];
    expect(Math.max(meanDifference(a, b), meanDifference(b, c))).toBeGreaterThan(0.05);
  });

  it("has a name of its own", () => {
    expect([...disturbanceScenes, ...demoScenes].filter((other) => other.id === scene.id)).toHaveLength(1);
  });
});
