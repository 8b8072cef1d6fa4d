// An EncodedPacket on native memory: a counted holder around one FFmpeg packet whose times are already in microseconds.
import type { EncodedPacket } from "@vigie/core";
import type { Packet } from "node-av";
import type { Track } from "./track.ts";

interface SharedPacket {
  native: Packet | null;
  holders: number;
}

export interface PacketTimes {
  dtsUs: number;
  ptsUs: number;
  /** Rounded to whole milliseconds in the packet. */
  capturedAtMs: number;
}

/** The packet that every source and encoder of this room gives. */
export class MediaPacket implements EncodedPacket {
  readonly dtsUs: number;
  readonly ptsUs: number;
  readonly isKey: boolean;
  readonly sizeBytes: number;
  readonly capturedAtMs: number;
  readonly track: Track;
  #shared: SharedPacket | null;

  private constructor(shared: SharedPacket, track: Track, times: PacketTimes, isKey: boolean, sizeBytes: number) {
    this.#shared = shared;
    this.track = track;
    this.dtsUs = times.dtsUs;
    this.ptsUs = times.ptsUs;
    this.capturedAtMs = Math.round(times.capturedAtMs);
    this.isKey = isKey;
    this.sizeBytes = sizeBytes;
  }

  /** Takes over the native packet, which is freed with its last holder. */
  static adopt(native: Packet, track: Track, times: PacketTimes): MediaPacket {
    native.pts = BigInt(times.ptsUs);
    native.dts = BigInt(times.dtsUs);
    return new MediaPacket({ native, holders: 1 }, track, times, native.isKeyframe, native.size);
  }

  /** The native packet of someone else's EncodedPacket. Errors: TypeError when it was not made here. */
  static of(packet: EncodedPacket): MediaPacket {
    if (packet instanceof MediaPacket) return packet;
    throw new TypeError("this packet was not made by the media room");
  }

  /** Valid until `release`. Errors: Error after it, because the memory is gone. */
  get native(): Packet {
    const native = this.#shared?.native;
    if (!native) throw new Error("the packet was used after it was released");
    return native;
  }

  retain(): MediaPacket {
    const shared = this.#shared;
    if (!shared) throw new Error("the packet was retained after it was released");
    shared.holders++;
    return new MediaPacket(shared, this.track, this, this.isKey, this.sizeBytes);
  }

  /** Further calls on the same holder do nothing. */
  release(): void {
    const shared = this.#shared;
    this.#shared = null;
    if (!shared || --shared.holders > 0) return;
    shared.native?.free();
    shared.native = null;
  }
}
