// What may become an object: a blob with what is known of it, and since when it has shown the same.
import type { Thing } from "../observations/thing.ts";
import type { Blob } from "./blobs.ts";
import type { PixelMemory } from "./pixel-memory.ts";
import type { StillObject } from "./still-object.ts";

export interface Finding extends Pick<StillObject, "change" | "className" | "sinceMs"> {
  blob: Blob;
  box: [number, number, number, number];
  /** Unit: grey levels. */
  contrast: number;
  /** The vehicle that it is a part of. */
  vehicle: Thing | null;
}

/** Since when most of the blob has shown the same: its shadow, or who brought it, may have been there before it. Clock: frame time. */
export function stillSinceMs(blob: Blob, { sinceMs }: PixelMemory): number {
  const times = [...blob.pixels].map((at) => sinceMs[at]!).sort((a, b) => a - b);
  return times[Math.floor(times.length * 0.7)]!;
}
