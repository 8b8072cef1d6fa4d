// A live picture stays near the newest frame, and its buffer stays small.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  adviseBuffer,
  codecName,
  JUMP_BEHIND_S,
  KEEP_S,
  type Ranges,
  TARGET_BEHIND_S,
} from "../src/features/live/buffer-policy.ts";
import { columnsFor } from "../src/features/live/grid.ts";

describe("the buffer", () => {
  it.each<[string, Ranges, number, number | null, number]>([
    ["nothing yet: nothing to do", [], 0, null, 1],
    ["near the newest picture: plays on", [[0, 5]], 4.6, null, 1],
    ["a little behind: plays faster", [[0, 5]], 3.5, null, 1.1],
    ["far behind: jumps", [[0, 20]], 4, 20 - TARGET_BEHIND_S, 1],
    ["before the first picture (joined a running camera): jumps", [[100, 101]], 0, 101 - TARGET_BEHIND_S, 1],
    [
      "stuck before a hole: jumps over it",
      [
        [0, 5],
        [7, 8],
      ],
      5,
      8 - TARGET_BEHIND_S,
      1,
    ],
    ["a first range shorter than the target: begins at its start", [[7, 7.1]], 0, 7, 1],
  ])("%s", (_, ranges, currentS, seekToS, playbackRate) => {
    const advice = adviseBuffer(ranges, currentS);
    expect(advice.playbackRate).toBe(playbackRate);
    if (seekToS === null) expect(advice.seekToS).toBeNull();
    else expect(advice.seekToS).toBeCloseTo(seekToS);
  });

  it("removes old pictures together, not one by one", () => {
    expect(adviseBuffer([[0, 2 * KEEP_S]], 2 * KEEP_S - 0.5).trimBeforeS).toBeNull();
    expect(adviseBuffer([[0, 3 * KEEP_S]], 3 * KEEP_S - 0.5).trimBeforeS).toBeCloseTo(2 * KEEP_S - 0.5);
  });

  it("is never ahead of the newest picture, whatever the rounding at the edge", () => {
    expect(adviseBuffer([[0, 10]], 10.03).behindS).toBe(0);
  });

  it("after the advice is followed the picture lies in the newest range, at most 3 s behind, and is never removed", () => {
    const ranges = fc
      .array(fc.tuple(fc.double({ min: 0.1, max: 40, noNaN: true }), fc.double({ min: 0.1, max: 40, noNaN: true })), {
        minLength: 1,
        maxLength: 4,
      })
      .map((steps) => {
        let at = 0;
        return steps.map(([gap, length]) => {
          const start = at + gap;
          at = start + length;
          return [start, at] as const;
        });
      });
    fc.assert(
      fc.property(ranges, fc.double({ min: 0, max: 320, noNaN: true }), (buffered, currentS) => {
        const advice = adviseBuffer(buffered, currentS);
        const shownS = advice.seekToS ?? currentS;
        const [start, end] = buffered.at(-1)!;
        expect(shownS >= start - 0.06 && shownS <= end + 0.06).toBe(true);
        expect(end - shownS).toBeLessThanOrEqual(JUMP_BEHIND_S + 1e-9);
        if (advice.trimBeforeS !== null) expect(advice.trimBeforeS).toBeLessThan(shownS);
        // Following it again changes nothing.
        expect(adviseBuffer(buffered, shownS).seekToS).toBeNull();
      }),
    );
  });
});

describe("what is said of a stream", () => {
  it.each([
    ['video/mp4; codecs="hvc1.1.6.L93.B0"', "H.265"],
    ['video/mp4; codecs="hev1.1.6.L93.B0"', "H.265"],
    ['video/mp4; codecs="avc1.42c01e"', "H.264"],
    ['video/mp4; codecs="av01.0.04M.08"', "AV1"],
  ])("%s is %s", (mimeType, name) => {
    expect(codecName(mimeType)).toBe(name);
  });

  it.each([
    [1, 1],
    [4, 2],
    [6, 3],
    [25, 5],
  ])("%i pictures stand in %i columns", (count, columns) => {
    expect(columnsFor(count)).toBe(columns);
  });
});
