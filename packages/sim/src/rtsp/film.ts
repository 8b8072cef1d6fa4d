// A film: the compressed pictures of a video file held in memory as NAL units, ready to be played for ever.
import { AppError } from "@vigie/contracts";
import { AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, Demuxer } from "node-av";
import { isParameterSet, type NalCodec, splitAnnexB, splitLengthPrefixed } from "./nal.ts";
import { readParameterSets } from "./parameter-sets.ts";

/** All NAL units of one picture, without parameter sets, in decode order. */
export interface AccessUnit {
  nals: readonly Uint8Array[];
  /** Clock: stream; the first picture sent has dtsUs 0. */
  dtsUs: number;
  ptsUs: number;
  isKey: boolean;
}

export interface Film {
  file: string;
  codec: NalCodec;
  widthPx: number;
  heightPx: number;
  /** VPS (H.265 only), SPS, PPS. */
  parameterSets: readonly Uint8Array[];
  units: readonly AccessUnit[];
  /** Length of one round; picture 0 of the next round follows at this time. */
  durationUs: number;
}

/**
 * Reads a whole video file into memory.
 * Errors: `sim.file-unreadable`, `sim.codec-unsupported` (only H.264 and H.265 can be streamed).
 */
export function readFilm(file: string): Film {
  using demuxer = openDemuxer(file);
  const stream = demuxer.video();
  const codec = codecOf(stream?.codecpar.codecId);
  if (!stream || !codec)
    throw new AppError({
      code: "sim.codec-unsupported",
      kind: "unsupported",
      message: `${file} holds no H.264 or H.265 picture track; the test server streams only these two.`,
    });
  const { codecpar, timeBase } = stream;
  const usPerTick = (1e6 * timeBase.num) / timeBase.den;
  const record = codecpar.extradata ?? Buffer.alloc(0);
  const lengthBytes = nalLengthBytes(record, codec);
  const units: AccessUnit[] = [];
  const inBand: Uint8Array[] = [];
  for (const packet of demuxer.packetsSync(stream.index)) {
    if (!packet) break;
    const data = packet.data;
    if (data) {
      const bytes = Uint8Array.from(data);
      const nals = lengthBytes === null ? splitAnnexB(bytes) : splitLengthPrefixed(bytes, lengthBytes);
      for (const nal of nals) if (isParameterSet(codec, nal) && inBand.length < 3) inBand.push(nal);
      units.push({
        nals: nals.filter((nal) => !isParameterSet(codec, nal)),
        dtsUs: Number(packet.dts) * usPerTick,
        ptsUs: Number(packet.pts) * usPerTick,
        isKey: packet.isKeyframe,
      });
    }
    packet.free();
  }
  if (units.length < 2 || !units[0]?.isKey) throw unreadable(file, "it has no pictures that begin with a key frame");
  const firstDtsUs = units[0].dtsUs;
  const lastDtsUs = units[units.length - 1]!.dtsUs;
  const frameUs = (lastDtsUs - firstDtsUs) / (units.length - 1);
  for (const unit of units) {
    unit.dtsUs = Math.round(unit.dtsUs - firstDtsUs);
    unit.ptsUs = Math.round(unit.ptsUs - firstDtsUs);
  }
  const outOfBand = readParameterSets(record, codec);
  return {
    file,
    codec,
    widthPx: codecpar.width,
    heightPx: codecpar.height,
    parameterSets: outOfBand.length > 0 ? outOfBand : inBand,
    units,
    durationUs: Math.round(lastDtsUs - firstDtsUs + frameUs),
  };
}

function openDemuxer(file: string): Demuxer {
  try {
    return Demuxer.openSync(file);
  } catch (cause) {
    throw unreadable(file, "it does not exist or is not a video", cause);
  }
}

function unreadable(file: string, why: string, cause?: unknown): AppError {
  return new AppError({
    code: "sim.file-unreadable",
    kind: "invalid",
    message: `${file} cannot be streamed: ${why}.`,
    cause,
  });
}

function codecOf(id: number | undefined): NalCodec | null {
  if (id === AV_CODEC_ID_H264) return "h264";
  return id === AV_CODEC_ID_HEVC ? "h265" : null;
}

/** Bytes of the length field before each NAL unit (MP4), or null for start codes (raw streams, MPEG-TS). */
function nalLengthBytes(record: Uint8Array, codec: NalCodec): number | null {
  if (record[0] !== 1) return null;
  return ((codec === "h264" ? record[4]! : record[21]!) & 3) + 1;
}
