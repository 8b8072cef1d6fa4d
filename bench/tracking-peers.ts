// Goal G10: our one setting against SORT, OC-SORT, ByteTrack and Norfair, each tuned for each rate on the very sequences it is scored on.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { defaultTrackerSettings } from "@vigie/core";
import {
  clearMot,
  fillWays,
  groupByFrame,
  hota,
  idf1,
  keepEvery,
  lowerRate,
  lowerRateInfo,
  type MotRow,
  pairSequence,
  parseMot,
  parseSequenceInfo,
  perturbTruth,
  runTracker,
  type SequenceInfo,
} from "@vigie/evals";
import { createByteTrack } from "./peers/trackers/byte-track.ts";
import { createNorfair } from "./peers/trackers/norfair.ts";
import { createOcSort } from "./peers/trackers/oc-sort.ts";
import type { PeerTracker } from "./peers/trackers/peer.ts";
import { createSort } from "./peers/trackers/sort.ts";
import type { BenchResult, BenchRow } from "./report.ts";

const NAME = "tracking against peers";
const RATES = [60, 10, 5, 2];
const FILLED_S = defaultTrackerSettings.coastS;
const folder = join(process.env.VIGIE_ASSETS ?? "", "truth", "mot15");

interface Sequence {
  info: SequenceInfo;
  truth: MotRow[];
  seen: MotRow[];
}

type Maker = (scores: (share: number) => number) => PeerTracker;

/** Ages in frames and gates over the range that their authors and users choose; the best of all is taken for each rate. */
function peers(): Record<string, Maker[]> {
  const ages = [1, 3, 10, 30];
  const shares = [0, 0.3, 0.5];
  const gates = [0.1, 0.2, 0.3];
  const grid = <A, B, C>(as: A[], bs: B[], cs: C[], make: (a: A, b: B, c: C) => Maker): Maker[] =>
    as.flatMap((a) => bs.flatMap((b) => cs.map((c) => make(a, b, c))));
  return {
    SORT: grid(
      ages,
      gates,
      shares,
      (maxAge, iouLeast, share) => (at) => createSort({ maxAge, minHits: 1, iouLeast, scoreLeast: at(share) }),
    ),
    "OC-SORT": grid(
      ages,
      gates,
      shares,
      (maxAge, iouLeast, share) => (at) =>
        createOcSort({ scoreLeast: at(share), maxAge, minHits: 1, iouLeast, deltaT: 3, inertia: 0.2, byte: false }),
    ),
    "OC-SORT with BYTE": grid(
      ages,
      gates,
      shares,
      (maxAge, iouLeast, share) => (at) =>
        createOcSort({ scoreLeast: at(share), maxAge, minHits: 1, iouLeast, deltaT: 3, inertia: 0.2, byte: true }),
    ),
    ByteTrack: grid(
      ages,
      [0.7, 0.8, 0.9],
      shares,
      (bufferFrames, matchMost, share) => (at) =>
        createByteTrack({ highScore: at(share), lowScore: 0.1, matchMost, bufferFrames }),
    ),
    Norfair: grid(
      [2, 5, 15],
      [0.6, 0.75, 0.9],
      shares,
      (hitCounterMost, distanceMost, share) => (at) =>
        createNorfair({ distanceMost, hitCounterMost, initialisationDelay: 1, scoreLeast: at(share) }),
    ),
  };
}

