// A day as one video file: shadows creep, since the light of each piece goes over into that of the next.
import { SceneRenderer } from "./render-scene.ts";
import type { DaySlice } from "./scenes/whole-day.ts";
import { type FilmOptions, FilmWriter } from "./video/film-writer.ts";

/** `seed` of the noise. Errors: `sim.encoder`. Cost: 1.2 s a piece and 10 to 20 ms a picture at 640x360. */
export function encodeDay(day: readonly DaySlice[], file: string, options: FilmOptions & { seed: number }): void {
  const { widthPx, heightPx, fps } = options;
  const writer = new FilmWriter(file, options);
  const [now, next] = [new Uint8Array(widthPx * heightPx * 3), new Uint8Array(widthPx * heightPx * 3)];
  let later: SceneRenderer | null = null;
  for (const [k, { fromS, untilS, scene }] of day.entries()) {
    const renderer: SceneRenderer = later ?? new SceneRenderer(scene, options);
    const following = day[k + 1];
    later = following ? new SceneRenderer(following.scene, options, renderer) : null;
    const isSameLight = JSON.stringify(scene.light) === JSON.stringify(following?.scene.light);
    for (let n = Math.round(fromS * fps); n < Math.round(untilS * fps); n++) {
      renderer.draw(n / fps, n, now);
      if (later && !isSameLight) {
        later.draw(n / fps, n, next);
        const share = (n / fps - fromS) / (untilS - fromS);
        for (let i = 0; i < now.length; i++) now[i] = now[i]! + (next[i]! - now[i]!) * share;
      }
      writer.write(now);
    }
  }
  writer.close();
}
