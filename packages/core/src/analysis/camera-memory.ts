// What a camera's analysis has learnt and nobody drew, as it is written down so that it outlives the process.
import type { CameraConfig } from "@vigie/contracts";
import type { KeptPlace } from "../fixtures/index.ts";
import type { KeptLook, KeptSight } from "../picture/index.ts";

/** Memory of another version is not read: the camera begins anew. */
export const CAMERA_MEMORY_VERSION = 4;

/**
 * Plain data. No picture is kept: of the view and of drawn places edges and mean light, of what never moves 12 by 12 samples,
 * of a circled traffic light how bright and red its pixels are while no lamp shines; of who merely stands still, nothing.
 */
export interface CameraMemory {
  version: number;
  /** Clock: frame time of the newest picture that it was learnt from. */
  atMs: number;
  /** Null before the view was learnt. */
  sight: KeptSight | null;
  fixtures: KeptPlace[];
  /** Usual looks of drawn places, each of the scenario that has this fingerprint. */
  places: { fingerprint: string; memory: KeptLook }[];
}

/** A view is known again although what is kept of it is old; what is kept of lights and of veils is outdated after ten minutes. Unit: ms. */
const RENEWED_MS = 600_000;
const RENEWED_SOON_MS = 120_000;

/**
 * How often the memory is to be kept anew, so that it still says something when a process has ended without a word and another one begins
 * within eight minutes. Unit: ms.
 */
export function renewedEveryMs({ places }: CameraMemory): number {
  return places.some(({ memory }) => memory.of !== "place") ? RENEWED_SOON_MS : RENEWED_MS;
}

/** What a camera's memory is a memory of, as one text: where the picture comes from and what of it is black. A new password changes neither. */
export function memoryOrigin({ source, scene }: CameraConfig): string {
  const withoutSecrets = (name: string, value: unknown) => (name === "password" ? undefined : value);
  return JSON.stringify([source, scene.masks.map(({ polygon }) => polygon)], withoutSecrets);
}