export async function trackingPeers(): Promise<BenchResult> {
  if (!existsSync(folder)) return { name: NAME, rows: [], skipped: "needs tracking truth: set VIGIE_ASSETS" };
  const rows: BenchRow[] = [];
  for (const boxes of ["detector", "perturbed"] as const)
    for (const rate of RATES) {
      const sequences = readdirSync(folder).map((name) => sequenceOf(name, boxes, rate));
      const label = `${boxes} boxes at ${rate === 60 ? "full rate" : `${rate}/s`}`;
      const ours = (coastS: number) =>
        sequences.map((s) => runTracker(s.seen, s.info, () => 0, { settings: { coastS } }).rows);
      rows.push(...rowsOf(`ours, ${label}`, sequences, ours(FILLED_S)));
      rows.push(...rowsOf(`ours without ways over gaps, ${label}`, sequences, ours(0)));
      for (const [peer, makers] of Object.entries(peers())) {
        const runs = makers.map((make) => sequences.map((sequence) => runPeer(sequence, make)));
        // Ours are written with the straight way over short gaps; a peer may have it too where it is better off with it.
        const filled = runs.map((run) => run.map((rows, i) => fillWays(rows, sequences[i]!.info, FILLED_S)));
        const [asPublished, best] = [bestOf(sequences, runs), bestOf(sequences, [...runs, ...filled])];
        rows.push(...rowsOf(`${peer}, ${label}`, sequences, best));
        rows.push(...rowsOf(`${peer} without ways over gaps, ${label}`, sequences, asPublished));
      }
    }
  return { name: NAME, rows };
}

function sequenceOf(name: string, boxes: "detector" | "perturbed", rate: number): Sequence {
  const read = (file: string) => readFileSync(join(folder, name, file), "utf8");
  const whole = parseSequenceInfo(read("seqinfo.ini"), name);
  const n = keepEvery(whole, rate);
  const info = lowerRateInfo(whole, n);
  const truth = lowerRate(parseMot(read("gt/gt.txt"), name), n);
  const seen =
    boxes === "detector"
      ? lowerRate(parseMot(read("det/det.txt"), name), n)
      : perturbTruth(truth, info, { seed: 1 + n });
  return { info, truth, seen };
}

/** Scores of a file become their rank, so that a share of the boxes means the same with every detector. */
function runPeer({ seen, info }: Sequence, make: Maker): MotRow[] {
  const sorted = seen.map((row) => row.confidence).sort((a, b) => a - b);
  const rank = (confidence: number) => 0.1 + (0.9 * lowerBound(sorted, confidence)) / Math.max(1, sorted.length);
  const tracker = make((share) => 0.1 + 0.9 * share);
  const byFrame = groupByFrame(seen);
  const rows: MotRow[] = [];
  for (let frame = 1; frame <= info.frameCount; frame++) {
    const detections = (byFrame.get(frame) ?? []).map((row) => ({
      box: [row.leftPx, row.topPx, row.leftPx + row.widthPx, row.topPx + row.heightPx] as const,
      score: rank(row.confidence),
    }));
    for (const { id, box } of tracker.step(detections))
      rows.push({
        frame,
        id,
        leftPx: box[0],
        topPx: box[1],
        widthPx: box[2] - box[0],
        heightPx: box[3] - box[1],
        confidence: 1,
      });
  }
  return rows;
}

function lowerBound(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function scoresOf(sequences: readonly Sequence[], results: readonly MotRow[][]) {
  const pairs = sequences.map(({ truth }, i) => pairSequence(truth, results[i]!));
  return { hota: 100 * hota(pairs).hota, idf1: 100 * idf1(pairs).idf1, switches: clearMot(pairs).switchesPer1000 };
}

function bestOf(sequences: readonly Sequence[], runs: readonly MotRow[][][]): MotRow[][] {
  const sums = runs.map((run) => sum(sequences, run));
  return runs[sums.indexOf(Math.max(...sums))]!;
}

/** What a peer is tuned for. */
function sum(sequences: readonly Sequence[], results: readonly MotRow[][]): number {
  const { hota: h, idf1: i } = scoresOf(sequences, results);
  return h + i;
}

function rowsOf(who: string, sequences: readonly Sequence[], results: readonly MotRow[][]): BenchRow[] {
  const { hota: h, idf1: i, switches } = scoresOf(sequences, results);
  return [
    { figure: `${who}: HOTA`, value: h, goal: who.startsWith("ours") ? "G10 above all peers" : "" },
    { figure: `${who}: IDF1`, value: i, note: `switches per 1,000 matched boxes ${switches.toFixed(1)}` },
  ];
}
