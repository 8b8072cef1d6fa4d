// How many are inside one zone: now, at most, and on average over the time watched.
import type { ZoneCounts } from "@vigie/contracts";

export interface ZoneCounter {
  /** Number per class inside at this frame; holds until the next frame. Clock: capturedAtMs. */
  update(now: ReadonlyMap<string, number>, atMs: number): void;
  /** The picture is gone: nobody is known to be inside, and the time until the next frame does not count. */
  pause(): void;
  watch(classes: Iterable<string>): void;
  totals(): ZoneCounts;
}

/** Longer without a frame counts as not watched. */
const HOLE_MS = 10_000;

export function createZoneCounter(camera: string, zone: string): ZoneCounter {
  const now: Record<string, number> = {};
  const peak: Record<string, number> = {};
  let inside = 0;
  let lastMs: number | null = null;
  let watchedMs = 0;
  let insideMs = 0;
  return {
    update(counts, atMs) {
      const heldMs = lastMs === null ? 0 : atMs - lastMs;
      if (heldMs > 0 && heldMs <= HOLE_MS) {
        watchedMs += heldMs;
        insideMs += heldMs * inside;
      }
      lastMs = atMs;
      inside = 0;
      for (const name of Object.keys(now)) now[name] = 0;
      for (const [name, number] of counts) {
        now[name] = number;
        peak[name] = Math.max(peak[name] ?? 0, number);
        inside += number;
      }
    },
    pause() {
      lastMs = null;
      inside = 0;
      for (const name of Object.keys(now)) now[name] = 0;
    },
    watch(classes) {
      for (const name of classes) {
        now[name] ??= 0;
        peak[name] ??= 0;
      }
    },
    totals: () => ({
      camera,
      zone,
      now: { ...now },
      peak: { ...peak },
      mean: watchedMs === 0 ? 0 : Math.round((insideMs / watchedMs) * 1000) / 1000,
    }),
  };
}
