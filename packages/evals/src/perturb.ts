// True boxes made as unreliable as a detector's: shaken, dropped for a while, and joined by false ones. Same seed, same boxes.
import type { MotRow, SequenceInfo } from "./mot-format.ts";

export interface PerturbOptions {
  seed: number;
  /** Standard deviation of each box edge, in box widths and heights. Default 0.04. */
  shake?: number;
  /** Mean share of boxes that are dropped. Default 0.15. */
  dropped?: number;
  /** Mean length of a drop-out. Unit: s. Default 0.3. */
  dropS?: number;
  /** False boxes per frame. Default 0.5. */
  falsePerFrame?: number;
}

/** Detections of a made-up detector for these truth rows; unscored truth is left out. */
export function perturbTruth(truth: readonly MotRow[], info: SequenceInfo, options: PerturbOptions): MotRow[] {
  const { seed, shake = 0.04, dropped = 0.15, dropS = 0.3, falsePerFrame = 0.5 } = options;
  const random = seededRandom(seed);
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const scored = truth.filter((row) => row.confidence !== 0).sort((a, b) => a.frame - b.frame || a.id - b.id);
  // Two-state chain per thing: with mean drop-out length dropS and overall share `dropped`.
  const leave = Math.min(1, 1 / (dropS * info.framesPerS));
  const enter = Math.min(1, (leave * dropped) / (1 - dropped));
  const hidden = new Map<number, boolean>();
  const rows: MotRow[] = [];
  for (const row of scored) {
    const was = hidden.get(row.id) ?? random() < dropped;
    const is = was ? random() >= leave : random() < enter;
    hidden.set(row.id, is);
    const edges = [gauss(), gauss(), gauss(), gauss()].map((v) => v * shake);
    const score = 0.55 + 0.4 * random();
    if (is) continue;
    rows.push({
      frame: row.frame,
      id: -1,
      leftPx: row.leftPx + edges[0]! * row.widthPx,
      topPx: row.topPx + edges[1]! * row.heightPx,
      widthPx: row.widthPx * (1 + edges[2]! - edges[0]!),
      heightPx: row.heightPx * (1 + edges[3]! - edges[1]!),
      confidence: score,
    });
  }
  const sizes = scored.length;
  for (let frame = 1; frame <= info.frameCount && sizes > 0; frame++) {
    for (let n = falsePerFrame; n > 0 && random() < n; n--) {
      const like = scored[Math.floor(random() * sizes)]!;
      rows.push({
        frame,
        id: -1,
        leftPx: random() * (info.widthPx - like.widthPx),
        topPx: random() * Math.max(1, info.heightPx - like.heightPx),
        widthPx: like.widthPx,
        heightPx: like.heightPx,
        confidence: 0.3 + 0.4 * random(),
      });
    }
  }
  return rows.sort((a, b) => a.frame - b.frame);
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
