// SORT as its paper and reference code have it. Source: Bewley et al., 2016.
import { type BoxFilter, sortFilter } from "./kalman.ts";
import { pairUp } from "./pairing.ts";
import { iou, type PeerTracker } from "./peer.ts";

export interface SortSettings {
  maxAge: number;
  minHits: number;
  iouLeast: number;
  scoreLeast: number;
}

interface Track {
  id: number;
  filter: BoxFilter;
  sinceUpdate: number;
  streak: number;
}

export function createSort({ maxAge, minHits, iouLeast, scoreLeast }: SortSettings): PeerTracker {
  let tracks: Track[] = [];
  let nextId = 1;
  let frame = 0;
  return {
    step(all) {
      frame += 1;
      const detections = all.filter(({ score }) => score >= scoreLeast);
      for (const track of tracks) {
        track.filter.predict();
        if (track.sinceUpdate > 0) track.streak = 0;
        track.sinceUpdate += 1;
      }
      const boxes = tracks.map(({ filter }) => filter.box);
      const overlap = (i: number, j: number) => iou(boxes[i]!, detections[j]!.box);
      const { pairs, detectionsLeft } = pairUp(
        tracks.length,
        detections.length,
        overlap,
        (i, j) => overlap(i, j) >= iouLeast,
      );
      for (const [i, j] of pairs) {
        const track = tracks[i]!;
        track.filter.correct(detections[j]!.box);
        track.sinceUpdate = 0;
        track.streak += 1;
      }
      for (const j of detectionsLeft)
        tracks.push({ id: nextId++, filter: sortFilter(detections[j]!.box), sinceUpdate: 0, streak: 0 });
      const shown = tracks
        .filter(({ sinceUpdate, streak }) => sinceUpdate < 1 && (streak >= minHits || frame <= minHits))
        .map(({ id, filter }) => ({ id, box: filter.box }));
      tracks = tracks.filter(({ sinceUpdate }) => sinceUpdate <= maxAge);
      return shown;
    },
  };
}
