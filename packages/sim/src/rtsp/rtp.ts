// RTP packetisation of pictures (RFC 6184 for H.264, RFC 7798 for H.265) and RTCP sender reports (RFC 3550).
import type { NalCodec } from "./nal.ts";

export const RTP_CLOCK_HZ = 90_000;
export const PAYLOAD_TYPE = 96;
/** Payload that still fits an Ethernet frame with all headers. Unit: bytes. */
const MAX_PAYLOAD_BYTES = 1400;

/** One outgoing RTP stream: numbers its packets and counts what its sender reports must say. */
export class RtpSender {
  readonly ssrc: number;
  sequence: number;
  readonly firstTimestamp: number;
  private packets = 0;
  private bytes = 0;

  constructor(ssrc: number, sequence: number, firstTimestamp: number) {
    this.ssrc = ssrc >>> 0;
    this.sequence = sequence & 0xffff;
    this.firstTimestamp = firstTimestamp >>> 0;
  }

  timestamp(ptsUs: number): number {
    return (this.firstTimestamp + Math.round((ptsUs * RTP_CLOCK_HZ) / 1e6)) % 2 ** 32;
  }

  /** Packets of one picture; the last one carries the marker. */
  packetise(codec: NalCodec, nals: readonly Uint8Array[], ptsUs: number): Buffer[] {
    const timestamp = this.timestamp(ptsUs);
    const payloads = nals.flatMap((nal) => fragment(codec, nal));
    return payloads.map((payload, i) => this.packet(payload, timestamp, i === payloads.length - 1));
  }

  /** Ties the stream clock to wall time. */
  senderReport(ptsUs: number, wallMs: number): Buffer {
    const report = Buffer.alloc(28);
    report.writeUInt8(0x80, 0);
    report.writeUInt8(200, 1);
    report.writeUInt16BE(6, 2);
    report.writeUInt32BE(this.ssrc, 4);
    const seconds = Math.floor(wallMs / 1000);
    report.writeUInt32BE((seconds + 2_208_988_800) >>> 0, 8);
    report.writeUInt32BE(Math.floor(((wallMs / 1000 - seconds) * 2 ** 32) % 2 ** 32), 12);
    report.writeUInt32BE(this.timestamp(ptsUs), 16);
    report.writeUInt32BE(this.packets >>> 0, 20);
    report.writeUInt32BE(this.bytes >>> 0, 24);
    return report;
  }

  private packet(payload: Uint8Array, timestamp: number, marker: boolean): Buffer {
    const packet = Buffer.alloc(12 + payload.length);
    packet.writeUInt8(0x80, 0);
    packet.writeUInt8((marker ? 0x80 : 0) | PAYLOAD_TYPE, 1);
    packet.writeUInt16BE(this.sequence, 2);
    packet.writeUInt32BE(timestamp, 4);
    packet.writeUInt32BE(this.ssrc, 8);
    packet.set(payload, 12);
    this.sequence = (this.sequence + 1) & 0xffff;
    this.packets++;
    this.bytes += payload.length;
    return packet;
  }
}

/** The NAL unit itself when it fits, else FU-A (H.264) or FU (H.265) fragments. */
export function fragment(codec: NalCodec, nal: Uint8Array): Uint8Array[] {
  if (nal.length <= MAX_PAYLOAD_BYTES) return [nal];
  const nalHeaderBytes = codec === "h264" ? 1 : 2;
  const room = MAX_PAYLOAD_BYTES - nalHeaderBytes - 1;
  const parts: Uint8Array[] = [];
  for (let at = nalHeaderBytes; at < nal.length; at += room) {
    const end = Math.min(at + room, nal.length);
    const flags = (at === nalHeaderBytes ? 0x80 : 0) | (end === nal.length ? 0x40 : 0);
    const header =
      codec === "h264"
        ? [(nal[0]! & 0xe0) | 28, flags | (nal[0]! & 0x1f)]
        : [(nal[0]! & 0x81) | (49 << 1), nal[1]!, flags | ((nal[0]! >> 1) & 0x3f)];
    const part = new Uint8Array(header.length + end - at);
    part.set(header);
    part.set(nal.subarray(at, end), header.length);
    parts.push(part);
  }
  return parts;
}
