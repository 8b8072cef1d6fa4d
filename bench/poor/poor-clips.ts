// Real clips in each poor picture: agreement with boxes that a person drew, and crossings that a person counted.
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countsReportSchema } from "@vigie/contracts";
import { createDetectorCatalogue, EMBEDDED_FOLDER } from "@vigie/inference";
import { bestScore, boxTruth, f1At, type Group, judgedPictures } from "../../test/product/support/box-truth.ts";
import { vigie } from "../../test/product/support/command.ts";
import { COUNTED_CROSSINGS, crossingErrors, linesOf } from "../../test/product/support/counted-crossings.ts";
import { clipPath, modelFolders } from "../material.ts";
import { degradedCopy, POOR_PICTURES, type PoorPicture } from "./degraded-copy.ts";

export interface PoorClipsRow {
  detector: string;
  picture: string;
  /** At the score that is best for the clips as filmed. */
  f1: Record<Group, number>;
  /** Crossings missed or invented, of those that a person counted. */
  crossingErrors: number;
  crossings: number;
}

/** Null without the material. Cost: about ten minutes a detector. */
export async function watchPoorClips(detectors: readonly string[]): Promise<PoorClipsRow[] | null> {
  if (modelFolders.length === 0) return null;
  const folder = await mkdtemp(join(tmpdir(), "vigie-poor-"));
  try {
    const rows: PoorClipsRow[] = [];
    const thresholds = new Map<string, Record<Group, number>>();
    for (const poor of POOR_PICTURES) {
      const copies = join(folder, poor.name.replaceAll(" ", "-"));
      await mkdir(copies);
      const path = await copyAll(copies, poor);
      for (const detector of detectors)
        rows.push({
          detector,
          picture: poor.name,
          f1: await agreement(detector, path, thresholds),
          ...(await counted(detector, path, copies)),
        });
      await rm(copies, { recursive: true });
    }
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyAll(folder: string, poor: PoorPicture): Promise<(clip: string) => string> {
  const clips = new Set([...boxTruth().map(({ clip }) => clip), ...COUNTED_CROSSINGS.map(([file]) => file)]);
  const copyOf = (clip: string) => join(folder, clip.replace(/\.\w+$/, ".mp4"));
  for (const clip of clips) {
    const path = clipPath(clip);
    if (!path) throw new Error(`The clip ${clip} is not among those of VIGIE_ASSETS.`);
    await degradedCopy(path, copyOf(clip), poor);
  }
  return copyOf;
}

async function agreement(
  detector: string,
  path: (clip: string) => string,
  thresholds: Map<string, Record<Group, number>>,
): Promise<Record<Group, number>> {
  const catalogue = createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER });
  const model = await catalogue.open(detector);
  const pictures = await judgedPictures(model, boxTruth(), path);
  await model.close();
  // The first poor picture is the clip as filmed.
  const at = thresholds.get(detector) ?? {
    person: bestScore(pictures, "person").threshold,
    vehicle: bestScore(pictures, "vehicle").threshold,
  };
  thresholds.set(detector, at);
  return { person: f1At(pictures, "person", at.person), vehicle: f1At(pictures, "vehicle", at.vehicle) };
}

async function counted(
  detector: string,
  path: (clip: string) => string,
  folder: string,
): Promise<Pick<PoorClipsRow, "crossingErrors" | "crossings">> {
  let [errors, crossings] = [0, 0];
  for (const [file, lines] of COUNTED_CROSSINGS) {
    const out = join(folder, `${detector}-${file}`);
    const asked = ["analyze", path(file), "--scenarios", linesOf(file), "--detector", detector, "--out", out];
    const { code, err } = await vigie(asked);
    if (code !== 0) throw new Error(err);
    const report = countsReportSchema.parse(JSON.parse(await readFile(join(out, "counts.json"), "utf8")));
    for (const [line, wanted] of Object.entries(lines)) {
      errors += crossingErrors(wanted, report.lines.find((one) => one.line === line)!);
      crossings += wanted.forward + wanted.backward;
    }
  }
  return { crossingErrors: errors, crossings };
}
