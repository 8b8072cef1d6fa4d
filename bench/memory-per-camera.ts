// Memory of one more camera: the same fleet with few and with many of them.
import { rm } from "node:fs/promises";
import type { CameraCreate } from "@vigie/contracts";
import { Client } from "../test/product/support/client.ts";
import { newDataFolder, startProduct } from "../test/product/support/running-server.ts";
import { type BenchResult, median } from "./report.ts";
import { startCameras } from "./simulated-cameras.ts";

const FEW = 2;
const MANY = 10;
const SETTLE_MS = 25_000;
const MIB = 1024 * 1024;

/** Resident memory of all workers with FEW and with MANY cameras; a full pre-roll of 13 s is part of it. */
export async function memoryPerCamera(): Promise<BenchResult> {
  const folder = await newDataFolder();
  const simulated = await startCameras(MANY);
  const server = await startProduct(folder, { VIGIE_DEMO: "0" });
  try {
    const client = await Client.setUp(server);
    const few = await withCameras(client, simulated.cameras.slice(0, FEW));
    const many = await withCameras(client, simulated.cameras.slice(FEW));
    const perCamera = (many - few) / (MANY - FEW) / MIB;
    return {
      name: "memory per added camera",
      rows: [
        { figure: `workers with ${FEW} cameras, MiB resident`, value: few / MIB },
        { figure: `workers with ${MANY} cameras, MiB resident`, value: many / MIB },
        { figure: "MiB per added camera", value: perCamera, goal: "G15 <= 15", note: simulated.description },
      ],
    };
  } finally {
    await server.stop();
    await simulated.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function withCameras(client: Client, cameras: readonly CameraCreate[]): Promise<number> {
  for (const camera of cameras) await client.send("POST", "/cameras", camera);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const samples: number[] = [];
  for (let i = 0; i < 5; i++) {
    const { workers } = await client.send<{ workers: { rssBytes: number }[] }>("GET", "/fleet");
    samples.push(workers.reduce((sum, worker) => sum + worker.rssBytes, 0));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return median(samples);
}
