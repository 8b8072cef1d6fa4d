// Reads the box structure of MP4 bytes: enough to find whole fragments and to time them.

export interface Mp4Box {
  type: string;
  /** Offset of the box and of the byte after it. */
  start: number;
  end: number;
  /** Offset of its content. */
  body: number;
}

/** Boxes between two offsets, in order; ends where a box is torn or impossible. */
export function readBoxes(bytes: Buffer, from = 0, to = bytes.length): Mp4Box[] {
  const boxes: Mp4Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const type = bytes.toString("latin1", at + 4, at + 8);
    const short = bytes.readUInt32BE(at);
    const isLong = short === 1 && at + 16 <= to;
    const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : short;
    const body = at + (isLong ? 16 : 8);
    if (length < body - at || at + length > to || !/^[\x20-\x7e]{4}$/.test(type)) break;
    boxes.push({ type, start: at, end: at + length, body });
    at += length;
  }
  return boxes;
}

export function findBox(bytes: Buffer, within: Mp4Box, ...path: string[]): Mp4Box | null {
  let box: Mp4Box | null = within;
  for (const type of path) {
    if (!box) return null;
    box = readBoxes(bytes, box.body, box.end).find((each) => each.type === type) ?? null;
  }
  return box;
}

export interface FragmentTimes {
  /** Unit: ticks of the track's timescale. Decode time of the first sample and after the last. */
  startTicks: number;
  endTicks: number;
  samples: number;
  sampleBytes: number;
}

/** Times of one single-track `moof`, or null when it is damaged. Source: ISO/IEC 14496-12, tfhd, tfdt and trun. */
export function readFragment(bytes: Buffer, moof: Mp4Box): FragmentTimes | null {
  const traf = findBox(bytes, moof, "traf");
  const tfhd = traf && findBox(bytes, traf, "tfhd");
  const tfdt = traf && findBox(bytes, traf, "tfdt");
  if (!traf || !tfhd || !tfdt) return null;
  try {
    const defaults = readTrackDefaults(bytes, tfhd);
    const isLong = bytes.readUInt8(tfdt.body) === 1;
    const startTicks = isLong ? Number(bytes.readBigUInt64BE(tfdt.body + 4)) : bytes.readUInt32BE(tfdt.body + 4);
    const times: FragmentTimes = { startTicks, endTicks: startTicks, samples: 0, sampleBytes: 0 };
    for (const trun of readBoxes(bytes, traf.body, traf.end)) {
      if (trun.type === "trun") addRun(bytes, trun, defaults, times);
    }
    return times.samples > 0 ? times : null;
  } catch {
    return null;
  }
}

interface TrackDefaults {
  durationTicks: number;
  sizeBytes: number;
}

function readTrackDefaults(bytes: Buffer, tfhd: Mp4Box): TrackDefaults {
  const flags = bytes.readUIntBE(tfhd.body + 1, 3);
  let at = tfhd.body + 8;
  if (flags & 0x1) at += 8;
  if (flags & 0x2) at += 4;
  const durationTicks = flags & 0x8 ? bytes.readUInt32BE(at) : 0;
  if (flags & 0x8) at += 4;
  return { durationTicks, sizeBytes: flags & 0x10 ? bytes.readUInt32BE(at) : 0 };
}

function addRun(bytes: Buffer, trun: Mp4Box, defaults: TrackDefaults, times: FragmentTimes): void {
  const flags = bytes.readUIntBE(trun.body + 1, 3);
  const count = bytes.readUInt32BE(trun.body + 4);
  let at = trun.body + 8 + (flags & 0x1 ? 4 : 0) + (flags & 0x4 ? 4 : 0);
  for (let i = 0; i < count; i++) {
    times.endTicks += flags & 0x100 ? bytes.readUInt32BE(at) : defaults.durationTicks;
    if (flags & 0x100) at += 4;
    times.sampleBytes += flags & 0x200 ? bytes.readUInt32BE(at) : defaults.sizeBytes;
    if (flags & 0x200) at += 4;
    at += (flags & 0x400 ? 4 : 0) + (flags & 0x800 ? 4 : 0);
  }
  times.samples += count;
}
