// `vigie eval tracks`: the tracker alone on a folder of MOTChallenge sequences.
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@vigie/contracts";
import { formatMot, parseMot, parseSequenceInfo } from "./mot-format.ts";
import { runTracker } from "./run-tracker.ts";

export interface TracksEvaluation {
  sequences: { name: string; frames: number; tracks: number; boxes: number }[];
  frames: number;
  /** Frames per second of tracker time on one core. */
  framesPerS: number;
}

/**
 * For each `<casesDir>/<seq>/` with `seqinfo.ini` and `det/det.txt` writes `<outDir>/<seq>.txt` in MOTChallenge result form.
 * Errors: `evals.no-cases`, `mot.bad-row`, `mot.bad-sequence`.
 */
export async function evalTracks(
  casesDir: string,
  outDir: string,
  nowMs: () => number = () => performance.now(),
): Promise<TracksEvaluation> {
  const names = await listCases(casesDir);
  await mkdir(outDir, { recursive: true });
  const sequences: TracksEvaluation["sequences"] = [];
  let trackerMs = 0;
  for (const name of names) {
    const infoPath = join(casesDir, name, "seqinfo.ini");
    const boxesPath = join(casesDir, name, "det", "det.txt");
    const info = parseSequenceInfo(await readFile(infoPath, "utf8"), infoPath);
    const run = runTracker(parseMot(await readFile(boxesPath, "utf8"), boxesPath), info, nowMs);
    await writeFile(join(outDir, `${name}.txt`), formatMot(run.rows));
    trackerMs += run.trackerMs;
    const tracks = new Set(run.rows.map((row) => row.id)).size;
    sequences.push({ name, frames: run.frames, tracks, boxes: run.rows.length });
  }
  const frames = sequences.reduce((sum, sequence) => sum + sequence.frames, 0);
  return { sequences, frames, framesPerS: (frames * 1000) / Math.max(trackerMs, 1e-3) };
}

async function listCases(casesDir: string): Promise<string[]> {
  const names = await readdir(casesDir).catch((cause: unknown) => {
    throw new AppError({
      code: "evals.no-cases",
      kind: "not-found",
      message: `The folder of tracking cases ${casesDir} cannot be read.`,
      cause,
    });
  });
  const cases: string[] = [];
  for (const name of names.sort()) {
    if ((await isFile(join(casesDir, name, "seqinfo.ini"))) && (await isFile(join(casesDir, name, "det", "det.txt")))) {
      cases.push(name);
    }
  }
  if (cases.length > 0) return cases;
  throw new AppError({
    code: "evals.no-cases",
    kind: "not-found",
    message: `${casesDir} holds no tracking case: a case is a folder with seqinfo.ini and det/det.txt.`,
  });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  );
}
