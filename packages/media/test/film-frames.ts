// The frames of a short test film, made once for a file of tests and taken away after it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Mask } from "@vigie/contracts";
import type { DecodedFrame } from "@vigie/core";
import { afterAll, beforeAll } from "vitest";
import { decodeAll } from "./drain.ts";
import { load } from "./loaded-video.ts";
import { makeVideo } from "./make-video.ts";

export type EachFrame = (look: (frame: DecodedFrame) => void, masks?: readonly Mask[]) => Promise<void>;

/** Shows every frame of a film of so many pictures, with what the masks hide hidden. */
export function framesOfFilm(frames: number): EachFrame {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "vigie-frames-"));
    makeVideo({ path: join(folder, "film.mp4"), codec: "libx264", frames, gop: 6 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (look, masks = []) => {
    const loaded = await load(folder, "film.mp4");
    const video = loaded.decoder(masks);
    decodeAll(video, loaded.packets, look);
    video.close();
  };
}
