// A scene as a video file, with its truth.
import { renderScene } from "./render-scene.ts";
import type { SceneDefinition } from "./scenes/scene.ts";
import type { Truth } from "./truth/truth.ts";
import { TruthRecorder } from "./truth/truth-recorder.ts";
import { type FilmOptions, FilmWriter } from "./video/film-writer.ts";

export interface EncodeOptions extends Partial<FilmOptions> {
  seed?: number;
  /** Default: the scene's own length. */
  seconds?: number;
}

/** Defaults: 640x360, 12.5 pictures a second, H.264, slow preset. Errors: `sim.encoder`. Cost: about 25 ms a picture. */
export function encodeScene(scene: SceneDefinition, file: string, options: EncodeOptions = {}): Truth {
  const { seed = 1, widthPx = 640, heightPx = 360, fps = 12.5, codec = "h264", crf = 32, preset = "slow" } = options;
  const writer = new FilmWriter(file, { widthPx, heightPx, fps, codec, crf, preset });
  const recorder = new TruthRecorder(scene, { widthPx, heightPx, fps, seed });
  const actors = renderScene(scene, {
    seed,
    fps,
    widthPx,
    heightPx,
    ...(options.seconds === undefined ? {} : { seconds: options.seconds }),
    onFrame: (frame) => {
      writer.write(frame.rgb);
      recorder.add(frame);
    },
  });
  writer.close();
  return recorder.finish(actors);
}
