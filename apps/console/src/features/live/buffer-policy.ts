// How a player stays near the newest picture: what to do about its buffer, decided from numbers alone.

/** Unit: seconds of the player's own time line. Shape: [start, end] with start < end, ascending, apart from each other. */
export type Ranges = readonly (readonly [number, number])[];

export interface BufferAdvice {
  /** Jump here; null stays. Unit: s. */
  seekToS: number | null;
  playbackRate: number;
  /** Remove what lies before this; null keeps all. Unit: s. */
  trimBeforeS: number | null;
  /** How far the shown picture is behind the newest one in the buffer; null when nothing can be shown. Unit: s. */
  behindS: number | null;
}

/** Further behind than this is caught up by a jump. */
export const JUMP_BEHIND_S = 3;
/** Further behind than this is caught up by playing a little faster. */
export const HURRY_BEHIND_S = 1.2;
/** Where a jump lands before the newest picture. */
export const TARGET_BEHIND_S = 0.3;
/** Played pictures are kept this long, then removed together. */
export const KEEP_S = 10;
const HURRY_RATE = 1.1;
const EDGE_S = 0.05;

export function adviseBuffer(ranges: Ranges, currentS: number): BufferAdvice {
  const newest = ranges.at(-1);
  if (!newest) return { seekToS: null, playbackRate: 1, trimBeforeS: null, behindS: null };
  const oldestS = ranges[0]![0];
  const behindS = Math.max(0, newest[1] - currentS);
  const inNewest = currentS >= newest[0] - EDGE_S && currentS <= newest[1] + EDGE_S;
  const mustJump = !inNewest || behindS > JUMP_BEHIND_S;
  const seekToS = mustJump ? Math.max(newest[0], newest[1] - TARGET_BEHIND_S) : null;
  const shownS = seekToS ?? currentS;
  return {
    seekToS,
    playbackRate: !mustJump && behindS > HURRY_BEHIND_S ? HURRY_RATE : 1,
    trimBeforeS: shownS - oldestS > 2 * KEEP_S ? shownS - KEEP_S : null,
    behindS: Math.max(0, newest[1] - shownS),
  };
}

/** The ranges of a browser's TimeRanges. */
export function rangesOf(buffered: TimeRanges): Ranges {
  return Array.from({ length: buffered.length }, (_, i) => [buffered.start(i), buffered.end(i)] as const);
}

/** A picture older than this is marked as old. Unit: ms. */
export const STALE_AFTER_MS = 3_000;

/** Longest queue of undecoded chunks while the buffer is busy; beyond it the player starts again. Unit: chunks. */
export const MAX_WAITING_CHUNKS = 300;

/** A person's name for the codec of a MIME type: `video/mp4; codecs="hvc1.1.6.L93.B0"` is H.265. */
export function codecName(mimeType: string): string {
  const codec = /codecs="?([^".,]+)/.exec(mimeType)?.[1]?.toLowerCase() ?? "";
  if (codec === "hvc1" || codec === "hev1") return "H.265";
  if (codec === "avc1" || codec === "avc3") return "H.264";
  if (codec === "av01") return "AV1";
  if (codec === "vp09") return "VP9";
  return codec === "" ? mimeType : codec;
}
