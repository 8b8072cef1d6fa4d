// A note on disk cache of which camera native code works for: it outlives the process that wrote it.
import { openSync, writeSync } from "node:fs";

const WIDTH_BYTES = 64;

/**
 * Writes the camera's id at the note's place whenever it changes; a full disk never stops the work itself.
 * Cost: a few microseconds; nothing when it is the same camera.
 */
export function createInHandNote(path: string | undefined): (cameraId: string) => void {
  if (!path) return () => {};
  const file = openNote(path);
  if (file === null) return () => {};
  const buffer = Buffer.alloc(WIDTH_BYTES);
  let current = "";
  return (cameraId) => {
    if (cameraId === current) return;
    current = cameraId;
    buffer.fill(0);
    buffer.write(cameraId);
    try {
      writeSync(file, buffer, 0, WIDTH_BYTES, 0);
    } catch {
      current = "";
    }
  };
}

function openNote(path: string): number | null {
  try {
    return openSync(path, "w", 0o600);
  } catch {
    return null;
  }
}
