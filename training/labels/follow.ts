// From sightings in single frames to labels that know what came before and after: holes are filled, ghosts and standing signs set aside.
import { createDetections, createTracker, type Detections } from "@vigie/core";
import { areKin, type Corners, iou, type Sighting } from "./box.ts";
import { CATEGORIES } from "./coco-set.ts";
import { doubtNested, doubtStanding } from "./doubts.ts";

/** What was seen in one frame of a clip, by rising time. */
export interface SeenFrame {
  timeS: number;
  aspect: number;
  sightings: readonly Sighting[];
}

export interface FollowedSighting extends Sighting {
  track?: number;
  ignore: boolean;
}

export interface FollowOptions {
  /** A sighting at or above is a thing; between `low` and it nobody is to be judged; below there is nothing. */
  high: number;
  low: number;
}

/** A followed thing whose best sightings reach the high threshold may be seen this much weaker in between. */
const WEAK_SHARE = 0.6;
/** A hole in a track is filled when it is no longer. Unit: s. */
const HOLE_S = 1.2;
/** A sighting that no track supports is believed from here on. */
const SURE_ALONE = 0.75;
/** A box over more of the picture is the scene itself, unless it is seen well. */
const WHOLE_SHARE = 0.5;
const SURE_WHOLE = 0.8;

interface Look {
  frame: number;
  sighting: Sighting;
}

/** One list of labels for each frame. */
export function follow(seen: readonly SeenFrame[], options: FollowOptions): FollowedSighting[][] {
  const frames = seen.map((frame) => ({ ...frame, sightings: frame.sightings.filter(isNoScene) }));
  const forward = trackIds(frames, options.low);
  const backward = trackIds([...frames].reverse(), options.low).reverse();
  const tracks = new Map<number, Look[]>();
  const result: FollowedSighting[][] = frames.map(({ sightings }, frame) =>
    sightings.map((sighting, row) => {
      const track = forward[frame]![row];
      const isFollowed = track !== undefined || backward[frame]![row] !== undefined;
      if (track !== undefined) tracks.set(track, [...(tracks.get(track) ?? []), { frame, sighting }]);
      const sure = sighting.score >= (isFollowed ? options.high : SURE_ALONE);
      return { ...sighting, ignore: !sure, ...(track === undefined ? {} : { track }) };
    }),
  );
  believeTracks(result, tracks, options);
  fillHoles(result, frames, tracks, options);
  doubtStanding(result, frames);
  doubtNested(result);
  return result.map((labels) => labels.filter(({ ignore, score }) => !ignore || score >= options.low));
}

function isNoScene({ box: [x1, y1, x2, y2], score }: Sighting): boolean {
  return (x2 - x1) * (y2 - y1) < WHOLE_SHARE || score > SURE_WHOLE;
}

/** Track number of each sighting, undefined where none is proved. */
function trackIds(frames: readonly SeenFrame[], low: number): (number | undefined)[][] {
  const tracker = createTracker({ classes: CATEGORIES });
  const start = frames[0]?.timeS ?? 0;
  const ids = frames.map(({ timeS, aspect, sightings }) => {
    const rows = sightings.flatMap(({ score }, row) => (score >= Math.min(low, 0.1) ? [row] : []));
    const tracks = tracker.step(columnsOf(sightings, rows), Math.abs(timeS - start) * 1000, aspect);
    const found: (number | undefined)[] = sightings.map(() => undefined);
    for (let i = 0; i < tracks.count; i++) {
      const row = tracks.detectionRows[i]!;
      if (row >= 0) found[rows[row]!] = tracks.ids[i]!;
    }
    return found;
  });
  return ids;
}

function columnsOf(sightings: readonly Sighting[], rows: readonly number[]): Detections {
  const out = createDetections(Math.max(1, rows.length));
  out.count = rows.length;
  for (const [i, row] of rows.entries()) {
    const { box, score, category } = sightings[row]!;
    out.boxes.set(box, i * 4);
    out.scores[i] = score;
    out.classIds[i] = CATEGORIES.indexOf(category);
  }
  return out;
}

/** A thing that was seen well before and after is there in between, however weakly it is seen. */
function believeTracks(
  labels: FollowedSighting[][],
  tracks: ReadonlyMap<number, Look[]>,
  { high }: FollowOptions,
): void {
  for (const [track, looks] of tracks) {
    const strong = looks.filter(({ sighting }) => sighting.score >= high);
    if (strong.length < 2) continue;
    const [first, last] = [strong[0]!.frame, strong.at(-1)!.frame];
    for (const { frame, sighting } of looks) {
      if (frame < first || frame > last || sighting.score < high * WEAK_SHARE) continue;
      const label = labels[frame]!.find((entry) => entry.track === track);
      if (label) label.ignore = false;
    }
  }
}

/** Between two sightings of one thing a box lies where it must have been. */
function fillHoles(
  labels: FollowedSighting[][],
  frames: readonly SeenFrame[],
  tracks: ReadonlyMap<number, Look[]>,
  { high }: FollowOptions,
): void {
  for (const [track, looks] of tracks) {
    for (let i = 1; i < looks.length; i++) {
      const [a, b] = [looks[i - 1]!, looks[i]!];
      const gapS = frames[b.frame]!.timeS - frames[a.frame]!.timeS;
      if (b.frame === a.frame + 1 || gapS > HOLE_S) continue;
      for (let frame = a.frame + 1; frame < b.frame; frame++) {
        const share = (frames[frame]!.timeS - frames[a.frame]!.timeS) / gapS;
        const box = a.sighting.box.map((v, k) => v + (b.sighting.box[k]! - v) * share) as Corners;
        const known = labels[frame]!.some(
          (label) => areKin(label.category, a.sighting.category) && iou(label.box, box) > 0.4,
        );
        if (known) continue;
        const score = Math.min(a.sighting.score, b.sighting.score) * 0.8;
        labels[frame]!.push({ category: a.sighting.category, box, score, track, ignore: score < high });
      }
    }
  }
}
