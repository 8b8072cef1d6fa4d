// `npm run eval -- --poor`: the same films and clips through worse cameras, lines and nights, as one page.
import { type PoorClipsRow, watchPoorClips } from "./poor-clips.ts";
import { watchPoorFilms } from "./poor-films.ts";
import { poorPage, publishPoor } from "./publish-poor.ts";

/** Detectors whose real clips are shown side by side. */
const ON_CLIPS = ["embedded", "picodet-s-416"];

export interface PoorOptions {
  kinds: readonly string[];
  detector: string;
  seeds: number;
  firstSeed: number;
  processes: number;
  keep: string;
  publish: boolean;
  commit: string;
}

/** Prints the page, and publishes it where asked. What the caller gets: the figures, and films that failed. */
export async function evalPoor(options: PoorOptions): Promise<{ measured: object; failed: string[] }> {
  const { detector, firstSeed, seeds, commit } = options;
  const films = await watchPoorFilms(options.kinds, detector, {
    ...options,
    onFilm: (left) => process.stderr.isTTY && process.stderr.write(`\r${left} films left `),
  });
  const clips: PoorClipsRow[] | null = options.kinds.length === 0 ? await watchPoorClips(ON_CLIPS) : null;
  const measured = { commit, detector, firstSeed, seeds, films: films.rows, clips };
  console.log(poorPage(measured));
  if (options.publish) publishPoor(measured);
  return { measured, failed: films.failed };
}
