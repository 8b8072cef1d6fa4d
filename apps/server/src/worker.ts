// The worker process: wires the engine's worker to real media, real models and real files.

import type { RecordedSegment } from "@vigie/core";
import { createInHandNote, type ToWorker, WorkerHost } from "@vigie/engine";
import { createDetectorCatalogue, createMotionMeter, EMBEDDED_FOLDER, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia, listTornSegments, recoverSegment } from "@vigie/media";
import { createNodeFileSystem, systemClock } from "@vigie/store";

const dataFolder = process.env.VIGIE_DATA_ROOT ?? "";
const modelFolders = JSON.parse(process.env.VIGIE_MODEL_FOLDERS ?? "[]") as string[];

let cpuBefore = process.cpuUsage();
let cpuAtMs = performance.now();

/** Share of one core used since the call before. */
function cpuShare(): number {
  const used = process.cpuUsage(cpuBefore);
  const now = performance.now();
  const share = (used.user + used.system) / 1000 / Math.max(1, now - cpuAtMs);
  cpuBefore = process.cpuUsage();
  cpuAtMs = now;
  return share;
}

const files = createNodeFileSystem(dataFolder);

/** What a killed worker left behind: nobody else writes to a camera's folder while its new worker begins. */
async function recoverSegments(folder: string): Promise<RecordedSegment[]> {
  const whole: RecordedSegment[] = [];
  for (const path of await listTornSegments(files, folder)) {
    const { segment } = await recoverSegment(files, path);
    if (segment) whole.push(segment);
  }
  return whole;
}

const host = new WorkerHost({
  media: createMedia(),
  files,
  clock: systemClock(),
  catalogue: createDetectorCatalogue({ folders: modelFolders, embeddedFolder: EMBEDDED_FOLDER }),
  createMeter: createMotionMeter,
  gateThreshold: MOTION_GATE_THRESHOLD,
  send: (message) => {
    if (process.connected) process.send!(message, undefined, undefined, () => {});
  },
  recoverSegments,
  noteInHand: createInHandNote(process.env.VIGIE_IN_HAND),
  usage: () => ({ rssBytes: process.memoryUsage.rss(), cpuShare: cpuShare() }),
});

process.on("message", (message) => void host.receive(message as ToWorker));
// Without its server a worker has nobody to tell: it closes its recordings and goes.
process.on("disconnect", () => void host.stop().finally(() => process.exit(0)));
// Ctrl-C reaches the whole process group; the server decides when a worker ends.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
