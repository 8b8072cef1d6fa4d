// One look at a source before it becomes a camera: does it open, what is it, and a picture of it.
import { AppError, type CameraSource } from "@vigie/contracts";
import type { DecodedFrame, Media } from "@vigie/core";
import type { ProbeReport } from "../fleet.ts";

const STILL_MAX_WIDTH_PX = 960;
/** A camera may send a whole group of pictures before its next key frame. Unit: packets. */
const MAX_PACKETS = 600;

/** Errors: those of VideoSource, `source.no-pictures`. */
export async function probeSource(media: Media, source: CameraSource): Promise<ProbeReport> {
  const opened = media.openSource(source, { pace: source.kind === "file" ? "offline" : "live" });
  try {
    const info = await opened.open();
    const decoder = media.createDecoder(info, opened, []);
    try {
      const frame = await firstFrame();
      let still: Uint8Array;
      try {
        still = frame.jpeg(STILL_MAX_WIDTH_PX);
      } finally {
        frame.release();
      }
      return {
        codec: info.codec,
        codecString: info.codecString,
        widthPx: info.widthPx,
        heightPx: info.heightPx,
        fps: info.fps,
        durationS: info.durationUs === null ? null : info.durationUs / 1e6,
        still,
      };
    } finally {
      decoder.close();
    }

    async function firstFrame(): Promise<DecodedFrame> {
      for (let n = 0; n < MAX_PACKETS; n++) {
        const packet = await opened.read();
        const frames = packet ? decoder.decode(packet) : decoder.flush();
        packet?.release();
        const [first, ...others] = frames;
        for (const other of others) other.release();
        if (first) return first;
        if (!packet) break;
      }
      throw new AppError({
        code: "source.no-pictures",
        kind: "invalid",
        message: "The source opens, but no picture could be decoded from it.",
      });
    }
  } finally {
    await opened.close();
  }
}
