// Which clips and stills are labelled, to which scene and split they belong, and what is known of them beforehand.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Corners } from "./box.ts";
import type { Category, Split } from "./coco-set.ts";

export interface ClipPlan {
  file: string;
  scene: string;
  split: Split;
  lighting?: "day" | "night";
  /** What a person has seen that everything in this clip is that moves. */
  movingIs?: Category;
  /** What moves and is not recognised is not judged. For a camera that stands still and a teacher that misses much. */
  motion?: boolean;
  /** Regions in which an absent box says nothing. Space: normalised. */
  unclear?: Corners[];
}

/** What a folder's people labelled, and what their words mean. */
export interface StillPlan {
  set: string;
  folder: string;
  /** Category name of the file to ours; a list where it may be one of several. What is not named is left out. */
  names: Record<string, Category | Category[]>;
  /** Classes that people labelled, and whether they left none out. */
  labelled: Category[];
  isComplete: boolean;
  /** From this score on the teacher is believed about the other classes. Default 0.5. */
  high?: number;
  /** False where things are large: the teacher then looks at the whole picture only. */
  withParts?: boolean;
  valShare: number;
  testShare: number;
}

/** Paths in a plan are relative to `assets`. */
export function readClipPlan(path: string, assets: string): ClipPlan[] {
  const plans = JSON.parse(readFileSync(path, "utf8")) as ClipPlan[];
  return plans.map((plan) => ({ ...plan, file: join(assets, plan.file) }));
}

export function readStillPlan(path: string, assets: string): StillPlan[] {
  const plans = JSON.parse(readFileSync(path, "utf8")) as StillPlan[];
  return plans.map((plan) => ({ ...plan, folder: join(assets, plan.folder) }));
}

/** The file's name without folder and ending. */
export function clipName(file: string): string {
  return file.replace(/^.*[\\/]/, "").replace(/\.\w+$/, "");
}

/** Every `parts`-th entry of a plan, so that several processes share the work: "0/2" and "1/2". */
export function shareOf<T>(entries: readonly T[], share: string): T[] {
  const [mine = 0, parts = 1] = share.split("/").map(Number);
  return entries.filter((_, i) => i % parts === mine);
}
