// Which of the codecs that cameras and files use this installation can decode.
import {
  AV_CODEC_ID_AV1,
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AV_CODEC_ID_MJPEG,
  AV_CODEC_ID_MPEG4,
  AV_CODEC_ID_VP9,
  Codec,
} from "node-av";

const CODECS = [
  ["h264", AV_CODEC_ID_H264],
  ["hevc", AV_CODEC_ID_HEVC],
  ["mpeg4", AV_CODEC_ID_MPEG4],
  ["mjpeg", AV_CODEC_ID_MJPEG],
  ["av1", AV_CODEC_ID_AV1],
  ["vp9", AV_CODEC_ID_VP9],
] as const;

export interface DecoderPresence {
  /** FFmpeg codec name. */
  codec: (typeof CODECS)[number][0];
  isPresent: boolean;
}

/** In the order in which cameras use them. */
export function availableDecoders(): DecoderPresence[] {
  return CODECS.map(([codec, id]) => ({ codec, isPresent: Codec.findDecoder(id) !== null }));
}
