// The recorder `motion` (pixel differences) as a peer: one film in real time, and when it began an event.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Zone } from "@vigie/contracts";
import { isInsidePolygon } from "@vigie/core";
import { findProgram } from "../../scripts/system/packages.ts";

/** Its default threshold is for this many pixels. Source: motion 4.5 configuration, `threshold` 1500 at 640x480. */
const DEFAULT_THRESHOLD = 1500;
const DEFAULT_PIXELS = 640 * 480;
const EVENT_GAP_S = 5;
const MASK = "mask.pgm";

export function motionProgram(): string | null {
  return findProgram(["motion"]);
}

export interface WatchedFilm {
  path: string;
  seconds: number;
  widthPx: number;
  heightPx: number;
  fps: number;
  /** Where it looks; everywhere when left out. */
  zones?: readonly Zone[] | undefined;
}

/** One event of it. Unit: seconds of the film, early by at most a second. */
export interface MotionEvent {
  startS: number;
  endS: number;
}

/** Its events. Cost: the film's own length; a few percent of a core. */
export async function watchWithMotion(program: string, film: WatchedFilm): Promise<MotionEvent[]> {
  const folder = mkdtempSync(join(tmpdir(), "vigie-motion-"));
  const events = join(folder, "events");
  const log = join(folder, "log");
  writeFileSync(events, "");
  if (film.zones) writeFileSync(join(folder, MASK), maskOf(film, film.zones));
  writeFileSync(join(folder, "motion.conf"), configuration(folder, film, events, log));
  const child = spawn(program, ["-c", join(folder, "motion.conf")], { stdio: "ignore", cwd: folder });
  try {
    const startedAtMs = await connected(log, child);
    // A file that ends is opened again: what comes after belongs to no film.
    await wait(film.seconds * 1000);
    return eventsOf(readFileSync(events, "utf8"), startedAtMs / 1000, film.seconds);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Its mask: white where it looks. Format: PGM of the picture's size. */
function maskOf({ widthPx, heightPx }: WatchedFilm, zones: readonly Zone[]): Buffer {
  const pixels = Buffer.alloc(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const at: [number, number] = [(x + 0.5) / widthPx, (y + 0.5) / heightPx];
      if (zones.some(({ polygon }) => isInsidePolygon(polygon, at))) pixels[y * widthPx + x] = 255;
    }
  return Buffer.concat([Buffer.from(`P5\n${widthPx} ${heightPx}\n255\n`), pixels]);
}

/** Lines `start <s>` and `end <s>` by the clock; what is still open ends with the film. */
function eventsOf(text: string, startedS: number, seconds: number): MotionEvent[] {
  const found: MotionEvent[] = [];
  for (const line of text.split("\n").filter(Boolean)) {
    const [what, time] = line.split(" ");
    const atS = Math.max(0, Number(time) - startedS);
    if (atS > seconds) break;
    if (what === "start") found.push({ startS: atS, endS: seconds });
    else if (found.length > 0) found.at(-1)!.endS = atS;
  }
  return found;
}

function configuration(folder: string, film: WatchedFilm, events: string, log: string): string {
  const threshold = Math.round((DEFAULT_THRESHOLD * film.widthPx * film.heightPx) / DEFAULT_PIXELS);
  return [
    "daemon off",
    "setup_mode off",
    "log_level 6",
    `log_file ${log}`,
    `netcam_url file://${film.path}`,
    `width ${film.widthPx}`,
    `height ${film.heightPx}`,
    `framerate ${film.fps}`,
    `threshold ${threshold}`,
    `event_gap ${EVENT_GAP_S}`,
    ...(film.zones ? [`mask_file ${join(folder, MASK)}`] : []),
    "picture_output off",
    "movie_output off",
    "webcontrol_port 0",
    "stream_port 0",
    `target_dir ${folder}`,
    `on_event_start date "+start %s.%N" >> ${events}`,
    `on_event_end date "+end %s.%N" >> ${events}`,
    "",
  ].join("\n");
}

/** Wall time at which it had the film open. */
async function connected(log: string, child: ChildProcess): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`motion ended with code ${child.exitCode} before it opened the film`);
    try {
      if (readFileSync(log, "utf8").includes("connected")) return Date.now();
    } catch {
      // It has not written its log yet.
    }
    await wait(50);
  }
  throw new Error("motion did not open the film within 10 s");
}
