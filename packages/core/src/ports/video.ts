// The media ports: packets in, frames out, recordings, clips and live pictures. Adapters live in packages/media.
import type { CameraSource, Mask } from "@vigie/contracts";
import type { FileSystem, WritableFile } from "./files.ts";

export interface VideoStreamInfo {
  /** FFmpeg codec name: h264, hevc, mpeg4, mjpeg, ... */
  codec: string;
  /** RFC 6381 string such as avc1.42c01e for players; null when the codec has none. */
  codecString: string | null;
  /** Unit: pixels of the upright picture: a stream that says how it is to be turned is turned. */
  widthPx: number;
  heightPx: number;
  /** Declared frames per second; null when the stream does not say. */
  fps: number | null;
  /** Length of a file; null for a live stream. */
  durationUs: number | null;
}

/** One compressed picture. Native memory: whoever holds it calls `release` exactly once; `retain` gives another holder. */
export interface EncodedPacket {
  /** Clock: stream; strictly increasing in decode order after the source has repaired it (see `VideoSource`). */
  readonly dtsUs: number;
  readonly ptsUs: number;
  readonly isKey: boolean;
  readonly sizeBytes: number;
  /** Clock: capturedAtMs, best wall estimate of when the camera saw it. */
  readonly capturedAtMs: number;
  retain(): EncodedPacket;
  release(): void;
}

/**
 * A stream of packets of one picture track. Live sources stamp `capturedAtMs` from the arrival of packets smoothed by the stream
 * clock; offline sources stamp `startAtMs + pts`.
 * Errors: AppErrors `source.not-found`, `source.not-video`, `source.no-pictures`, `source.truncated`, `source.unreachable`,
 * `source.refused`, `source.unauthorised`, `source.silent` (dial, describe or stall limit reached), `source.changed` (size or codec
 * changed: open it again), `source.unsupported`.
 */
export interface VideoSource {
  open(): Promise<VideoStreamInfo>;
  /** Next packet, or null at the end. Files answer at once, live sources wait, at most for the stall limit. */
  read(): EncodedPacket | null | Promise<EncodedPacket | null>;
  /** Idempotent; ends a pending read within the bounded waits. */
  close(): Promise<void>;
}

export interface SourceOptions {
  /** `live`: paced by the camera (a file is played in real time) · `offline`: as fast as it can be read, once. */
  pace: "live" | "offline";
  /** Wall time of the first picture of an offline file. Default 0. */
  startAtMs?: number;
  /** Unit: ms. Limits of waiting for the connection and for the next packet. Default 5000 each. */
  dialTimeoutMs?: number;
  stallTimeoutMs?: number;
}

/** One colour picture as three planes. Valid only until its frame is released or scaled again. */
export interface PlanarImage {
  widthPx: number;
  heightPx: number;
  /** Unit: bytes from one row to the next; at least widthPx. */
  strideBytes: number;
  r: Uint8Array;
  g: Uint8Array;
  b: Uint8Array;
}

/** One luminance picture; the same lifetime as PlanarImage. */
export interface GrayImage {
  widthPx: number;
  heightPx: number;
  strideBytes: number;
  data: Uint8Array;
}

/**
 * What analysis wants of each frame; pictures keep the source's aspect and fit inside the given size. With `stretch` the colour picture
 * has exactly that size whatever the aspect: an adapter should do so; one that does not leaves the stretching to the detector.
 */
export interface ScaleRequest {
  rgb: { maxWidthPx: number; maxHeightPx: number; stretch?: boolean } | null;
  gray: { maxWidthPx: number; maxHeightPx: number } | null;
  /** The small picture that rules look at, never enlarged; only of the whole picture, and only when somebody asks for it. */
  watch?: { maxWidthPx: number; maxHeightPx: number } | null;
  /** The same picture's luminance in more detail; only together with `watch`. */
  fine?: { maxWidthPx: number; maxHeightPx: number } | null;
  /** Only this part of the picture, as if it were the whole; it lies inside and begins and ends on even pixels. */
  part?: PartPx;
}

/** A part of a picture. Unit: pixels of the source. */
export interface PartPx {
  xPx: number;
  yPx: number;
  widthPx: number;
  heightPx: number;
}

export interface ScaledPictures {
  rgb: PlanarImage | null;
  gray: GrayImage | null;
  /** Outlives scalings of parts of the same frame, so that rules may still look at it after them. */
  watch?: { rgb: PlanarImage; gray: GrayImage; fine?: GrayImage | null } | null;
}

/** One decoded picture, upright, with masks already black. Native memory, released exactly once. */
export interface DecodedFrame {
  readonly ptsUs: number;
  readonly capturedAtMs: number;
  readonly isKey: boolean;
  /** Parts of it were damaged and are filled in from what is around and before them. */
  readonly isConcealed?: boolean;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Both planes from one pass over the picture. Cost: about 0.3 ms at 768x432. */
  scale(request: ScaleRequest): ScaledPictures;
  /** A JPEG of the whole picture, at most `maxWidthPx` wide. Cost: several ms; not for the hot path. */
  jpeg(maxWidthPx: number): Uint8Array;
  release(): void;
}

