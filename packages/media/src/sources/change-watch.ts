// Notices that a camera has begun to send another kind of picture in the middle of its stream.
import { AV_PKT_DATA_NEW_EXTRADATA, type Packet } from "node-av";
import { findSequenceSet, jpegSize } from "../packets/nal.ts";
import type { Track } from "../packets/track.ts";

/** Looks at key frames only (all pictures of MJPEG are). Cost: microseconds a key frame. */
export class ChangeWatch {
  readonly #track: Track;
  readonly #isAnnexB: boolean;
  #sequenceSet: Buffer | null = null;

  constructor(track: Track) {
    this.#track = track;
    this.#isAnnexB = track.parameters.extradata?.[0] !== 1;
  }

  /** What has changed, in words, or null. */
  changed(packet: Packet): string | null {
    if (!packet.isKeyframe) return null;
    const { codec, parameters } = this.#track;
    if (packet.getSideData(AV_PKT_DATA_NEW_EXTRADATA)) return "the parameters of its stream";
    const data = packet.data;
    if (!data) return null;
    if (codec === "mjpeg") {
      const size = jpegSize(data);
      if (!size || (size.widthPx === parameters.width && size.heightPx === parameters.height)) return null;
      return `its picture size from ${parameters.width}x${parameters.height} to ${size.widthPx}x${size.heightPx}`;
    }
    return this.#isAnnexB ? this.#sequenceChanged(codec, data) : null;
  }

  #sequenceChanged(codec: string, data: Buffer): string | null {
    const found = findSequenceSet(codec, data);
    if (!found) return null;
    const before = this.#sequenceSet;
    if (!before) this.#sequenceSet = Buffer.from(found);
    else if (!before.equals(found)) return "its picture size or coding";
    return null;
  }
}
