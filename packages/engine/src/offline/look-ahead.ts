// A first, sparse pass over a file that finds what never moves in it, so that the analysis can leave it out from the first picture on.
import { setImmediate } from "node:timers/promises";
import { AppError, type Scene } from "@vigie/contracts";
import {
  createLookAhead,
  type DetectorModel,
  type KeptPlace,
  type LookAhead,
  type Media,
  WATCH_PICTURE_PX,
} from "@vigie/core";
import { FramePicker } from "../pipeline/frame-picker.ts";

export interface LookAheadOptions {
  media: Media;
  model: DetectorModel;
  path: string;
  scene: Scene;
  startAtMs: number;
  /** Asked after each packet, and in the search; true ends the reading, and the search with nothing. */
  cancelled?(): boolean;
}

/** Looks per second of video: what never moves is seen as well at few. */
const FPS = 2;

/**
 * What is part of the scene in this file; nothing when the detector knows no living class.
 * Cost: decoding the file once, two looks a second for two minutes, then ever fewer, and a search of some seconds.
 * Errors: those of VideoSource; a file that is cut short is looked at as far as it goes.
 */
export async function findFixtures(options: LookAheadOptions): Promise<KeptPlace[]> {
  const { media, model, path, startAtMs, scene } = options;
  // A detector that knows nobody who could be mistaken needs no look.
  if (!createLookAhead(model.info.classes).wants(startAtMs)) return [];
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline", startAtMs });
  const decoder = media.createDecoder(await source.open(), source, scene.masks);
  const detector = model.forCamera();
  const ahead = createLookAhead(detector.info.classes);
  const picker = new FramePicker(FPS);
  try {
    for (;;) {
      const packet = await source.read();
      const frames = packet ? decoder.decode(packet) : decoder.flush();
      packet?.release();
      for (const frame of frames) {
        if (picker.pick(frame.ptsUs) && ahead.wants(frame.capturedAtMs)) {
          const pictures = frame.scale({ ...detector.info.request, watch: WATCH_PICTURE_PX });
          const detections = await detector.detect(pictures, frame.capturedAtMs);
          const gray = pictures.watch?.gray;
          if (gray) ahead.look(detections, frame.capturedAtMs, frame.widthPx / frame.heightPx, gray);
        }
        frame.release();
      }
      if (!packet || options.cancelled?.()) break;
    }
  } catch (cause) {
    if (!(cause instanceof AppError && cause.code === "source.truncated")) throw cause;
  } finally {
    detector.close();
    decoder.close();
    await source.close();
  }
  return searched(ahead, options);
}

/** Between two steps messages of other threads are heard, so that it can be cancelled. */
async function searched(ahead: LookAhead, { cancelled }: LookAheadOptions): Promise<KeptPlace[]> {
  const search = ahead.search();
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
    if (cancelled?.()) return [];
    await setImmediate();
  }
}
