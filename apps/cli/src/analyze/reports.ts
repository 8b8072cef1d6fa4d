// The files of one analysis: events, tracks, counts, summary, and on request the boxes of each frame.
import { createWriteStream, type WriteStream } from "node:fs";
import { access, constants, mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CountsReport, ReportedEvent, SceneEvent } from "@vigie/contracts";
import type { FrameView } from "@vigie/engine";
import { usageError } from "../exit.ts";

interface TrackLine {
  camera: string;
  trackId: number;
  class: string;
  score: number;
  startedAtS: number;
  endedAtS: number;
  /** [timeS, x1, y1, x2, y2], normalised. */
  points: number[][];
}

/** Collects what one or more videos bring and writes it into one folder. */
export class Reports {
  readonly #folder: string;
  readonly #detections: WriteStream | null;
  readonly #several: boolean;
  #events: ReportedEvent[] = [];
  #tracks: TrackLine[] = [];
  readonly #counts: CountsReport = { lines: [], zones: [] };

  static async open(folder: string, options: { detections: boolean; several: boolean }): Promise<Reports> {
    try {
      await makeFolder(folder);
      await access(folder, constants.W_OK);
    } catch (cause) {
      throw usageError(
        `The results cannot be written to ${folder} (${(cause as NodeJS.ErrnoException).code}); name with --out a folder that can be made and written.`,
      );
    }
    return new Reports(folder, options);
  }

  private constructor(folder: string, options: { detections: boolean; several: boolean }) {
    this.#folder = folder;
    this.#several = options.several;
    this.#detections = options.detections ? createWriteStream(join(folder, "detections.jsonl")) : null;
  }

  /** True when there is something worth writing. */
  get hasResults(): boolean {
    return this.#events.length > 0 || this.#tracks.length > 0;
  }

  get eventCount(): number {
    return this.#events.length;
  }

  get counts(): CountsReport {
    return this.#counts;
  }

  /** A collector for one video. */
  forVideo(camera: string, startAtMs: number): VideoReport {
    const events = new Map<string, ReportedEvent>();
    const tracks = new Map<number, TrackLine>();
    return {
      onEvent: (event) => {
        const known = events.get(event.id);
        if (known) known.endedAtS = seconds(event.endedAtMs, startAtMs);
        else events.set(event.id, reported(event, startAtMs));
      },
      onFrame: (view) => {
        collectTracks(view, camera, tracks);
        if (this.#detections) this.#writeDetections(view, camera);
      },
      close: (counts) => {
        this.#events.push(...events.values());
        this.#tracks.push(...tracks.values());
        if (!counts) return;
        this.#counts.lines.push(...counts.lines);
        this.#counts.zones.push(...counts.zones);
        // Present only when a scenario counts them.
        if (counts.turns?.length) this.#counts.turns = [...(this.#counts.turns ?? []), ...counts.turns];
        if (counts.queues?.length) this.#counts.queues = [...(this.#counts.queues ?? []), ...counts.queues];
        if (counts.axles?.length) this.#counts.axles = [...(this.#counts.axles ?? []), ...counts.axles];
        if (counts.spaces?.length) this.#counts.spaces = [...(this.#counts.spaces ?? []), ...counts.spaces];
      },
    };
  }

  async close(summary: unknown): Promise<void> {
    this.#events.sort((a, b) => a.startedAtS - b.startedAtS);
    await writeFile(join(this.#folder, "events.jsonl"), lines(this.#events));
    await writeFile(join(this.#folder, "tracks.jsonl"), lines(this.#tracks));
    await writeFile(join(this.#folder, "counts.json"), `${JSON.stringify(this.#counts, null, 2)}\n`);
    await writeFile(join(this.#folder, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
    if (this.#detections) await new Promise<void>((resolve) => this.#detections!.end(resolve));
  }

  #writeDetections(view: FrameView, camera: string): void {
    const { tracks, classes, frame } = view;
    const boxes: (number | string | null)[][] = [];
    for (let i = 0; i < tracks.count; i++) {
      if (!tracks.seen[i]) continue;
      const [x1, y1, x2, y2] = tracks.boxes.subarray(i * 4, i * 4 + 4) as unknown as [number, number, number, number];
      boxes.push([
        round(inPicture(x1) * frame.widthPx, 2),
        round(inPicture(y1) * frame.heightPx, 2),
        round(inPicture(x2) * frame.widthPx, 2),
        round(inPicture(y2) * frame.heightPx, 2),
        round(tracks.scores[i]!, 4),
        classes[tracks.classIds[i]!]!,
        tracks.ids[i]!,
      ]);
    }
    const line = { frame: view.frameIndex, timeS: round(view.timeS, 4), ...(this.#several ? { camera } : {}), boxes };
    this.#detections!.write(`${JSON.stringify(line)}\n`);
  }
}

export interface VideoReport {
  onEvent(event: SceneEvent): void;
  onFrame(view: FrameView): void;
  /** Null when the video ended in a fault: what was seen until then is kept, totals are not claimed. */
  close(counts: CountsReport | null): void;
}

/** Step by step: where the system allows no folder at all (/proc), Node's own recursive form never returns. */
async function makeFolder(path: string): Promise<void> {
  const known = await stat(path).catch(() => null);
  if (known?.isDirectory()) return;
  if (!known && dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path);
}

function collectTracks(view: FrameView, camera: string, tracks: Map<number, TrackLine>): void {
  const rows = view.tracks;
  for (let i = 0; i < rows.count; i++) {
    if (!rows.seen[i]) continue;
    const trackId = rows.ids[i]!;
    let line = tracks.get(trackId);
    if (!line) {
      line = { camera, trackId, class: "", score: 0, startedAtS: round(view.timeS, 3), endedAtS: 0, points: [] };
      tracks.set(trackId, line);
    }
    line.class = view.classes[rows.classIds[i]!]!;
    line.score = round(rows.scores[i]!, 4);
    line.endedAtS = round(view.timeS, 3);
    line.points.push([round(view.timeS, 3), ...Array.from(rows.boxes.subarray(i * 4, i * 4 + 4), (v) => round(v, 4))]);
  }
}

function reported(event: SceneEvent, startAtMs: number): ReportedEvent {
  return {
    id: event.id,
    scenario: event.scenarioId,
    kind: event.kind,
    camera: event.cameraId,
    startedAtS: seconds(event.startedAtMs, startAtMs)!,
    endedAtS: seconds(event.endedAtMs, startAtMs),
    classes: event.classes,
    trackIds: event.trackIds,
    score: round(event.score, 4),
    why: event.why,
    direction: event.direction,
    mode: event.mode,
    box: event.box,
  };
}

function seconds(ms: number | null, startAtMs: number): number | null {
  return ms === null ? null : round((ms - startAtMs) / 1000, 3);
}

/** A smoothed box runs past the border when a thing leaves; what is seen ends there. */
function inPicture(value: number): number {
  return Math.min(1, Math.max(0, value));
}

function round(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

function lines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
