// Parameter sets from a decoder configuration record (avcC, hvcC) or from a byte stream header.
import { isParameterSet, type NalCodec, nalType, splitAnnexB } from "./nal.ts";

/** VPS, SPS and PPS in this order; empty when the record holds none. Source: ISO/IEC 14496-15, 5.3.3 and 8.3.3. */
export function readParameterSets(record: Uint8Array, codec: NalCodec): Uint8Array[] {
  if (record.length === 0) return [];
  const sets = record[0] === 1 ? (codec === "h264" ? readAvcC(record) : readHvcC(record)) : splitAnnexB(record);
  return sets
    .filter((nal) => isParameterSet(codec, nal))
    .map((nal) => Uint8Array.from(nal))
    .sort((a, b) => nalType(codec, a) - nalType(codec, b));
}

function readAvcC(record: Uint8Array): Uint8Array[] {
  const sets: Uint8Array[] = [];
  let at = 5;
  for (const mask of [0x1f, 0xff]) {
    const count = (record[at++] ?? 0) & mask;
    for (let i = 0; i < count; i++) {
      const length = (record[at]! << 8) | record[at + 1]!;
      sets.push(record.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return sets;
}

function readHvcC(record: Uint8Array): Uint8Array[] {
  const sets: Uint8Array[] = [];
  const arrays = record[22] ?? 0;
  let at = 23;
  for (let a = 0; a < arrays; a++) {
    const count = (record[at + 1]! << 8) | record[at + 2]!;
    at += 3;
    for (let i = 0; i < count; i++) {
      const length = (record[at]! << 8) | record[at + 1]!;
      sets.push(record.subarray(at + 2, at + 2 + length));
      at += 2 + length;
    }
  }
  return sets;
}
