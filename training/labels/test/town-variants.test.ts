// The town seen otherwise: its truth knows what drives, what walks and what is parked.
import { demoScenes, SceneRenderer } from "@vigie/sim";
import { describe, expect, it } from "vitest";
import { variantOf, type Weather } from "../town-variants.ts";

const SIZE = { widthPx: 320, heightPx: 180, seed: 7 };

describe("variants of the demo town", () => {
  it("parked vehicles are known to the truth and seen where they stand", () => {
    const base = demoScenes.find(({ id }) => id === "library-door")!;
    const { scene } = variantOf(base, "clear", 0, () => 0.5);
    const renderer = new SceneRenderer(scene, SIZE);
    const parked = renderer.actors.filter(({ name }) => name === "parked");
    expect(parked.map(({ className }) => className)).toEqual(Array(8).fill("car"));
    const seen = renderer.draw(0, 0, new Uint8Array(SIZE.widthPx * SIZE.heightPx * 3));
    const boxes = seen.filter(({ id }) => parked.some((actor) => actor.id === id));
    expect(boxes.length).toBeGreaterThanOrEqual(5);
    for (const { boxPx } of boxes) {
      expect(boxPx[2] - boxPx[0]).toBeLessThan(SIZE.widthPx / 3);
      expect(boxPx[1]).toBeGreaterThan(SIZE.heightPx * 0.2);
    }
  });

  it.each<{ weather: Weather; lighting: string; darker: boolean }>([
    { weather: "infrared", lighting: "night", darker: true },
    { weather: "overcast", lighting: "day", darker: false },
  ])("$weather counts as $lighting and looks it", ({ weather, lighting, darker }) => {
    const base = demoScenes.find(({ id }) => id === "mill-lane")!;
    const variant = variantOf(base, weather, 0, () => 0.5);
    expect(variant.lighting).toBe(lighting);
    const rgb = new Uint8Array(SIZE.widthPx * SIZE.heightPx * 3);
    new SceneRenderer(variant.scene, SIZE).draw(0, 0, rgb);
    const mean = rgb.reduce((sum, v) => sum + v, 0) / rgb.length;
    expect(mean < 100).toBe(darker);
    if (weather === "infrared") expect(rgb[0]).toBe(rgb[1]);
  });
});
