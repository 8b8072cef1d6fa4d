// OC-SORT: SORT led by observations: momentum in the costs, re-update after a gap, recovery by the last box. Source: Cao et al., 2023.
import { type BoxFilter, sortFilter } from "./kalman.ts";
import { pairUp } from "./pairing.ts";
import { iou, type PeerBox, type PeerDetection, type PeerTracker } from "./peer.ts";

export interface OcSettings {
  scoreLeast: number;
  maxAge: number;
  minHits: number;
  iouLeast: number;
  /** Frames over which the direction of movement is taken. */
  deltaT: number;
  inertia: number;
  /** A second round with unsure boxes, as ByteTrack has. */
  byte: boolean;
}

interface Track {
  id: number;
  filter: BoxFilter;
  /** The filter as it was when last corrected. */
  frozen: BoxFilter | null;
  seen: { frame: number; box: PeerBox }[];
  sinceUpdate: number;
  streak: number;
}

const LOW_SCORE = 0.1;

export function createOcSort(settings: OcSettings): PeerTracker {
  const { scoreLeast, maxAge, minHits, iouLeast, deltaT, inertia } = settings;
  let tracks: Track[] = [];
  let nextId = 1;
  let frame = 0;

  function update(track: Track, box: PeerBox): void {
    const last = track.seen.at(-1)!;
    const gap = frame - last.frame;
    if (gap > 1 && track.frozen) {
      // Virtual way from the last look to this one, walked again from the frozen state.
      track.filter = track.frozen.clone();
      for (let k = 1; k <= gap; k++) {
        track.filter.predict();
        const at = last.box.map((v, i) => v + ((box[i]! - v) * k) / gap) as unknown as PeerBox;
        track.filter.correct(at);
      }
    } else track.filter.correct(box);
    track.frozen = track.filter.clone();
    track.seen.push({ frame, box });
    track.sinceUpdate = 0;
    track.streak += 1;
  }

  /** Cosine-based agreement of the way so far with the way to the detection. Range: -0.5 to 0.5. */
  function momentum(track: Track, box: PeerBox): number {
    const before = [...track.seen].reverse().find((look) => frame - look.frame >= deltaT) ?? track.seen[0]!;
    const last = track.seen.at(-1)!;
    const way = direction(before.box, last.box);
    const next = direction(before.box, box);
    if (!way || !next) return 0;
    const cos = Math.min(1, Math.max(-1, way[0] * next[0] + way[1] * next[1]));
    return (Math.PI / 2 - Math.abs(Math.acos(cos))) / Math.PI;
  }

  function round(
    those: Track[],
    detections: readonly PeerDetection[],
    boxOf: (t: Track) => PeerBox,
    led: boolean,
  ): PeerDetection[] {
    const boxes = those.map(boxOf);
    const overlap = (i: number, j: number) => iou(boxes[i]!, detections[j]!.box);
    const gain = (i: number, j: number) =>
      overlap(i, j) + (led ? inertia * detections[j]!.score * momentum(those[i]!, detections[j]!.box) : 0);
    const found = pairUp(those.length, detections.length, gain, (i, j) => overlap(i, j) >= iouLeast);
    for (const [i, j] of found.pairs) update(those[i]!, detections[j]!.box);
    return found.detectionsLeft.map((j) => detections[j]!);
  }

  return {
    step(all) {
      frame += 1;
      for (const track of tracks) {
        track.filter.predict();
        if (track.sinceUpdate > 0) track.streak = 0;
        track.sinceUpdate += 1;
      }
      const waiting = () => tracks.filter(({ sinceUpdate }) => sinceUpdate > 0);
      const sure = all.filter(({ score }) => score >= scoreLeast);
      let left = round(tracks, sure, ({ filter }) => filter.box, true);
      if (settings.byte) {
        const unsure = all.filter(({ score }) => score >= LOW_SCORE && score < scoreLeast);
        round(waiting(), unsure, ({ filter }) => filter.box, false);
      }
      left = round(waiting(), left, ({ seen }) => seen.at(-1)!.box, false);
      for (const { box } of left) {
        const filter = sortFilter(box);
        tracks.push({
          id: nextId++,
          filter,
          frozen: filter.clone(),
          seen: [{ frame, box }],
          sinceUpdate: 0,
          streak: 0,
        });
      }
      const shown = tracks
        .filter(({ sinceUpdate, streak }) => sinceUpdate < 1 && (streak >= minHits || frame <= minHits))
        .map(({ id, seen }) => ({ id, box: seen.at(-1)!.box }));
      tracks = tracks.filter(({ sinceUpdate }) => sinceUpdate <= maxAge);
      return shown;
    },
  };
}

function direction(a: PeerBox, b: PeerBox): [number, number] | null {
  const dx = (b[0] + b[2] - a[0] - a[2]) / 2;
  const dy = (b[1] + b[3] - a[1] - a[3]) / 2;
  const length = Math.hypot(dx, dy);
  return length < 1e-6 ? null : [dx / length, dy / length];
}
