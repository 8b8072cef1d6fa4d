// The list of committed films: what each is, its hash, and how it was made.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface DemoFilm {
  id: string;
  file: string;
  sha256: string;
  bytes: number;
  truth: string;
  truthSha256: string;
  seed: number;
  widthPx: number;
  heightPx: number;
  fps: number;
  frames: number;
  codec: string;
}

export interface DemoManifest {
  madeBy: string;
  licence: string;
  films: DemoFilm[];
}

export function readDemoManifest(assetsFolder: string): DemoManifest {
  return JSON.parse(readFileSync(join(assetsFolder, "manifest.json"), "utf8")) as DemoManifest;
}

export function sha256Of(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
