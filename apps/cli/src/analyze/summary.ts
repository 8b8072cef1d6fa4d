// The figures of one analysis: what `summary.json` holds and what is told at the end.
import { availableParallelism } from "node:os";
import type { Stage, VideoAnalysis } from "@vigie/engine";
import type { Reports } from "./reports.ts";

/** What `summary.json` holds. Unit: seconds, milliseconds per frame, frames per second. */
export interface Summary {
  frames: number;
  analysedFrames: number;
  seconds: number;
  videoSeconds: number;
  fps: number;
  analysisFps: number;
  timesRealTime: number;
  detector: string;
  stagesMsPerFrame: Record<string, number>;
  modelMsPerRun: number;
  modelRuns: number;
  damagedPackets: number;
  cancelled: boolean;
  cores: number;
  videos: {
    video: string;
    frames: number;
    videoSeconds: number;
    widthPx: number;
    heightPx: number;
    codec: string;
    /** Fixtures that a look ahead found and that are left out from the first picture on; null without such a look. */
    fixturesAhead: number | null;
    /** Scenarios that could not look at this video, and why: their silence means nothing. */
    notWatching: { scenario: string; reason: string }[];
  }[];
}

/** The figures of one call over all its videos. */
export function summarise(
  results: readonly (VideoAnalysis & { video: string })[],
  wallS: number,
  detector: string,
  model: { modelMs: number; modelRuns: number },
  analysisFps: number,
  cancelled: boolean,
): Summary {
  const sum = (of: (r: VideoAnalysis) => number) => results.reduce((total, r) => total + of(r), 0);
  const frames = sum((r) => r.decodedFrames);
  const analysed = sum((r) => r.analysedFrames);
  const perDecoded: Stage[] = ["read", "decode"];
  const stages = Object.keys(results[0]?.times.sumsMs ?? {}) as Stage[];
  return {
    frames,
    analysedFrames: analysed,
    seconds: fixed(wallS),
    videoSeconds: fixed(sum((r) => r.videoS)),
    fps: fixed(frames / Math.max(wallS, 1e-9)),
    analysisFps,
    timesRealTime: fixed(sum((r) => r.videoS) / Math.max(wallS, 1e-9)),
    detector,
    stagesMsPerFrame: Object.fromEntries(
      stages.map((s) => [
        s,
        fixed(sum((r) => r.times.sumsMs[s]) / Math.max(1, perDecoded.includes(s) ? frames : analysed)),
      ]),
    ),
    modelMsPerRun: fixed(model.modelMs / Math.max(1, model.modelRuns)),
    modelRuns: model.modelRuns,
    damagedPackets: sum((r) => r.damagedPackets),
    cancelled,
    cores: availableParallelism(),
    videos: results.map((r) => ({
      video: r.video,
      frames: r.decodedFrames,
      videoSeconds: fixed(r.videoS),
      widthPx: r.info.widthPx,
      heightPx: r.info.heightPx,
      codec: r.info.codec,
      fixturesAhead: r.fixturesAhead,
      notWatching: r.notWatching.map(({ scenarioId, reason }) => ({ scenario: scenarioId, reason })),
    })),
  };
}

/** Tells on standard output what was found. */
export function report(summary: Summary, reports: Reports, folder: string, results: readonly VideoAnalysis[]): void {
  console.log(
    `${summary.cancelled ? "Cancelled after" : "Analysed"} ${summary.frames} frames (${summary.videoSeconds} s of video) in ${summary.seconds} s: ` +
      `${summary.timesRealTime} times real time with detector ${summary.detector}.`,
  );
  for (const line of reports.counts.lines)
    console.log(`  line ${line.line}: forward ${classes(line.forward)}; backward ${classes(line.backward)}`);
  for (const zone of reports.counts.zones) console.log(`  zone ${zone.zone}: at most ${classes(zone.peak)} at once`);
  if (results.some((r) => r.damagedPackets > 0))
    console.log(`  ${summary.damagedPackets} packets were damaged and could not be decoded.`);
  console.log(`${reports.eventCount} events; results in ${folder}`);
}

function classes(counts: Record<string, number>): string {
  const rows = Object.entries(counts).map(([name, n]) => `${n} ${name}`);
  return rows.length > 0 ? rows.join(", ") : "none";
}

function fixed(value: number): number {
  return Number(value.toFixed(3));
}
