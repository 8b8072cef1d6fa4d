// A day of slices as one video file.
import { SceneRenderer } from "./render-scene.ts";
import type { DaySlice } from "./scenes/whole-day.ts";
import { type FilmOptions, FilmWriter } from "./video/film-writer.ts";

/** `seed` of the noise. Errors: `sim.encoder`. Cost: 2 s a slice and 10 to 25 ms a picture at 640x360. */
export function encodeDay(day: readonly DaySlice[], file: string, options: FilmOptions & { seed: number }): void {
  const { widthPx, heightPx, fps } = options;
  const writer = new FilmWriter(file, options);
  const rgb = new Uint8Array(widthPx * heightPx * 3);
  for (const { fromS, untilS, scene } of day) {
    const renderer = new SceneRenderer(scene, options);
    for (let n = Math.round(fromS * fps); n < Math.round(untilS * fps); n++) {
      renderer.draw(n / fps, n, rgb);
      writer.write(rgb);
    }
  }
  writer.close();
}
