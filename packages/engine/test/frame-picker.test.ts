import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FramePicker } from "../src/pipeline/frame-picker.ts";

function picked(fps: number, ptsUs: readonly number[]): number[] {
  const picker = new FramePicker(fps);
  return ptsUs.filter((pts) => picker.pick(pts));
}

const stream = (fps: number, seconds: number, startUs = 0) =>
  Array.from({ length: Math.round(fps * seconds) }, (_, i) => startUs + Math.round((i * 1e6) / fps));

describe("which frames are analysed", () => {
  it.each([
    [25, 5, 10, 50],
    [12.5, 5, 10, 50],
    [10, 5, 10, 50],
    [30, 2, 10, 20],
    [12, 5, 10, 50],
    [4, 5, 10, 40],
  ])(
    "of a stream with %d frames/s, %d a second are looked at (%d s: %d frames)",
    (streamFps, fps, seconds, expected) => {
      expect(picked(fps, stream(streamFps, seconds))).toHaveLength(expected);
    },
  );

  it("the same frames of a file and of a live stream that began at another time stamp, rounded to another clock", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.constantFrom(10, 12, 12.5, 15, 24, 25, 30),
        fc.constantFrom(1, 2, 5, 8),
        (offsetUs, streamFps, fps) => {
          const file = stream(streamFps, 20);
          const live = file.map((pts) => Math.round(((pts + offsetUs) * 90_000) / 1e6) * (1e6 / 90_000));
          const indices = (all: readonly number[]) => {
            const picker = new FramePicker(fps);
            return all.flatMap((pts, i) => (picker.pick(pts) ? [i] : []));
          };
          expect(indices(live)).toEqual(indices(file));
        },
      ),
    );
  });

  it("a hole in the stream does not bring a burst of frames after it", () => {
    const holed = [...stream(25, 2), ...stream(25, 2, 60_000_000)];
    expect(picked(5, holed)).toHaveLength(20);
  });
});
