// Finds the parameter sets that H.264 and H.265 cameras send between their pictures.

const SPS_TYPES: Record<string, (header: number) => boolean> = {
  h264: (header) => (header & 0x1f) === 7,
  hevc: (header) => ((header >> 1) & 0x3f) === 33,
};

/** The sequence parameter set in Annex B data, or null when there is none in front of the picture. */
export function findSequenceSet(codec: string, data: Buffer): Buffer | null {
  const isSps = SPS_TYPES[codec];
  if (!isSps) return null;
  for (let at = nextStart(data, 0); at < data.length; ) {
    const end = nextStart(data, at);
    if (isSps(data[at]!)) return data.subarray(at, end < data.length ? endOfNal(data, end) : end);
    if (isPicture(codec, data[at]!)) return null;
    at = end;
  }
  return null;
}

/** Offset after the next start code, or the length when there is none. */
function nextStart(data: Buffer, from: number): number {
  for (let i = from; i + 3 < data.length; i++) {
    if (data[i] === 0 && data[i + 1] === 0 && data[i + 2] === 1) return i + 3;
  }
  return data.length;
}

/** Cuts the start code and its leading zeros off. */
function endOfNal(data: Buffer, nextNal: number): number {
  let end = nextNal - 3;
  while (end > 0 && data[end - 1] === 0) end--;
  return end;
}

function isPicture(codec: string, header: number): boolean {
  return codec === "h264" ? [1, 2, 3, 4, 5].includes(header & 0x1f) : ((header >> 1) & 0x3f) < 32;
}

/** Width and height of a JPEG from its frame header, or null. */
export function jpegSize(data: Buffer): { widthPx: number; heightPx: number } | null {
  let at = 2;
  while (at + 9 < data.length && data[at] === 0xff) {
    const marker = data[at + 1]!;
    const isFrameHeader = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrameHeader) return { heightPx: data.readUInt16BE(at + 5), widthPx: data.readUInt16BE(at + 7) };
    at += 2 + data.readUInt16BE(at + 2);
  }
  return null;
}
