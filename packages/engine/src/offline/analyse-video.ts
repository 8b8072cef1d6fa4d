// Recorded video through the very stages of a live camera, as fast as it can be read.
import { AppError, type LineCounts, type Scene, type SceneEvent, type ZoneCounts } from "@vigie/contracts";
import {
  CAMERA_MEMORY_VERSION,
  type DecodedFrame,
  type DetectorModel,
  type EncodedPacket,
  type Media,
  type MotionMeter,
  type Tracks,
  type VideoStreamInfo,
} from "@vigie/core";
import { type AnalysedFrame, FrameAnalyser } from "../pipeline/frame-analyser.ts";
import { FramePicker } from "../pipeline/frame-picker.ts";
import type { StageTimes } from "../pipeline/stage-times.ts";
import type { TileSettings } from "../pipeline/tiles/tile-settings.ts";
import { findFixtures } from "./look-ahead.ts";

export interface VideoAnalysisOptions {
  media: Media;
  model: DetectorModel;
  createMeter(): MotionMeter;
  gateThreshold: number;
  /** Closer looks at small things that move; none when left out. */
  tiles?: TileSettings | null;
  path: string;
  cameraId: string;
  scene: Scene;
  /** Frames analysed per second of video. */
  fps: number;
  /** Looks through the whole file first, so that what never moves in it is left out from the first picture on. Live, nobody can. */
  looksAhead?: boolean;
  /** Wall time of the first picture, for schedules; null leaves schedules out of force. */
  startAtMs: number;
  /** Called for each analysed frame; everything handed in is reused afterwards. */
  onFrame(view: FrameView): void;
  onEvent(event: SceneEvent): void;
  onOpen?(info: VideoStreamInfo): void;
  /** Asked after each frame; true ends the analysis cleanly with what was found so far. */
  cancelled?(): boolean;
}

export interface FrameView {
  /** Index of the frame in the file, from 0, in display order. */
  frameIndex: number;
  /** Unit: seconds from the first picture. */
  timeS: number;
  frame: DecodedFrame;
  tracks: Tracks;
  classes: readonly string[];
  looked: boolean;
}

export interface VideoAnalysis {
  info: VideoStreamInfo;
  decodedFrames: number;
  analysedFrames: number;
  damagedPackets: number;
  videoS: number;
  times: StageTimes;
  /** What was found to be part of the scene before the analysis began; null without a look ahead. */
  fixturesAhead: number | null;
  counts: { lines: LineCounts[]; zones: ZoneCounts[] };
  notWatching: { scenarioId: string; reason: string; planned?: boolean | undefined }[];
  /** Why the file ended before its time; what came before is analysed. Null for a whole file. */
  cutShort: AppError | null;
}

/** Errors: those of VideoSource, except `source.truncated` after the first picture, which becomes `cutShort`. */
export async function analyseVideo(options: VideoAnalysisOptions): Promise<VideoAnalysis> {
  const { media, startAtMs } = options;
  const ahead = options.looksAhead ? await findFixtures(options) : null;
  const source = media.openSource({ kind: "file", path: options.path, loop: false }, { pace: "offline", startAtMs });
  const info = await source.open();
  options.onOpen?.(info);
  const decoder = media.createDecoder(info, source, options.scene.masks);
  const analyser = new FrameAnalyser({
    cameraId: options.cameraId,
    scene: options.scene,
    model: options.model,
    meter: options.createMeter(),
    gateThreshold: options.gateThreshold,
    tiles: options.tiles ?? null,
  });
  if (ahead)
    analyser.goOn({ version: CAMERA_MEMORY_VERSION, atMs: startAtMs, sight: null, fixtures: ahead, places: [] });
  const picker = new FramePicker(options.fps);
  const { times } = analyser;
  let decodedFrames = 0;
  let lastMs = startAtMs;
  let cutShort: AppError | null = null;
  try {
    for (;;) {
      const readFrom = performance.now();
      const packet = await nextPacket();
      const decodeFrom = performance.now();
      times.add("read", decodeFrom - readFrom);
      const frames = packet ? decoder.decode(packet) : decoder.flush();
      packet?.release();
      times.add("decode", performance.now() - decodeFrom);
      for (const frame of frames) {
        lastMs = frame.capturedAtMs;
        if (picker.pick(frame.ptsUs)) await look(frame, decodedFrames);
        frame.release();
        decodedFrames += 1;
      }
      if (!packet || options.cancelled?.()) break;
    }
    for (const event of analyser.finish(lastMs)) options.onEvent(event);
    return {
      info,
      decodedFrames,
      analysedFrames: times.frames,
      damagedPackets: decoder.damagedPackets,
      videoS: (lastMs - startAtMs) / 1000,
      times,
      fixturesAhead: ahead === null ? null : ahead.length,
      counts: analyser.counts(),
      notWatching: analyser.notWatching(),
      cutShort,
    };
  } finally {
    analyser.close();
    decoder.close();
    await source.close();
  }

  async function nextPacket(): Promise<EncodedPacket | null> {
    try {
      return await source.read();
    } catch (cause) {
      if (!(cause instanceof AppError && cause.code === "source.truncated") || decodedFrames === 0) throw cause;
      cutShort = cause;
      return null;
    }
  }

  async function look(frame: DecodedFrame, frameIndex: number): Promise<void> {
    const result: AnalysedFrame = await analyser.analyse(frame);
    for (const event of result.events) options.onEvent(event);
    options.onFrame({
      frameIndex,
      timeS: (frame.capturedAtMs - startAtMs) / 1000,
      frame,
      tracks: result.tracks,
      classes: analyser.classes,
      looked: result.looked,
    });
  }
}
