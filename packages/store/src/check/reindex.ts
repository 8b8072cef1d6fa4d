// The check at start: what lies on disk and what the records say of it are made to agree again after a crash.
import type { FileSystem } from "@vigie/core";
import type { StoreRecords } from "../open-records.ts";
import { RECORDINGS_FOLDER, sidecarOf } from "../retention/file-names.ts";
import { finishRemovals } from "../retention/file-removal.ts";
import { fileProblem, readSidecar } from "./sidecar.ts";

export interface CheckedFile {
  path: string;
  /** One clause for a person. */
  reason: string;
}

export interface CheckReport {
  /** Whole recordings that had no row and have one now. */
  adopted: string[];
  /** Recordings without a row that are cut off, unfinished or without facts; left as they are for recovery. */
  damaged: CheckedFile[];
  /** Rows whose file is gone; the rows are removed. */
  missing: CheckedFile[];
  /** Facts whose recording is gone; removed. */
  strays: string[];
  /** Files of an interrupted deletion, now deleted. */
  removalsFinished: number;
  /** One sentence when the check was not done as a whole; null otherwise. */
  problem: string | null;
}

interface Check {
  records: StoreRecords;
  files: FileSystem;
  report: CheckReport;
}

const PART = ".part";

/** Run before any recorder starts. Errors: `store.*`, `files.*`. Cost: one listing per camera, and the bytes of recordings without a row. */
export async function reindex({ records, files }: { records: StoreRecords; files: FileSystem }): Promise<CheckReport> {
  const { removed } = await finishRemovals(records, files);
  const report: CheckReport = {
    adopted: [],
    damaged: [],
    missing: [],
    strays: [],
    removalsFinished: removed,
    problem: null,
  };
  const known = await records.upkeep.segmentCameras();
  const folders = await files.list(RECORDINGS_FOLDER);
  if (known.length > 0 && folders.length === 0) {
    // Rather a disk that is not mounted than all recordings deleted: keep the rows.
    report.problem = `The folder ${RECORDINGS_FOLDER} is empty although recordings are known; check that its disk is mounted.`;
    return report;
  }
  for (const cameraId of new Set([...folders, ...known])) await checkCamera({ records, files, report }, cameraId);
  return report;
}

async function checkCamera(check: Check, cameraId: string): Promise<void> {
  const { records, files, report } = check;
  const rows = new Set(await records.upkeep.segmentPathsOf(cameraId));
  const found = new Set(await filesBelow(files, `${RECORDINGS_FOLDER}/${cameraId}`));
  for (const path of found) {
    if (path.endsWith(".mp4") && !rows.has(path)) await adopt(check, path, path);
    else if (path.endsWith(`.mp4${PART}`)) await finishPart(check, path, found);
    else if (path.endsWith(".json") && !hasRecording(path, found)) {
      await files.remove(path);
      report.strays.push(path);
    }
  }
  const lost = [...rows].filter((path) => !found.has(path) && !report.adopted.includes(path));
  report.missing.push(...lost.map((path) => ({ path, reason: "its file is gone" })));
  await records.upkeep.dropSegments(lost, []);
}

/** A recording whose last rename was lost is whole under its working name; anything else that is unfinished is reported. */
async function finishPart(check: Check, part: string, found: ReadonlySet<string>): Promise<void> {
  const path = part.slice(0, -PART.length);
  if (!found.has(path)) return adopt(check, path, part);
  check.report.damaged.push({ path: part, reason: "a finished recording of this name exists" });
}

async function adopt({ records, files, report }: Check, path: string, at: string): Promise<void> {
  const sidecar = await readSidecar(files, sidecarOf(path), path);
  const reason = "problem" in sidecar ? sidecar.problem : await fileProblem(files, at, sidecar.segment);
  if ("problem" in sidecar || reason !== null) {
    report.damaged.push({ path: at, reason: reason ?? "" });
    return;
  }
  if (at !== path) await files.rename(at, path);
  await files.syncFolder(path.slice(0, path.lastIndexOf("/")));
  await records.segments.insert(sidecar.segment);
  report.adopted.push(path);
}

function hasRecording(sidecar: string, found: ReadonlySet<string>): boolean {
  const stem = sidecar.slice(0, -".json".length);
  return found.has(`${stem}.mp4`) || found.has(`${stem}.mp4${PART}`);
}

async function filesBelow(files: FileSystem, folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const name of await files.list(folder)) {
    const path = `${folder}/${name}`;
    const isFile = /\.(mp4|json|part)$/.test(name) || !(await files.stat(path))?.isFolder;
    if (isFile) paths.push(path);
    else paths.push(...(await filesBelow(files, path)));
  }
  return paths;
}
