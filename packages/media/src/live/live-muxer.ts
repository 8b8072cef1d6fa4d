// Live pictures for a player: an init chunk, then one fragment of MP4 a packet, as soon as the packet is there.
import type { EncodedPacket, LiveChunk, LiveMuxer, VideoStreamInfo } from "@vigie/core";
import { MediaPacket } from "../packets/packet.ts";
import { FragmentMuxer } from "../record/fragment-muxer.ts";

export class FragmentLiveMuxer implements LiveMuxer {
  readonly mimeType: string;
  readonly #onChunk: (chunk: LiveChunk) => void;
  #muxer: FragmentMuxer | null = null;
  #lastDtsUs = 0;
  #stepUs = 0;
  #isClosed = false;

  constructor(info: VideoStreamInfo, onChunk: (chunk: LiveChunk) => void) {
    this.mimeType = info.codecString === null ? "video/mp4" : `video/mp4; codecs="${info.codecString}"`;
    this.#onChunk = onChunk;
  }

  /** Begins with the first key frame; after a change of track a new init chunk comes first. Errors: `recording.codec-unsupported`. */
  push(packet: EncodedPacket): void {
    if (this.#isClosed) return;
    const media = MediaPacket.of(packet);
    if (this.#muxer?.track !== media.track && !this.#begin(media)) return;
    const muxer = this.#muxer!;
    if (this.#stepUs > 0) this.#stepUs = Math.max(1, media.dtsUs - this.#lastDtsUs);
    else this.#stepUs = media.track.frameDurationUs;
    this.#lastDtsUs = media.dtsUs;
    muxer.push(media, Math.min(this.#stepUs, 1_000_000));
    muxer.flush();
    this.#onChunk({ kind: "fragment", data: muxer.take(), isKey: media.isKey, capturedAtMs: media.capturedAtMs });
  }

  close(): void {
    this.#isClosed = true;
    this.#muxer?.abandon();
    this.#muxer = null;
  }

  #begin(first: MediaPacket): boolean {
    this.#muxer?.abandon();
    this.#muxer = null;
    if (!first.isKey) return false;
    this.#muxer = new FragmentMuxer(first.track);
    this.#stepUs = 0;
    this.#onChunk({ kind: "init", data: this.#muxer.take(), isKey: false, capturedAtMs: first.capturedAtMs });
    return true;
  }
}
