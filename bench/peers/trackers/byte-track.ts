// ByteTrack as its paper has it: sure boxes first, then the unsure ones for who was left. Source: Zhang et al., 2022.
import { type BoxFilter, byteFilter } from "./kalman.ts";
import { pairUp } from "./pairing.ts";
import { iou, type PeerDetection, type PeerTracker } from "./peer.ts";

export interface ByteSettings {
  highScore: number;
  lowScore: number;
  /** Gate of the first round on 1 - IoU. */
  matchMost: number;
  bufferFrames: number;
}

interface Track {
  id: number;
  filter: BoxFilter;
  sinceUpdate: number;
  confirmed: boolean;
}

const SECOND_MOST = 0.5;
const UNCONFIRMED_MOST = 0.7;

export function createByteTrack({ highScore, lowScore, matchMost, bufferFrames }: ByteSettings): PeerTracker {
  let tracks: Track[] = [];
  let nextId = 1;
  let frame = 0;

  /** Pairs by IoU, fused with the score where the paper does so. */
  function round(those: Track[], detections: readonly PeerDetection[], most: number, fuse: boolean) {
    const boxes = those.map(({ filter }) => filter.box);
    const likeness = (i: number, j: number) => {
      const { box, score } = detections[j]!;
      return iou(boxes[i]!, box) * (fuse ? score : 1);
    };
    const found = pairUp(those.length, detections.length, likeness, (i, j) => 1 - likeness(i, j) <= most);
    for (const [i, j] of found.pairs) {
      those[i]!.filter.correct(detections[j]!.box);
      those[i]!.sinceUpdate = 0;
      those[i]!.confirmed = true;
    }
    return {
      left: found.tracksLeft.map((i) => those[i]!),
      detections: found.detectionsLeft.map((j) => detections[j]!),
    };
  }

  return {
    step(all) {
      frame += 1;
      const high = all.filter(({ score }) => score >= highScore);
      const low = all.filter(({ score }) => score >= lowScore && score < highScore);
      for (const track of tracks) {
        track.filter.predict();
        track.sinceUpdate += 1;
      }
      const first = round(
        tracks.filter((track) => track.confirmed),
        high,
        matchMost,
        true,
      );
      round(
        first.left.filter(({ sinceUpdate }) => sinceUpdate === 1),
        low,
        SECOND_MOST,
        false,
      );
      const third = round(
        tracks.filter((track) => !track.confirmed),
        first.detections,
        UNCONFIRMED_MOST,
        true,
      );
      tracks = tracks.filter((track) => track.confirmed || track.sinceUpdate === 0);
      for (const { box, score } of third.detections)
        if (score >= highScore + 0.1 || frame === 1)
          tracks.push({ id: nextId++, filter: byteFilter(box), sinceUpdate: 0, confirmed: frame === 1 });
      tracks = tracks.filter(({ sinceUpdate }) => sinceUpdate <= bufferFrames);
      return tracks
        .filter(({ confirmed, sinceUpdate }) => confirmed && sinceUpdate === 0)
        .map(({ id, filter }) => ({ id, box: filter.box }));
    },
  };
}
