// Parts of a picture: what a detector is shown larger than the rest is exactly that part, and masks cover it as well.
import type { DecodedFrame, PartPx } from "@vigie/core";
import { expect, it } from "vitest";
import { framesOfFilm } from "./film-frames.ts";

const eachFrame = framesOfFilm(12);

/** Red, one level a pixel, copied: the next picture takes the memory. */
function red(frame: DecodedFrame, widthPx: number, heightPx: number, part?: PartPx): number[][] {
  const rgb = { maxWidthPx: widthPx, maxHeightPx: heightPx, stretch: true };
  const picture = frame.scale({ rgb, gray: null, ...(part ? { part } : {}) }).rgb!;
  expect([picture.widthPx, picture.heightPx]).toEqual([widthPx, heightPx]);
  return Array.from({ length: heightPx }, (_, y) => [
    ...picture.r.subarray(y * picture.strideBytes, y * picture.strideBytes + widthPx),
  ]);
}

const PLACES: PartPx[] = [
  { xPx: 0, yPx: 0, widthPx: 160, heightPx: 120 },
  { xPx: 160, yPx: 120, widthPx: 160, heightPx: 120 },
  { xPx: 118, yPx: 74, widthPx: 160, heightPx: 120 },
  { xPx: 64, yPx: 2, widthPx: 96, heightPx: 200 },
];

it("a part at its own size is the very pixels of the whole picture there, wherever it moves from frame to frame", async () => {
  let n = 0;
  await eachFrame((frame) => {
    const { xPx, yPx, widthPx, heightPx } = PLACES[n++ % PLACES.length]!;
    const whole = red(frame, 320, 240);
    const part = red(frame, widthPx, heightPx, { xPx, yPx, widthPx, heightPx });
    expect(part).toEqual(whole.slice(yPx, yPx + heightPx).map((row) => row.slice(xPx, xPx + widthPx)));
  });
  expect(n).toBe(12);
});

it("keeps its aspect inside the asked size, and is enlarged to it", async () => {
  await eachFrame((frame) => {
    const part = { xPx: 40, yPx: 40, widthPx: 80, heightPx: 40 };
    const { rgb, gray } = frame.scale({
      rgb: { maxWidthPx: 400, maxHeightPx: 400 },
      gray: { maxWidthPx: 60, maxHeightPx: 60 },
      part,
    });
    expect([rgb!.widthPx, rgb!.heightPx, gray!.widthPx, gray!.heightPx]).toEqual([400, 200, 60, 30]);
  });
});

it("is black where the picture is masked", async () => {
  const polygon: [number, number][] = [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.75, 0.75],
    [0.25, 0.75],
  ];
  await eachFrame(
    (frame) => {
      const levels = red(frame, 416, 256, { xPx: 96, yPx: 72, widthPx: 128, heightPx: 96 }).flat();
      expect(Math.max(...levels)).toBeLessThanOrEqual(2);
    },
    [{ id: "window", name: "Window", polygon }],
  );
});
