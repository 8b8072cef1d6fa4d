// The worker process: wires the engine's worker to real media, real models and real files.

import { createInHandNote, type ToWorker, WorkerHost } from "@vigie/engine";
import { createDetectorCatalogue, createMotionMeter, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";
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

const host = new WorkerHost({
  media: createMedia(),
  files: createNodeFileSystem(dataFolder),
  clock: systemClock(),
  catalogue: createDetectorCatalogue({ folders: modelFolders }),
  createMeter: createMotionMeter,
  gateThreshold: MOTION_GATE_THRESHOLD,
  send: (message) => {
    if (process.connected) process.send!(message, undefined, undefined, () => {});
  },
  noteInHand: createInHandNote(process.env.VIGIE_IN_HAND),
  usage: () => ({ rssBytes: process.memoryUsage.rss(), cpuShare: cpuShare() }),
});

process.on("message", (message) => void host.receive(message as ToWorker));
// Without its server a worker has nobody to tell: it closes its recordings and goes.
process.on("disconnect", () => void host.stop().finally(() => process.exit(0)));
// Ctrl-C reaches the whole process group; the server decides when a worker ends.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
