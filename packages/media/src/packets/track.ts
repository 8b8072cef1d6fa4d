// What muxers and decoders must know about the picture track that a packet belongs to.
import type { CodecParameters } from "node-av";
import type { Orientation } from "./orientation.ts";

/** Clock of every packet that leaves a source or an encoder. Unit: s, as a fraction. */
export const MICROSECONDS = { num: 1, den: 1_000_000 } as const;

/** One picture track; shared by its packets, so a consumer needs nothing but the packet. */
export interface Track {
  /** FFmpeg codec name: h264, hevc, mpeg4, mjpeg, ... */
  readonly codec: string;
  /** RFC 6381 string such as avc1.42c01e; null when the codec has none. */
  readonly codecString: string | null;
  /** Unit: pixels of the upright picture, as players show it. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** How decoded pictures are turned upright; null when they are. Packets are stored and relayed with the matrix that says so. */
  readonly orientation: Orientation | null;
  /** Unit: us. Length of a picture when nothing better is known. */
  readonly frameDurationUs: number;
  /** Native memory, freed with the last holder. */
  readonly parameters: CodecParameters;
}
