// The demo site: cameras to look at before any camera of one's own is there, and the small RTSP server behind some of them.
import { basename } from "node:path";
import { type CameraConfig, type CameraSource, cameraConfigSchema } from "@vigie/contracts";
import type { Clock, Records } from "@vigie/core";
import type { RtspServer } from "@vigie/sim";
import type { CameraBook } from "./camera-book.ts";
import { VIDEO_FOLDER } from "./unused-videos.ts";

const PORT_SETTING = "demo.rtsp-port";

export interface DemoSiteOptions {
  /** False: no demo cameras are made; those that exist go on. */
  wanted: boolean;
  records: Records;
  cameras: CameraBook;
  clock: Clock;
}

export interface DemoSite {
  close(): Promise<void>;
}

/**
 * Makes the demo cameras when no camera was ever configured, and starts what they need. Demo cameras of an earlier start follow the
 * installation and the port to where they are now. Null when there are none.
 */
export async function openDemoSite({ wanted, records, cameras, clock }: DemoSiteOptions): Promise<DemoSite | null> {
  const isFirst = !(await cameras.everConfigured());
  const known = isFirst ? [] : await storedDemoCameras(records, cameras);
  if (isFirst ? !wanted : known.length === 0) return null;

  // Only now: it brings video code along that a site with cameras of its own does not need in the server process.
  const { demoAssetsFolder, demoCameras, demoRtspPaths, startRtspServer } = await import("@vigie/sim");
  const paths = demoRtspPaths(demoAssetsFolder);
  const server = await onSamePort(records, (port) => startRtspServer({ paths, port }));
  const made = demoCameras({ rtspBaseUrl: server.baseUrl, assetsFolder: demoAssetsFolder }).map((camera) =>
    cameraConfigSchema.parse(camera),
  );
  if (isFirst) await cameras.addDemo(made);
  for (const camera of known) {
    const source = made.find((item) => item.id === camera.id)?.source;
    if (source && JSON.stringify(source) !== JSON.stringify(camera.source)) {
      await records.cameras.update({ ...camera, source }, clock.nowMs());
    }
  }
  return { close: () => server.close() };
}

/** The same port as last time where it is free, so that nothing changes for anyone. */
async function onSamePort(records: Records, start: (port: number) => Promise<RtspServer>): Promise<RtspServer> {
  const before = Number((await records.settings.get(PORT_SETTING)) ?? 0);
  const server = await start(before).catch(() => start(0));
  if (server.port !== before) await records.settings.set(PORT_SETTING, String(server.port));
  return server;
}

/** Demo cameras whose source people have left as it was. */
async function storedDemoCameras(records: Records, cameras: CameraBook): Promise<CameraConfig[]> {
  const demo = await cameras.demoIds();
  const stored = await records.cameras.list();
  return stored.filter((camera) => demo.has(camera.id) && isDemoSource(camera.source, camera.id));
}

function isDemoSource(source: CameraSource, id: string): boolean {
  if (source.kind === "file")
    return basename(source.path) === `${id}.mp4` && !source.path.startsWith(`${VIDEO_FOLDER}/`);
  const { hostname, pathname } = new URL(source.url);
  return source.kind === "rtsp" && hostname === "127.0.0.1" && pathname === `/${id}`;
}
