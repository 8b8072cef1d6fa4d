// From the simulated camera's picture to the alarm on a WebSocket client, with eight cameras.
import { rm } from "node:fs/promises";
import { type Alarm, journalEntrySchema } from "@vigie/contracts";
import { WebSocket } from "ws";
import { Client } from "../test/product/support/client.ts";
import { newDataFolder, startProduct } from "../test/product/support/running-server.ts";
import { type BenchResult, quantile } from "./report.ts";
import { startCameras } from "./simulated-cameras.ts";

const CAMERAS = 8;
const RUN_MS = 60_000;
const SCENE = {
  zones: [
    {
      id: "all",
      polygon: [
        [0.05, 0.3],
        [0.95, 0.3],
        [0.95, 0.95],
        [0.05, 0.95],
      ],
    },
  ],
  scenarios: [{ id: "enters", kind: "intrusion", zone: "all", classes: ["moving"], minStayS: 0 }],
};

export async function liveLatency(): Promise<BenchResult> {
  const folder = await newDataFolder();
  const simulated = await startCameras(CAMERAS);
  const server = await startProduct(folder, { VIGIE_DEMO: "0" });
  try {
    const client = await Client.setUp(server);
    const delays: number[] = [];
    const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/v1/stream?after=0`, {
      headers: { cookie: client.cookie, origin: server.url },
    });
    const seen = new Set<string>();
    socket.on("message", (data) => {
      const nowMs = Date.now();
      const entry = journalEntrySchema.safeParse(JSON.parse(String(data)));
      if (!entry.success || entry.data.type !== "alarm") return;
      const alarm: Alarm = entry.data.alarm;
      if (seen.has(alarm.id)) return;
      seen.add(alarm.id);
      delays.push(nowMs - alarm.startedAtMs);
    });
    for (const camera of simulated.cameras) {
      const made = await client.send<{ id: string }>("POST", "/cameras", camera);
      await client.send("PATCH", `/cameras/${made.id}`, { scene: SCENE });
    }
    await new Promise((resolve) => setTimeout(resolve, RUN_MS));
    socket.close();
    const dropped = (await client.cameras()).reduce((sum, camera) => sum + camera.health.droppedFrames, 0);
    return {
      name: `picture to alarm on a WebSocket client, ${CAMERAS} cameras`,
      rows: [
        { figure: "alarms seen", value: delays.length },
        { figure: "p50 ms", value: quantile(delays, 0.5), goal: "G9 <= 250", raw: delays },
        { figure: "p95 ms", value: quantile(delays, 0.95), goal: "G9 <= 500", note: simulated.description },
        { figure: "analysis frames dropped", value: dropped },
      ],
    };
  } finally {
    await server.stop();
    await simulated.close();
    await rm(folder, { recursive: true, force: true });
  }
}
