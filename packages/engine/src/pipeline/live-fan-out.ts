// One camera's live picture for many viewers: muxed once, and only while somebody watches.
import type { EncodedPacket, LiveChunk, LiveMuxer, Media, VideoStreamInfo } from "@vigie/core";

export type ChunkSink = (chunk: LiveChunk) => void;

/** Longest group of pictures kept for a viewer who comes in the middle of it. Unit: packets. */
const MAX_GROUP_PACKETS = 600;

export class LiveFanOut {
  readonly #media: Media;
  readonly #info: VideoStreamInfo;
  readonly #sinks = new Set<ChunkSink>();
  #group: EncodedPacket[] = [];
  #muxer: LiveMuxer | null = null;
  #init: LiveChunk | null = null;
  #sinceKey: LiveChunk[] = [];

  constructor(media: Media, info: VideoStreamInfo) {
    this.#media = media;
    this.#info = info;
  }

  /** Every packet of the stream, in order; kept by reference until the next key frame. */
  push(packet: EncodedPacket): void {
    if (packet.isKey || this.#group.length >= MAX_GROUP_PACKETS) this.#dropGroup();
    if (packet.isKey || this.#group.length > 0) this.#group.push(packet.retain());
    this.#muxer?.push(packet);
  }

  /** The sink gets the init chunk, the current group of pictures, and then every fragment. */
  subscribe(sink: ChunkSink): { mimeType: string; close(): void } {
    const muxer = this.#muxer ?? this.#startMuxer();
    if (this.#init) sink(this.#init);
    for (const chunk of this.#sinceKey) sink(chunk);
    this.#sinks.add(sink);
    return {
      mimeType: muxer.mimeType,
      close: () => {
        this.#sinks.delete(sink);
        if (this.#sinks.size === 0) this.#stopMuxer();
      },
    };
  }

  get viewers(): number {
    return this.#sinks.size;
  }

  close(): void {
    this.#sinks.clear();
    this.#stopMuxer();
    this.#dropGroup();
  }

  #startMuxer(): LiveMuxer {
    const muxer = this.#media.createLiveMuxer(this.#info, (chunk) => this.#spread(chunk));
    this.#muxer = muxer;
    for (const packet of this.#group) muxer.push(packet);
    return muxer;
  }

  #stopMuxer(): void {
    this.#muxer?.close();
    this.#muxer = null;
    this.#init = null;
    this.#sinceKey = [];
  }

  #spread(chunk: LiveChunk): void {
    if (chunk.kind === "init") {
      this.#init = chunk;
    } else {
      if (chunk.isKey) this.#sinceKey = [];
      this.#sinceKey.push(chunk);
    }
    for (const sink of this.#sinks) sink(chunk);
  }

  #dropGroup(): void {
    for (const packet of this.#group) packet.release();
    this.#group = [];
  }
}
