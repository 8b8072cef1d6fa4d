// `vigie analyze`: recorded video through the engine, faster than real time.
import { basename, extname, join, resolve } from "node:path";
import { type CountsReport, type ScenarioFile, type Scene, sceneSchema } from "@vigie/contracts";
import { analyseVideo, TILES, type VideoAnalysis } from "@vigie/engine";
import { createDetectorCatalogue, createMotionMeter, EMBEDDED_FOLDER, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";
import { Presets, SingleBar } from "cli-progress";
import { Command, InvalidArgumentError, Option } from "commander";
import { OverlayArtist } from "../analyze/overlay.ts";
import { Reports } from "../analyze/reports.ts";
import { report, summarise } from "../analyze/summary.ts";
import { EXIT, exitCodeOf, usageError } from "../exit.ts";
import { modelFolders } from "../places.ts";
import { loadScenarioFile } from "../scenario-file/load.ts";

interface AnalyzeOptions {
  scenarios?: string;
  detector: string;
  fps: number;
  out: string;
  overlay: boolean;
  detections: boolean;
  lookAhead: "auto" | "off" | "on";
  tiles: "off" | "on";
  start?: number;
}

/** A file may be looked at more often than a live camera: nobody waits for the other cameras. */
const DEFAULT_FPS = 10;

export function analyzeCommand(): Command {
  return new Command("analyze")
    .description("analyse recorded video faster than real time, with the same engine as live")
    .argument("<video...>", "video files")
    .option("--scenarios <file.yaml>", "lines, zones and scenarios; without it only tracks are written")
    .option("--detector <name>", "motion, embedded, a registered model, or auto", "auto")
    .option("--fps <n>", "frames analysed per second of video", positive, DEFAULT_FPS)
    .option("--out <dir>", "folder for events.jsonl, tracks.jsonl, counts.json, summary.json", "vigie-out")
    .option("--overlay", "also write <video>.overlay.mp4 with lines, zones and tracks drawn", false)
    .option("--detections", "also write detections.jsonl, the boxes that counting works with", false)
    .addOption(
      new Option(
        "--look-ahead <auto|off|on>",
        "look through each file first, two looks a second, to leave out from its first picture on what never moves in it, as no live camera can; auto: with --detections",
      )
        .choices(["auto", "off", "on"])
        .default("auto"),
    )
    .addOption(
      new Option("--tiles <off|on>", "closer looks at small things that move, at up to twice the cost")
        .choices(["off", "on"])
        .default("off"),
    )
    .option("--start <time>", "when the video was taken (ISO 8601 with offset); needed for schedules", instant)
    .action(run);
}

interface Plan {
  video: string;
  cameraId: string;
  scene: Scene;
}

async function run(videos: string[], options: AnalyzeOptions): Promise<void> {
  const file = options.scenarios === undefined ? null : await loadScenarioFile(options.scenarios);
  const plans = videos.map((video) => ({ video, ...sceneFor(video, file, videos.length > 1, options.start) }));
  const catalogue = createDetectorCatalogue({ folders: modelFolders(), embeddedFolder: EMBEDDED_FOLDER });
  const model = await catalogue.open(options.detector);
  const reports = await Reports.open(resolve(options.out), {
    detections: options.detections,
    several: videos.length > 1,
  });
  let cancelled = false;
  const cancel = () => {
    cancelled = true;
  };
  process.once("SIGINT", cancel);

  const startedMs = performance.now();
  const results: (VideoAnalysis & { video: string })[] = [];
  let fault: unknown = null;
  for (const [index, plan] of plans.entries()) {
    if (cancelled) break;
    try {
      results.push({ video: plan.video, ...(await analyseOne(plan, overlayName(index))) });
    } catch (cause) {
      // The other videos are still worth their figures; a fault that is not this video's own ends the run.
      if (plans.length === 1 || exitCodeOf(cause) !== EXIT.unreadable) {
        fault = cause;
        break;
      }
      process.stderr.write(`vigie: ${(cause as Error).message}\n`);
      process.exitCode = EXIT.unreadable;
    }
  }
  process.off("SIGINT", cancel);
  if (fault && results.length === 0 && !reports.hasResults) throw fault;
  const wallS = (performance.now() - startedMs) / 1000;
  const summary = summarise(results, wallS, model.info.name, model, options.fps, cancelled);
  await model.close();
  await reports.close(summary);
  report(summary, reports, resolve(options.out), results);
  if (fault) throw fault;
  const cut = results.find((result) => result.cutShort)?.cutShort;
  if (cut) throw cut;

  /** Named like its video; videos of the same name in different folders get their place in the list as well. */
  function overlayName(index: number): string {
    const stem = stemOf(videos[index]!);
    const twins = videos.filter((video) => stemOf(video) === stem).length > 1;
    return `${stem}${twins ? `.${index + 1}` : ""}.overlay.mp4`;
  }

  async function analyseOne({ video, cameraId, scene }: Plan, overlayFile: string): Promise<VideoAnalysis> {
    const media = createMedia();
    const startAtMs = options.start ?? 0;
    const output = reports.forVideo(cameraId, startAtMs);
    const artist = new OverlayArtist(scene);
    const overlayPath = join(resolve(options.out), overlayFile);
    const overlay = options.overlay ? media.createOverlayWriter(overlayPath, options.fps) : null;
    let counts: CountsReport | null = null;
    const bar = progressBar(video);
    let durationS = 0;
    try {
      const analysis = await analyseVideo({
        media,
        model,
        createMeter: createMotionMeter,
        gateThreshold: MOTION_GATE_THRESHOLD,
        tiles: options.tiles === "on" ? TILES : null,
        path: resolve(video),
        cameraId,
        scene,
        fps: options.fps,
        looksAhead: options.lookAhead === "on" || (options.lookAhead === "auto" && options.detections),
        startAtMs,
        onOpen: (info) => {
          durationS = (info.durationUs ?? 0) / 1e6;
          bar?.start(Math.max(1, Math.ceil(durationS)), 0);
        },
        onEvent: (event) => {
          output.onEvent(event);
          artist.note(event);
        },
        onFrame: (view) => {
          output.onFrame(view);
          overlay?.write(view.frame, artist.draw(view));
          bar?.update(Math.min(Math.ceil(durationS), Math.round(view.timeS)));
        },
        cancelled: () => cancelled,
      });
      counts = analysis.counts;
      for (const { scenarioId, reason, planned } of analysis.notWatching) {
        const when = planned ? " when the recording ended" : "";
        process.stderr.write(`Scenario "${scenarioId}" was not watching${when}: ${reason}\n`);
      }
      return analysis;
    } finally {
      output.close(counts);
      bar?.stop();
      await overlay?.close();
    }
  }
}

function stemOf(video: string): string {
  return basename(video, extname(video));
}

/** One video uses the first camera of the file, several the camera named like the video. */
function sceneFor(
  video: string,
  file: ScenarioFile | null,
  several: boolean,
  start: number | undefined,
): { cameraId: string; scene: Scene } {
  const stem = stemOf(video);
  if (!file) return { cameraId: stem, scene: sceneSchema.parse({}) };
  const camera = several ? file.cameras.find((c) => c.id === stem) : file.cameras[0];
  if (!camera) {
    throw usageError(
      `The scenario file has no camera "${stem}" for ${video}; with several videos each uses the camera named like the file, and the file has: ${file.cameras.map((c) => c.id).join(", ")}.`,
    );
  }
  const timed = camera.scenarios.filter((s) => s.schedule || s.until);
  if (start === undefined && timed.length > 0) {
    process.stderr.write(
      `Schedules are left out of force for ${timed.map((s) => s.id).join(", ")}: say with --start when ${video} was taken.\n`,
    );
  }
  const scenarios = camera.scenarios.map((s) =>
    start === undefined ? { ...s, schedule: undefined, until: undefined } : s,
  );
  const { lines, zones, masks } = camera;
  return { cameraId: camera.id, scene: { lines, zones, masks, scenarios } as Scene };
}

function progressBar(video: string): SingleBar | null {
  if (!process.stderr.isTTY) return null;
  return new SingleBar(
    {
      format: `${basename(video)} {bar} {percentage}% | {value}/{total} s | {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 120)) throw new InvalidArgumentError("it must be a number above 0 and at most 120.");
  return value;
}

function instant(text: string): number {
  const value = Date.parse(text);
  if (Number.isNaN(value))
    throw new InvalidArgumentError("it must be an ISO 8601 time such as 2026-05-01T22:00:00+02:00.");
  return value;
}