export interface VideoDecoder {
  /** Zero or more frames in display order. Damaged data gives concealed frames or none, never an exception for control flow. */
  decode(packet: EncodedPacket): DecodedFrame[];
  /** The frames still inside, at the end of a stream. */
  flush(): DecodedFrame[];
  /** With true only key frames are decoded; the switch back happens at the next key frame, so no damaged picture comes out. */
  setKeyFramesOnly(only: boolean): void;
  /** Packets and pictures that were damaged since the start, those that are shown concealed among them. */
  readonly damagedPackets: number;
  close(): void;
}

/** Makes packets of frames whose masks are already black: the only way in which a masked camera is stored or relayed. */
export interface VideoEncoder {
  readonly info: VideoStreamInfo;
  encode(frame: DecodedFrame): EncodedPacket[];
  flush(): EncodedPacket[];
  close(): void;
}

/** One closed recording file. Times are wall times of its first and after its last picture. */
export interface RecordedSegment {
  cameraId: string;
  /** Relative to the FileSystem root. */
  path: string;
  sequence: number;
  startMs: number;
  endMs: number;
  sizeBytes: number;
  /** Hex digest of the whole file, and of the segment before it ("" for the first of a chain). */
  sha256: string;
  previousSha256: string;
  codec: string;
  widthPx: number;
  heightPx: number;
  /** What lies between the segment before and this one; 0 when it follows at once. */
  gapBeforeMs: number;
  gapReason: string;
}

export interface RecorderOptions {
  cameraId: string;
  info: VideoStreamInfo;
  files: FileSystem;
  /** Folder below the root, for example recordings/junction. */
  folder: string;
  /** Target length; a segment ends at the first key frame after it. Unit: ms. */
  segmentMs: number;
  /** Last sequence and hash of this camera's chain, and where it ended. */
  chain: { sequence: number; sha256: string; endMs: number } | null;
  /** Called once the file and its folder are on disk; only then may it be indexed. */
  onSegment(segment: RecordedSegment): void;
  /** A segment was lost; recording goes on with a new one when it can. */
  onLost(reason: { code: string; message: string; startMs: number; endMs: number }): void;
}

/** Writes packets to fragmented-MP4 segments without transcoding. Never blocks its caller; the queue is bounded and drops whole groups of pictures. */
export interface Recorder {
  write(packet: EncodedPacket): void;
  close(): Promise<void>;
}

export interface ClipResult {
  startMs: number;
  durationMs: number;
  sizeBytes: number;
}

/** The last seconds of packets in memory, from which a clip can begin in the past. */
export interface PreRoll {
  push(packet: EncodedPacket): void;
  /** Starts a fragmented MP4 with the newest key frame at or before `fromMs` (or the oldest held); later packets follow by `push`. */
  startClip(file: WritableFile, fromMs: number): ClipWriter;
  readonly heldBytes: number;
  clear(): void;
}

export interface ClipWriter {
  /** Ends, syncs and closes the file. Errors: `clip.empty`, `files.*`. */
  finish(): Promise<ClipResult>;
}

/** A piece of fragmented MP4 for a player: one `init`, then fragments of about one packet each. */
export interface LiveChunk {
  kind: "init" | "fragment";
  data: Uint8Array;
  /** A player may start at this fragment. */
  isKey: boolean;
  capturedAtMs: number;
}

export interface LiveMuxer {
  /** For `MediaSource.isTypeSupported`, for example video/mp4; codecs="avc1.42c01e". */
  readonly mimeType: string;
  push(packet: EncodedPacket): void;
  close(): void;
}

/** Draws shapes on frames and writes an H.264 MP4 (`vigie analyze --overlay`). */
export interface OverlayWriter {
  write(frame: DecodedFrame, shapes: readonly OverlayShape[]): void;
  close(): Promise<void>;
}

export interface OverlayShape {
  /** Space: normalised; box [x1, y1, x2, y2] or an open path. */
  box?: readonly [number, number, number, number];
  path?: readonly (readonly [number, number])[];
  closed?: boolean;
  label?: string;
  /** RGB, 0 to 255 each. */
  colour: readonly [number, number, number];
}

/** Everything that packages/media offers; the composition root hands it to the engine. */
export interface Media {
  openSource(source: CameraSource, options: SourceOptions): VideoSource;
  createDecoder(info: VideoStreamInfo, source: VideoSource, masks: readonly Mask[]): VideoDecoder;
  createEncoder(info: VideoStreamInfo): VideoEncoder;
  createRecorder(options: RecorderOptions): Recorder;
  createPreRoll(info: VideoStreamInfo, durationMs: number): PreRoll;
  createLiveMuxer(info: VideoStreamInfo, onChunk: (chunk: LiveChunk) => void): LiveMuxer;
  createOverlayWriter(path: string, fps: number): OverlayWriter;
}
