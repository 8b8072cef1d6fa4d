// Norfair's way: greedy pairing by distance, with counters that rise with hits and fall without. Source: Norfair's documentation.
import { type BoxFilter, sortFilter } from "./kalman.ts";
import { iou, type PeerTracker } from "./peer.ts";

export interface NorfairSettings {
  /** On 1 - IoU. */
  distanceMost: number;
  hitCounterMost: number;
  initialisationDelay: number;
  scoreLeast: number;
}

interface Track {
  id: number | null;
  filter: BoxFilter;
  hits: number;
}

export function createNorfair(settings: NorfairSettings): PeerTracker {
  const { distanceMost, hitCounterMost, initialisationDelay, scoreLeast } = settings;
  let tracks: Track[] = [];
  let nextId = 1;
  return {
    step(all) {
      const detections = all.filter(({ score }) => score >= scoreLeast);
      tracks = tracks.filter(({ hits }) => hits >= 0);
      for (const track of tracks) {
        track.filter.predict();
        track.hits -= 1;
      }
      const free = new Set(detections.keys());
      const updated = new Set<Track>();
      const grown = tracks.filter(({ id }) => id !== null);
      const young = tracks.filter(({ id }) => id === null);
      for (const those of [grown, young]) {
        const links = those.flatMap((track) =>
          [...free].map((j) => ({ track, j, distance: 1 - iou(track.filter.box, detections[j]!.box) })),
        );
        links.sort((a, b) => a.distance - b.distance);
        for (const { track, j, distance } of links) {
          if (distance >= distanceMost) break;
          if (updated.has(track) || !free.has(j)) continue;
          updated.add(track);
          free.delete(j);
          track.filter.correct(detections[j]!.box);
          track.hits = Math.min(hitCounterMost, track.hits + 2);
          if (track.id === null && track.hits > initialisationDelay) track.id = nextId++;
        }
      }
      for (const j of free) tracks.push({ id: null, filter: sortFilter(detections[j]!.box), hits: 1 });
      return [...updated].flatMap(({ id, filter }) => (id === null ? [] : [{ id, box: filter.box }]));
    },
  };
}
