// NAL units: how H.264 and H.265 byte streams are cut into them, and which of them are parameter sets.

export type NalCodec = "h264" | "h265";

export function nalType(codec: NalCodec, nal: Uint8Array): number {
  return codec === "h264" ? nal[0]! & 0x1f : (nal[0]! >> 1) & 0x3f;
}

/** True for VPS, SPS, PPS. */
export function isParameterSet(codec: NalCodec, nal: Uint8Array): boolean {
  const type = nalType(codec, nal);
  return codec === "h264" ? type === 7 || type === 8 : type >= 32 && type <= 34;
}

/** NAL units of an MP4 sample: each behind its big-endian length. */
export function splitLengthPrefixed(data: Uint8Array, lengthBytes: number): Uint8Array[] {
  const nals: Uint8Array[] = [];
  let at = 0;
  while (at + lengthBytes <= data.length) {
    let length = 0;
    for (let i = 0; i < lengthBytes; i++) length = length * 256 + data[at + i]!;
    at += lengthBytes;
    if (length > 0) nals.push(data.subarray(at, at + length));
    at += length;
  }
  return nals;
}

/** NAL units of a byte stream with start codes 00 00 01 or 00 00 00 01. */
export function splitAnnexB(data: Uint8Array): Uint8Array[] {
  const starts: number[] = [];
  for (let i = 0; i + 2 < data.length; i++) {
    if (data[i] === 0 && data[i + 1] === 0 && data[i + 2] === 1) {
      starts.push(i + 3);
      i += 2;
    }
  }
  return starts
    .map((start, i) => {
      let end = i + 1 < starts.length ? starts[i + 1]! - 3 : data.length;
      while (end > start && data[end - 1] === 0) end--;
      return data.subarray(start, end);
    })
    .filter((nal) => nal.length > 0);
}
