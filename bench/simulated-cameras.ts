// Cameras for benchmarks: the demo town's films over the project's own RTSP server, as many as wanted.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { CameraCreate } from "@vigie/contracts";
import { startRtspServer } from "@vigie/sim";

const FILMS = new URL("../packages/sim/assets/", import.meta.url).pathname;

export interface SimulatedCameras {
  cameras: CameraCreate[];
  description: string;
  close(): Promise<void>;
}

export async function startCameras(count: number): Promise<SimulatedCameras> {
  const films = readdirSync(FILMS)
    .filter((name) => name.endsWith(".mp4"))
    .sort();
  const paths = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`camera-${i + 1}`, { file: join(FILMS, films[i % films.length]!) }]),
  );
  const server = await startRtspServer({ paths });
  return {
    cameras: Object.keys(paths).map((path) => ({
      name: path,
      source: { kind: "rtsp", url: server.url(path) },
      analysis: { detector: "motion", fps: 5 },
    })),
    description: `${count} RTSP cameras 640x360 H.264, motion detector at 5/s, recording on`,
    close: () => server.close(),
  };
}
