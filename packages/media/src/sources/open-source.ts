// Picks the source that plays what a camera is configured with.
import type { CameraSource } from "@vigie/contracts";
import type { Clock, SourceOptions, VideoSource } from "@vigie/core";
import { FileSource } from "./file-source.ts";
import { sourceError } from "./source-error.ts";

export function openSource(source: CameraSource, options: SourceOptions, clock: Clock): VideoSource {
  if (source.kind === "file") return new FileSource({ ...options, path: source.path, loop: source.loop, clock });
  throw sourceError("source.unsupported", `Sources of the kind ${source.kind} are not built yet.`);
}
