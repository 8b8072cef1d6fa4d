// Where the pictures of an alarm lie: named after the event that raised it, below the data folder.
import type { FileSystem } from "@vigie/core";

export type MediaKind = "still" | "clip";

/** Path relative to the data folder, or null for an id that cannot be a file name. */
export function mediaPath(eventId: string, kind: MediaKind): string | null {
  if (!/^[\w.:@-]{1,200}$/.test(eventId) || eventId.startsWith(".")) return null;
  return kind === "still" ? `stills/${eventId}.jpg` : `clips/${eventId}.mp4`;
}

/** True when the file is there and not empty. */
export async function mediaExists(files: FileSystem, eventId: string, kind: MediaKind): Promise<boolean> {
  const path = mediaPath(eventId, kind);
  const found = path === null ? null : await files.stat(path);
  return found !== null && !found.isFolder && found.sizeBytes > 0;
}
