// The small picture for rules: made in the same pass, only when asked for, black under masks, and still there after a closer look.
import { WATCH_PICTURE_PX } from "@vigie/core";
import { expect, it } from "vitest";
import { framesOfFilm } from "./film-frames.ts";

const eachFrame = framesOfFilm(6);

const rgb = { maxWidthPx: 416, maxHeightPx: 416 };
const gray = { maxWidthPx: 320, maxHeightPx: 180 };

it("comes only when asked for, beside what the detector gets, at its own size", async () => {
  await eachFrame((frame) => {
    expect(frame.scale({ rgb, gray }).watch).toBeNull();
    const all = frame.scale({ rgb, gray, watch: WATCH_PICTURE_PX });
    expect([all.rgb!.widthPx, all.gray!.widthPx]).toEqual([416, 240]);
    expect([all.watch!.rgb.widthPx, all.watch!.rgb.heightPx]).toEqual([240, 180]);
    expect([all.watch!.gray.widthPx, all.watch!.gray.heightPx]).toEqual([240, 180]);
    const alone = frame.scale({ rgb: null, gray: null, watch: { maxWidthPx: 4000, maxHeightPx: 4000 } });
    expect([alone.rgb, alone.gray, alone.watch!.gray.widthPx]).toEqual([null, null, 320]);
  });
});

it("its light is that of its colours, and it is not lost when a part of the frame is looked at afterwards", async () => {
  await eachFrame((frame) => {
    const { watch } = frame.scale({ rgb, gray, watch: WATCH_PICTURE_PX });
    const before = [...watch!.gray.data.subarray(0, 240)];
    frame.scale({ rgb, gray: null, part: { xPx: 40, yPx: 40, widthPx: 80, heightPx: 40 } });
    expect([...watch!.gray.data.subarray(0, 240)]).toEqual(before);
    for (const [x, y] of [
      [60, 40],
      [190, 40],
      [60, 150],
    ] as const) {
      const { r, g, b, strideBytes } = watch!.rgb;
      const at = y * strideBytes + x;
      const light = 0.299 * r[at]! + 0.587 * g[at]! + 0.114 * b[at]!;
      expect(Math.abs(watch!.gray.data[y * watch!.gray.strideBytes + x]! - light)).toBeLessThan(6);
    }
  });
});

it("is black under masks", async () => {
  const whole: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ];
  await eachFrame(
    (frame) => {
      const { data, strideBytes } = frame.scale({ rgb: null, gray: null, watch: WATCH_PICTURE_PX }).watch!.gray;
      for (let y = 0; y < 180; y++)
        expect(Math.max(...data.subarray(y * strideBytes, y * strideBytes + 240))).toBeLessThanOrEqual(2);
    },
    [{ id: "all", name: "All", polygon: whole }],
  );
});
