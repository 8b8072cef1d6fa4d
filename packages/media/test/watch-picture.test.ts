// The small picture for rules: made in the same pass, only when asked for, black under masks, and still there after a closer look.
import { FINE_PICTURE_PX, WATCH_PICTURE_PX } from "@vigie/core";
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

it("comes in more detail too when asked for, never enlarged, and only of the whole picture", async () => {
  const fine = { maxWidthPx: 300, maxHeightPx: 230 };
  await eachFrame((frame) => {
    expect(frame.scale({ rgb, gray, watch: WATCH_PICTURE_PX }).watch!.fine).toBeNull();
    const { watch } = frame.scale({ rgb, gray, watch: WATCH_PICTURE_PX, fine });
    expect([watch!.fine!.widthPx, watch!.fine!.heightPx, watch!.gray.widthPx]).toEqual([300, 225, 240]);
    const { gray: small, fine: large } = watch!;
    for (const [x, y] of [
      [60, 40],
      [190, 40],
      [60, 150],
    ] as const) {
      const level = large!.data[Math.round(y * 1.25) * large!.strideBytes + Math.round(x * 1.25)]!;
      expect(Math.abs(level - small.data[y * small.strideBytes + x]!)).toBeLessThan(12);
    }
    const whole = frame.scale({ rgb, gray, watch: WATCH_PICTURE_PX, fine: FINE_PICTURE_PX }).watch!.fine!;
    expect([whole.widthPx, whole.heightPx]).toEqual([320, 240]);
    const part = { xPx: 40, yPx: 40, widthPx: 80, heightPx: 40 };
    expect(frame.scale({ rgb, gray: null, watch: WATCH_PICTURE_PX, fine, part }).watch).toBeNull();
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
