// Reads whole sources and files in one call.
import type { DecodedFrame, EncodedPacket, VideoDecoder, VideoSource } from "@vigie/core";

/** All packets until the end; the caller releases them. */
export async function readAll(source: VideoSource, limit = Number.POSITIVE_INFINITY): Promise<EncodedPacket[]> {
  const packets: EncodedPacket[] = [];
  while (packets.length < limit) {
    const packet = await source.read();
    if (!packet) break;
    packets.push(packet);
  }
  return packets;
}

/** Decodes all packets, releases them, and hands each frame to `use` before it is released. */
export function decodeAll(
  decoder: VideoDecoder,
  packets: readonly EncodedPacket[],
  use: (frame: DecodedFrame) => void,
): void {
  const each = (frames: DecodedFrame[]) => {
    for (const frame of frames) {
      use(frame);
      frame.release();
    }
  };
  for (const packet of packets) {
    each(decoder.decode(packet));
    packet.release();
  }
  each(decoder.flush());
}
