// Ways to show the same happenings differently, to which whoever understands them gives the same answer.
import { FILM_FPS } from "../scenarios/film.ts";

export interface Change {
  name: string;
  /** For a person: what was done. */
  what: string;
  /** Pictures that are analysed a second. */
  fps: number;
  isMirrored: boolean;
  /** Share of width and height that is cut away at the top and on the right. Range: 0 to 1. */
  cutShare: number;
  /** What comes before is not shown. Unit: seconds of the clip. */
  fromS: number;
}

const AS_IT_IS: Omit<Change, "name" | "what"> = { fps: FILM_FPS, isMirrored: false, cutShare: 0, fromS: 0 };

export const CHANGES: readonly Change[] = [
  { ...AS_IT_IS, name: "as it is", what: `nothing is changed, ${FILM_FPS} pictures a second` },
  { ...AS_IT_IS, name: "mirrored", what: "left and right change places", isMirrored: true },
  {
    ...AS_IT_IS,
    name: "cut",
    what: "8 % are cut away at the top and on the right, so that everything is larger and elsewhere",
    cutShare: 0.08,
  },
  { ...AS_IT_IS, name: "later", what: "the first 2.3 s are not shown", fromS: 2.3 },
  { ...AS_IT_IS, name: "10 a second", what: "10 pictures a second are analysed", fps: 10 },
  { ...AS_IT_IS, name: "2 a second", what: "2 pictures a second are analysed", fps: 2 },
];

/** FFmpeg filters, in their own words, that show a clip so; empty where its own file does. Nothing is compressed with loss. */
export function filtersOf({ isMirrored, cutShare, fromS }: Change): string {
  const kept = `trunc(i%*${(1 - cutShare) / 2})*2`;
  return [
    isMirrored ? "hflip" : "",
    cutShare > 0 ? `crop=${kept.replace("%", "w")}:${kept.replace("%", "h")}:0:ih-oh` : "",
    fromS > 0 ? `trim=start=${fromS},setpts=PTS-STARTPTS` : "",
  ]
    .filter(Boolean)
    .join(",");
}
