// A first, sparse pass over a file that finds what never moves in it, so that the analysis can leave it out from the first picture on.
import { AppError, type Scene } from "@vigie/contracts";
import type { DetectorModel, KeptPlace, Media, MotionMeter } from "@vigie/core";
import { FrameAnalyser } from "../pipeline/frame-analyser.ts";
import { FramePicker } from "../pipeline/frame-picker.ts";

export interface LookAheadOptions {
  media: Media;
  model: DetectorModel;
  createMeter(): MotionMeter;
  path: string;
  scene: Scene;
  startAtMs: number;
  /** Asked after each frame; true ends it with what was found so far. */
  cancelled?(): boolean;
}

/** Looks per second of video: what never moves is seen as well at few. */
const FPS = 2;
/** Every look is the detector's own: an answer that is repeated proves nothing. */
const LOOK_ALWAYS = -1;

/**
 * What is part of the scene in this file, learnt by the same rules as live. Cost: decoding the file once, and two looks a second.
 * Errors: those of VideoSource; a file that is cut short is looked at as far as it goes.
 */
export async function findFixtures(options: LookAheadOptions): Promise<KeptPlace[]> {
  const { media, model, createMeter, path, startAtMs, scene } = options;
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline", startAtMs });
  const decoder = media.createDecoder(await source.open(), source, scene.masks);
  const unasked = { ...scene, scenarios: [], knownObjects: [] };
  const analyser = new FrameAnalyser({
    cameraId: "ahead",
    scene: unasked,
    model,
    meter: createMeter(),
    gateThreshold: LOOK_ALWAYS,
    tiles: null,
  });
  const picker = new FramePicker(FPS);
  try {
    for (;;) {
      const packet = await source.read();
      const frames = packet ? decoder.decode(packet) : decoder.flush();
      packet?.release();
      for (const frame of frames) {
        if (picker.pick(frame.ptsUs)) await analyser.analyse(frame);
        frame.release();
      }
      if (!packet || options.cancelled?.()) break;
    }
  } catch (cause) {
    if (!(cause instanceof AppError && cause.code === "source.truncated")) throw cause;
  } finally {
    analyser.close();
    decoder.close();
    await source.close();
  }
  return analyser.kept()?.fixtures ?? [];
}
