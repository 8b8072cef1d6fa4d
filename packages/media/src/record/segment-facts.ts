// What a segment says about itself: in a box inside the file from its first second on, and in a sidecar once it is closed.
import type { FileSystem, RecordedSegment } from "@vigie/core";

/** Known when a segment begins. */
export interface SegmentOpening {
  cameraId: string;
  sequence: number;
  startMs: number;
  previousSha256: string;
  codec: string;
  widthPx: number;
  heightPx: number;
  gapBeforeMs: number;
  gapReason: string;
}

/** Type of the box, random once and fixed since. */
const BOX_ID = Buffer.from("5b1c6f0e9d4a4d0f8a5e7c3b2f6a9e41", "hex");
const BOX_HEADER_BYTES = 8 + BOX_ID.length;
/** One length for all, so that the box can be filled in when its place in the file is already fixed. */
export const OPENING_BOX_BYTES = 1024;

/** Shape: a `uuid` box of OPENING_BOX_BYTES with JSON padded by blanks; players skip it. */
export function openingBox(opening: SegmentOpening | null): Buffer {
  const box = Buffer.alloc(OPENING_BOX_BYTES, " ");
  box.writeUInt32BE(OPENING_BOX_BYTES, 0);
  box.write("uuid", 4, "latin1");
  BOX_ID.copy(box, 8);
  if (opening) {
    const text = Buffer.from(JSON.stringify(opening));
    if (text.length > OPENING_BOX_BYTES - BOX_HEADER_BYTES) throw new Error("the facts of the segment are too long");
    text.copy(box, BOX_HEADER_BYTES);
  }
  return box;
}

/** The facts in this box, or null when it is another box or damaged. */
export function readOpeningBox(box: Buffer): SegmentOpening | null {
  if (box.length !== OPENING_BOX_BYTES || !box.subarray(8, BOX_HEADER_BYTES).equals(BOX_ID)) return null;
  try {
    const facts: unknown = JSON.parse(box.toString("utf8", BOX_HEADER_BYTES));
    return isOpening(facts) ? facts : null;
  } catch {
    return null;
  }
}

function isOpening(value: unknown): value is SegmentOpening {
  if (typeof value !== "object" || value === null) return false;
  const facts = value as Record<string, unknown>;
  const texts = ["cameraId", "previousSha256", "codec", "gapReason"].every((key) => typeof facts[key] === "string");
  const numbers = ["sequence", "startMs", "widthPx", "heightPx", "gapBeforeMs"].every((key) =>
    Number.isFinite(facts[key]),
  );
  return texts && numbers;
}

export const PART_SUFFIX = ".part";

/** Where the facts of a closed segment lie: beside it, with the extension json. */
export function sidecarPath(segmentPath: string): string {
  return segmentPath.replace(/\.mp4$/, ".json");
}

/** Makes a written and synced `.part` file a segment: sidecar first, then the name, then the folder, each on disk before the next. */
export async function publishSegment(files: FileSystem, segment: RecordedSegment, folder: string): Promise<void> {
  const sidecar = sidecarPath(segment.path);
  if (await files.stat(sidecar)) await files.remove(sidecar);
  const file = await files.create(sidecar);
  try {
    await file.append(Buffer.from(`${JSON.stringify(segment, null, 2)}\n`));
    await file.sync();
  } finally {
    await file.close();
  }
  await files.rename(segment.path + PART_SUFFIX, segment.path);
  await files.syncFolder(folder);
}
