// What is remembered of tracks: written minute by minute, read in order by questions about the past.
import type { TraceChunk } from "../trajectories/trace.ts";

/** A stretch of time in which a camera was analysed without a hole. */
export interface CoveredSpan {
  fromMs: number;
  toMs: number;
  /** Analysed frames in it. */
  frames: number;
}

export interface CoveredQuarter {
  quarterMs: number;
  coveredMs: number;
}

export interface TrajectoryRecords {
  /** One transaction; a second delivery of the same minute changes nothing. */
  add(chunk: TraceChunk): Promise<void>;
  /** True when the camera was analysed for a moment of the period. */
  has(cameraId: string, fromMs: number, toMs: number): Promise<boolean>;
  /**
   * How long a camera, or all of them together, was analysed, per quarter of an hour that has any. A minute counts where it begins.
   * Cost: one pass over the minutes inside the database.
   */
  covered(filter: { cameraId?: string; fromMs: number; toMs: number }): Promise<CoveredQuarter[]>;
}

/** A minute without its tracks; see TraceChunk. */
export type StoredMinute = Omit<TraceChunk, "pieces" | "cameraId">;
/** A minute without the times of its frames. */
export type MinuteSpan = Omit<StoredMinute, "times">;

/** A piece of a track without its looks; `minuteMs` is the `fromMs` of its minute. */
export interface StoredPiece {
  minuteMs: number;
  trackId: number;
  thing: number;
  firstMs: number;
  lastMs: number;
  /** Class names, sorted, joined by commas. */
  classes: string;
  /** See TrajectoryPiece. */
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  size: number;
}

/** Which piece. */
export interface PieceKey {
  minuteMs: number;
  trackId: number;
}

/** Reads what is stored of one camera beside the server that writes; never writes. Errors of all calls: `store.*`. */
export interface TrajectoryReader {
  /** Minutes that touch the period, oldest first; `times` is empty where it is damaged. */
  minutes(cameraId: string, fromMs: number, toMs: number): Promise<StoredMinute[]>;
  /** The same minutes without the times of their frames, in a third of the time. */
  spans(cameraId: string, fromMs: number, toMs: number): Promise<MinuteSpan[]>;
  /**
   * Pieces of the minutes that begin in [fromMs, toMs], oldest minute first, then by track. The row is reused by the next call.
   * `withPlaces`: false leaves classes, area and size empty, which is faster. `damaged`: hears of minutes of which no piece can be read.
   */
  eachPiece(
    cameraId: string,
    fromMs: number,
    toMs: number,
    withPlaces: boolean,
    each: (piece: StoredPiece) => void,
    damaged: (minuteMs: number) => void,
  ): Promise<void>;
  /**
   * Looks of these pieces, in the order asked for; null for one that is no longer there, or is damaged. `share`: how many of the pieces between the
   * first and the last these are, when they come by minute, then by track, so that many are read faster.
   */
  bodies(cameraId: string, keys: readonly PieceKey[], share?: number): Promise<(Uint8Array | null)[]>;
  close(): Promise<void>;
}
