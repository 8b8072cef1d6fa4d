// The media room's door: one object that implements every media port.
import type { Clock, Media } from "@vigie/core";
import { AV_LOG_QUIET, Log } from "node-av";
import { MediaDecoder } from "./decode/decoder.ts";
import { MaskedEncoder } from "./encode/masked-encoder.ts";
import { Mp4OverlayWriter } from "./encode/overlay-writer.ts";
import { FragmentLiveMuxer } from "./live/live-muxer.ts";
import { PacketPreRoll } from "./record/pre-roll.ts";
import { SegmentRecorder } from "./record/recorder.ts";
import { openSource } from "./sources/open-source.ts";
import { systemClock } from "./sources/system-clock.ts";

export interface MediaOptions {
  /** Default: the machine's clock. */
  clock?: Clock;
}

/** FFmpeg's own log is silenced: it writes to the standard error of the process and names addresses with their passwords. */
export function createMedia(options: MediaOptions = {}): Media {
  Log.setLevel(AV_LOG_QUIET);
  const clock = options.clock ?? systemClock;
  return {
    openSource: (source, sourceOptions) => openSource(source, sourceOptions, clock),
    createDecoder: (_info, _source, masks) => new MediaDecoder(masks),
    createEncoder: (info) => new MaskedEncoder(info),
    createRecorder: (recorderOptions) => new SegmentRecorder(recorderOptions),
    createPreRoll: (_info, durationMs) => new PacketPreRoll(durationMs),
    createLiveMuxer: (info, onChunk) => new FragmentLiveMuxer(info, onChunk),
    createOverlayWriter: (path, fps) => new Mp4OverlayWriter(path, fps),
  };
}
