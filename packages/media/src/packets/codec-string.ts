// The codec name that players are asked about, written from the stream's own parameter sets.
import type { CodecParameters } from "node-av";

/** RFC 6381 string such as avc1.42c01e or hvc1.1.6.L93.B0; null when the codec has none or its parameters are missing. */
export function codecString(codec: string, parameters: CodecParameters): string | null {
  if (codec !== "h264" && codec !== "hevc") return parameters.getCodecString() || null;
  const record = parameters.getDecoderConfigurationRecord();
  if (!record) return null;
  return codec === "h264" ? avcString(record) : hevcString(record);
}

/** Source: ISO/IEC 14496-15, AVCDecoderConfigurationRecord. */
function avcString(record: Buffer): string | null {
  return record.length < 4 ? null : `avc1.${record.toString("hex", 1, 4)}`;
}

/** Source: ISO/IEC 14496-15 annex E.3; FFmpeg writes the compatibility flags in the wrong bit order. */
function hevcString(record: Buffer): string | null {
  if (record.length < 13) return null;
  const profile = record.readUInt8(1);
  const space = ["", "A", "B", "C"][profile >> 6]!;
  const tier = profile & 0x20 ? "H" : "L";
  const compatibility = reverseBits(record.readUInt32BE(2)).toString(16).toUpperCase();
  const constraints = [...record.subarray(6, 12)];
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop();
  const tail = constraints.map((byte) => `.${byte.toString(16).toUpperCase()}`).join("");
  return `hvc1.${space}${profile & 0x1f}.${compatibility}.${tier}${record.readUInt8(12)}${tail}`;
}

function reverseBits(value: number): number {
  let reversed = 0;
  for (let bit = 0; bit < 32; bit++) if (value & (1 << bit)) reversed |= 1 << (31 - bit);
  return reversed >>> 0;
}
