// Finds the picture track of an opened input and describes it for the rest of the room.
import type { VideoStreamInfo } from "@vigie/core";
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_NOPTS_VALUE,
  AVMEDIA_TYPE_VIDEO,
  avGetCodecName,
  Codec,
  CodecParameters,
  type FormatContext,
  type Stream,
} from "node-av";
import { codecString } from "../packets/codec-string.ts";
import { orientationOf } from "../packets/orientation.ts";
import type { Track } from "../packets/track.ts";
import { sourceError } from "./source-error.ts";

export interface PictureTrack {
  stream: Stream;
  track: Track;
  info: VideoStreamInfo;
}

const DEFAULT_FPS = 25;

/** @param name How messages call the source. Errors: `source.no-pictures`, `source.unsupported`. */
export function findPictureTrack(input: FormatContext, name: string, isFile: boolean): PictureTrack {
  const stream = input.streams.find(
    (each) => each.codecpar.codecType === AVMEDIA_TYPE_VIDEO && !each.hasDisposition(AV_DISPOSITION_ATTACHED_PIC),
  );
  if (!stream) throw sourceError("source.no-pictures", `${name} has no picture track.`);
  const parameters = new CodecParameters();
  parameters.alloc();
  stream.codecpar.copy(parameters);
  const codec = avGetCodecName(parameters.codecId) ?? "unknown";
  if (!Codec.findDecoder(parameters.codecId)) {
    throw sourceError("source.unsupported", `${name} uses the codec ${codec}, which this installation cannot decode.`);
  }
  if (parameters.width <= 0 || parameters.height <= 0) {
    throw sourceError("source.no-pictures", `${name} has a ${codec} track but no picture in it.`);
  }
  const fps = framesPerSecond(stream);
  const orientation = orientationOf(parameters);
  const [widthPx, heightPx] = orientation?.swapsSides
    ? [parameters.height, parameters.width]
    : [parameters.width, parameters.height];
  const track: Track = {
    codec,
    codecString: codecString(codec, parameters),
    widthPx,
    heightPx,
    orientation,
    frameDurationUs: Math.round(1_000_000 / (fps ?? DEFAULT_FPS)),
    parameters,
  };
  const info: VideoStreamInfo = {
    codec,
    codecString: track.codecString,
    widthPx,
    heightPx,
    fps,
    durationUs: isFile && input.duration > 0n && input.duration !== AV_NOPTS_VALUE ? Number(input.duration) : null,
  };
  return { stream, track, info };
}

function framesPerSecond(stream: Stream): number | null {
  for (const rate of [stream.avgFrameRate, stream.rFrameRate]) {
    const fps = rate.num / rate.den;
    if (Number.isFinite(fps) && fps > 0 && fps <= 240) return fps;
  }
  return null;
}
