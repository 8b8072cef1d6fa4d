// Uploaded videos that no camera plays: a day is enough to make a camera of one, then it goes.
import { randomUUID } from "node:crypto";
import type { FileSystem, Records } from "@vigie/core";

/** Video files that a person may play as a camera lie here, below the data folder. */
export const VIDEO_FOLDER = "videos";
/** How long an upload may wait for its camera. Unit: ms. */
export const UNUSED_VIDEO_MS = 86_400_000;

const OUR_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\w+$/;

/** A new name that says nothing of the name which the person gave. */
export function newVideoPath(extension: string): string {
  return `${VIDEO_FOLDER}/${randomUUID()}.${extension}`;
}

/** Removes uploads that are a day old and in no camera, disabled ones included; files that people put there themselves stay. */
export async function removeUnusedVideos(records: Records, files: FileSystem, nowMs: number): Promise<number> {
  const used = new Set(
    (await records.cameras.list()).flatMap(({ source }) => (source.kind === "file" ? [source.path] : [])),
  );
  let removed = 0;
  for (const name of await files.list(VIDEO_FOLDER)) {
    const path = `${VIDEO_FOLDER}/${name}`;
    if (!OUR_NAME.test(name) || used.has(path)) continue;
    const found = await files.stat(path);
    if (!found || found.isFolder || nowMs - found.modifiedAtMs < UNUSED_VIDEO_MS) continue;
    await files.remove(path);
    removed++;
  }
  return removed;
}
