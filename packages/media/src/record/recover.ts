// Makes a segment of a file that a killed process left unfinished: all of it that plays, with its facts and hash.
import { createHash } from "node:crypto";
import type { FileSystem, RecordedSegment } from "@vigie/core";
import { readBoxes, readFragment } from "./boxes.ts";
import { PART_SUFFIX, publishSegment, readOpeningBox, type SegmentOpening, sidecarPath } from "./segment-facts.ts";

export interface Recovery {
  /** Ready to be indexed; null when nothing of the file plays, and then the file is gone. */
  segment: RecordedSegment | null;
  /** Unit: bytes at the end of the file that could not be kept. */
  lostBytes: number;
}

const TIMESCALE = 90_000;

/** Unfinished files in this folder, oldest first. */
export async function listTornSegments(files: FileSystem, folder: string): Promise<string[]> {
  const names = await files.list(folder);
  return names.filter((name) => name.endsWith(`.mp4${PART_SUFFIX}`)).map((name) => `${folder}/${name}`);
}

/**
 * Turns `<name>.mp4.part` into `<name>.mp4` and its sidecar.
 * Errors: `files.*`; the torn file stays when they happen. Cost: the file is read whole.
 */
export async function recoverSegment(files: FileSystem, path: string): Promise<Recovery> {
  const bytes = Buffer.from(await files.read(path));
  const playable = findPlayable(bytes);
  const target = path.slice(0, -PART_SUFFIX.length);
  const folder = path.slice(0, path.lastIndexOf("/"));
  if (!playable) {
    await files.remove(path);
    await files.syncFolder(folder);
    return { segment: null, lostBytes: bytes.length };
  }
  const kept = bytes.subarray(0, playable.endByte);
  const segment: RecordedSegment = {
    ...playable.opening,
    path: target,
    sizeBytes: kept.length,
    endMs: Math.round(playable.opening.startMs + (playable.endTicks * 1000) / TIMESCALE),
    sha256: createHash("sha256").update(kept).digest("hex"),
  };
  await replace(files, path, kept);
  await publishSegment(files, segment, folder);
  return { segment, lostBytes: bytes.length - kept.length };
}

interface Playable {
  opening: SegmentOpening;
  endByte: number;
  endTicks: number;
}

/** The head and every fragment up to the first one that is torn or damaged. */
function findPlayable(bytes: Buffer): Playable | null {
  const boxes = readBoxes(bytes);
  const [ftyp, moov, facts] = boxes;
  if (ftyp?.type !== "ftyp" || moov?.type !== "moov" || facts?.type !== "uuid") return null;
  const opening = readOpeningBox(bytes.subarray(facts.start, facts.end));
  if (!opening) return null;
  let found: Playable | null = null;
  for (let i = 3; i + 1 < boxes.length; i += 2) {
    const moof = boxes[i]!;
    const mdat = boxes[i + 1]!;
    if (moof.type !== "moof" || mdat.type !== "mdat") break;
    const times = readFragment(bytes, moof);
    if (!times || times.sampleBytes !== mdat.end - mdat.body) break;
    found = { opening, endByte: mdat.end, endTicks: times.endTicks };
  }
  return found;
}

/** The port can neither shorten nor sync a file that is already there, so the good part is written anew beside it. */
async function replace(files: FileSystem, path: string, kept: Uint8Array): Promise<void> {
  const fresh = `${path}.recovering`;
  if (await files.stat(fresh)) await files.remove(fresh);
  const file = await files.create(fresh);
  try {
    await file.append(kept);
    await file.sync();
  } finally {
    await file.close();
  }
  await files.rename(fresh, path);
}

/** The facts of a closed segment from its sidecar, or null when there is none that can be read. */
export async function readSidecar(files: FileSystem, segmentPath: string): Promise<RecordedSegment | null> {
  const path = sidecarPath(segmentPath);
  if (!(await files.stat(path))) return null;
  try {
    const facts: unknown = JSON.parse(Buffer.from(await files.read(path)).toString("utf8"));
    const isWhole = typeof facts === "object" && facts !== null && "sha256" in facts && "path" in facts;
    return isWhole ? (facts as RecordedSegment) : null;
  } catch {
    return null;
  }
}
