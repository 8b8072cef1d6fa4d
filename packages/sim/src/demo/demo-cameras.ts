// The demo site as the owner would have configured it: four cameras from files, two over RTSP.
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CameraConfigInput } from "@vigie/contracts";
import type { RtspPathOptions } from "../rtsp/camera.ts";
import { pictureLines, pictureZones } from "../truth/geometry.ts";
import { demoScenes } from "./demo-scenes.ts";

/** Where the committed films and their truth lie. */
export const demoAssetsFolder = fileURLToPath(new URL("../../assets", import.meta.url));

/** Scenes that reach the product over the network, as most cameras do. */
const OVER_RTSP: readonly string[] = ["mill-lane", "station-junction"];

/** What `startRtspServer` must offer for the demo cameras. */
export function demoRtspPaths(assetsFolder: string): Record<string, RtspPathOptions> {
  return Object.fromEntries(OVER_RTSP.map((id) => [id, { file: join(assetsFolder, `${id}.mp4`) }]));
}

/** Cameras with lines, zones and scenarios for what the product's own detector tells apart. */
export function demoCameras(site: { rtspBaseUrl: string; assetsFolder: string }): CameraConfigInput[] {
  return demoScenes.map((scene) => ({
    id: scene.id,
    name: scene.name,
    place: scene.place,
    source: OVER_RTSP.includes(scene.id)
      ? { kind: "rtsp", url: `${site.rtspBaseUrl}/${scene.id}`, transport: "tcp" }
      : { kind: "file", path: join(site.assetsFolder, `${scene.id}.mp4`), loop: true },
    analysis: { detector: "embedded", fps: 6.25 },
    scene: {
      lines: pictureLines(scene),
      zones: pictureZones(scene),
      scenarios: [...scene.scenarios],
    },
  }));
}
