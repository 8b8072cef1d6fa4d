// The codecs that the product promises are in the installation that it is tested with.
import { expect, it } from "vitest";
import { availableDecoders } from "../src/index.ts";

it("every codec of cameras and files can be decoded here", () => {
  expect(availableDecoders()).toEqual(
    ["h264", "hevc", "mpeg4", "mjpeg", "av1", "vp9"].map((codec) => ({ codec, isPresent: true })),
  );
});
