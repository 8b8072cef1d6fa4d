// A labelled set in the form that training reads: COCO's, with the few fields that say how much a label is worth.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Category id = index + 1. */
export const CATEGORIES = ["person", "bicycle", "motorcycle", "car", "bus", "truck"] as const;
export type Category = (typeof CATEGORIES)[number];

/** x, y, width, height. Space: pixels, origin top left. */
export type BoxPx = [number, number, number, number];

export interface Label {
  category: Category;
  bbox: BoxPx;
  /** 1 for what a person or the renderer says, else the teacher's confidence. */
  score: number;
  /** Neither right nor wrong to find something here. */
  ignore?: boolean;
  /** It is one of these, nobody knows which. */
  ambiguous?: Category[];
  source: "human" | "teacher" | "rendered";
  /** Number of the thing within its scene, where it was followed. */
  track?: number;
}

export type Split = "train" | "val" | "test";

export interface LabelledPicture {
  file: string;
  widthPx: number;
  heightPx: number;
  scene: string;
  source: "human" | "teacher" | "rendered";
  split: Split;
  lighting: "day" | "night";
  timeS?: number;
  /** Of these classes an absent box says nothing. */
  unlabelled: Category[];
  labels: Label[];
}

export interface SetFacts {
  title: string;
  licence: string;
  origin: string;
  how: string;
}

export function isCategory(name: string): name is Category {
  return (CATEGORIES as readonly string[]).includes(name);
}

/** Writes `annotations.json`; the pictures lie in `images` beside it already. Returns the facts for the data sheet. */
export function writeSet(folder: string, facts: SetFacts, pictures: readonly LabelledPicture[]): void {
  mkdirSync(folder, { recursive: true });
  const annotations: object[] = [];
  const images = pictures.map((picture, index) => {
    const id = index + 1;
    for (const label of picture.labels) {
      const [x, y, w, h] = label.bbox.map((value) => Math.round(value * 10) / 10) as BoxPx;
      annotations.push({
        id: annotations.length + 1,
        image_id: id,
        category_id: CATEGORIES.indexOf(label.category) + 1,
        bbox: [x, y, w, h],
        area: Math.round(w * h * 10) / 10,
        iscrowd: 0,
        score: Math.round(label.score * 1000) / 1000,
        source: label.source,
        ...(label.ignore ? { ignore: 1 } : {}),
        ...(label.ambiguous ? { ambiguous: label.ambiguous } : {}),
        ...(label.track === undefined ? {} : { track: label.track }),
      });
    }
    return {
      id,
      file_name: picture.file,
      width: picture.widthPx,
      height: picture.heightPx,
      scene: picture.scene,
      source: picture.source,
      split: picture.split,
      lighting: picture.lighting,
      ...(picture.timeS === undefined ? {} : { time_s: Math.round(picture.timeS * 1000) / 1000 }),
      unlabelled_classes: picture.unlabelled,
    };
  });
  const categories = CATEGORIES.map((name, index) => ({ id: index + 1, name }));
  const set = { info: facts, categories, images, annotations };
  const path = join(folder, "annotations.json");
  writeFileSync(`${path}.new`, JSON.stringify(set));
  renameSync(`${path}.new`, path);
}
