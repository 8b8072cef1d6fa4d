// One camera's live picture for many viewers: muxed once, and only while somebody watches.
import type { EncodedPacket, LiveChunk, LiveMuxer, Media, VideoStreamInfo } from "@vigie/core";
import { asProblem } from "./problem.ts";

export interface LiveSink {
  onChunk(chunk: LiveChunk): void;
  /** Nothing comes any more; called once, unless the viewer has gone before. */
  onEnd(reason: string): void;
}

/** Longest group of pictures kept for a viewer who comes in the middle of it. Unit: packets. */
const MAX_GROUP_PACKETS = 600;

export class LiveFanOut {
  readonly #media: Media;
  readonly #info: VideoStreamInfo;
  readonly #sinks = new Set<LiveSink>();
  #group: EncodedPacket[] = [];
  #muxer: LiveMuxer | null = null;
  #init: LiveChunk | null = null;
  #sinceKey: LiveChunk[] = [];

  constructor(media: Media, info: VideoStreamInfo) {
    this.#media = media;
    this.#info = info;
  }

  /** Every packet of the stream, in order; kept by reference until the next key frame. Never throws: viewers are told instead. */
  push(packet: EncodedPacket): void {
    if (packet.isKey || this.#group.length >= MAX_GROUP_PACKETS) this.#dropGroup();
    if (packet.isKey || this.#group.length > 0) this.#group.push(packet.retain());
    try {
      this.#muxer?.push(packet);
    } catch (cause) {
      this.#endAll(asProblem(cause).message);
    }
  }

  /** The sink gets the init chunk, the current group of pictures, and then every fragment. Errors: those of the muxer. */
  subscribe(sink: LiveSink): { mimeType: string; close(): void } {
    const muxer = this.#muxer ?? this.#startMuxer();
    if (this.#init) sink.onChunk(this.#init);
    for (const chunk of this.#sinceKey) sink.onChunk(chunk);
    this.#sinks.add(sink);
    return {
      mimeType: muxer.mimeType,
      close: () => {
        this.#sinks.delete(sink);
        if (this.#sinks.size === 0) this.#stopMuxer();
      },
    };
  }

  close(reason: string): void {
    this.#endAll(reason);
    this.#dropGroup();
  }

  #startMuxer(): LiveMuxer {
    const muxer = this.#media.createLiveMuxer(this.#info, (chunk) => this.#spread(chunk));
    this.#muxer = muxer;
    try {
      for (const packet of this.#group) muxer.push(packet);
    } catch (cause) {
      this.#stopMuxer();
      throw cause;
    }
    return muxer;
  }

  #stopMuxer(): void {
    this.#muxer?.close();
    this.#muxer = null;
    this.#init = null;
    this.#sinceKey = [];
  }

  #endAll(reason: string): void {
    const sinks = [...this.#sinks];
    this.#sinks.clear();
    this.#stopMuxer();
    for (const sink of sinks) sink.onEnd(reason);
  }

  /** A group that grows too long is not kept: a viewer who comes then waits for the next key frame. */
  #spread(chunk: LiveChunk): void {
    if (chunk.kind === "init") {
      this.#init = chunk;
      this.#sinceKey = [];
    } else {
      if (chunk.isKey || this.#sinceKey.length >= MAX_GROUP_PACKETS) this.#sinceKey = [];
      if (chunk.isKey || this.#sinceKey.length > 0) this.#sinceKey.push(chunk);
    }
    for (const sink of this.#sinks) sink.onChunk(chunk);
  }

  #dropGroup(): void {
    for (const packet of this.#group) packet.release();
    this.#group = [];
  }
}
