// Makes packets of frames whose masks are already black, for everything that stores or relays a masked camera.
import type { DecodedFrame, EncodedPacket, VideoEncoder, VideoStreamInfo } from "@vigie/core";
import type { Packet } from "node-av";
import { MediaFrame } from "../decode/frame.ts";
import { MediaPacket } from "../packets/packet.ts";
import { H264Encoder, LIVE_OPTIONS } from "./h264-encoder.ts";

const KEY_FRAME_EVERY_US = 2_000_000;
const DEFAULT_FPS = 25;

export class MaskedEncoder implements VideoEncoder {
  readonly info: VideoStreamInfo;
  readonly #encoder: H264Encoder;
  readonly #capturedAtMs = new Map<number, number>();
  #lastPtsUs = Number.NEGATIVE_INFINITY;

  /** @param source what the camera sends; size and rate are kept. */
  constructor(source: VideoStreamInfo) {
    this.#encoder = new H264Encoder({
      widthPx: source.widthPx,
      heightPx: source.heightPx,
      fps: source.fps ?? DEFAULT_FPS,
      keyFrameEveryUs: KEY_FRAME_EVERY_US,
      options: LIVE_OPTIONS,
    });
    const { codec, codecString, widthPx, heightPx } = this.#encoder.track;
    this.info = { codec, codecString, widthPx, heightPx, fps: source.fps, durationUs: source.durationUs };
  }

  encode(frame: DecodedFrame): EncodedPacket[] {
    const { native, ptsUs, capturedAtMs } = MediaFrame.of(frame);
    if (ptsUs <= this.#lastPtsUs) return [];
    this.#lastPtsUs = ptsUs;
    this.#capturedAtMs.set(ptsUs, capturedAtMs);
    return this.#encoder.encode(native, ptsUs).map((packet) => this.#adopt(packet));
  }

  flush(): EncodedPacket[] {
    return this.#encoder.flush().map((packet) => this.#adopt(packet));
  }

  close(): void {
    this.#encoder.close();
  }

  #adopt(native: Packet): MediaPacket {
    const ptsUs = Number(native.pts);
    const capturedAtMs = this.#capturedAtMs.get(ptsUs) ?? 0;
    this.#capturedAtMs.delete(ptsUs);
    return MediaPacket.adopt(native, this.#encoder.track, { dtsUs: Number(native.dts), ptsUs, capturedAtMs });
  }
}
