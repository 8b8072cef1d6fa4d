// A teacher: a large detector that looks at a picture several times, whole, mirrored and in parts, and is believed as far as it agrees with itself.

import type { Detections, Detector, DetectorModel, PlanarImage } from "@vigie/core";
import { createDetectorCatalogue } from "@vigie/inference";
import { areKin, type Corners, iou, type Sighting } from "./box.ts";
import { isCategory } from "./coco-set.ts";
import { resample, type Window } from "./picture.ts";

/** A part is this share of the picture's side, so that neighbouring parts overlap by a quarter of it. */
const PART = 0.6;
/** A box nearer to the inner edge of a part than this is cut off by it. Unit: share of the part. */
const CUT = 0.015;
/** Boxes of one family that overlap more are one thing. */
const SAME_IOU = 0.5;
/** What one view alone says is worth this share; a second view's agreement makes up for it. */
const ALONE = 0.85;

/** Things that look like a person or a vehicle; where the teacher rather sees one of them, it is believed. */
const RIVALS: ReadonlySet<string> = new Set([
  ...["dog", "cat", "horse", "sheep", "cow", "bear", "bird", "teddy bear"],
  ...["backpack", "suitcase", "handbag"],
  ...["train", "airplane", "boat"],
  ...["chair", "bench", "potted plant", "fire hydrant", "parking meter", "stop sign"],
]);
const RIVAL_IOU = 0.55;

interface View {
  name: string;
  box: Corners;
  score: number;
  view: number;
}

export interface Teacher {
  readonly name: string;
  /** What it sees of the classes that are trained, best first. Cost: two runs of the model, six with parts. */
  look(picture: PlanarImage, withParts?: boolean): Promise<Sighting[]>;
  close(): Promise<void>;
}

/** Errors: those of the catalogue's `open`. */
export async function openTeacher(name: string, modelFolder: string): Promise<Teacher> {
  const model = await createDetectorCatalogue({ folders: [modelFolder] }).open(name);
  const detector = model.forCamera();
  return {
    name,
    look: async (picture, withParts = true) => fuse(await allViews(model, detector, picture, withParts)),
    close: () => model.close(),
  };
}

async function allViews(
  model: DetectorModel,
  detector: Detector,
  picture: PlanarImage,
  withParts: boolean,
): Promise<View[]> {
  const { widthPx, heightPx } = picture;
  const whole: Window = { xPx: 0, yPx: 0, widthPx, heightPx };
  const windows = [whole, whole];
  for (const y of withParts ? [0, 1 - PART] : [])
    for (const x of [0, 1 - PART])
      windows.push({ xPx: x * widthPx, yPx: y * heightPx, widthPx: PART * widthPx, heightPx: PART * heightPx });
  const found: View[] = [];
  for (const [view, window] of windows.entries()) {
    const mirrored = view === 1;
    const { rgb } = model.info.request;
    const fit = Math.min(rgb!.maxWidthPx / window.widthPx, rgb!.maxHeightPx / window.heightPx);
    const size = rgb!.stretch
      ? { widthPx: rgb!.maxWidthPx, heightPx: rgb!.maxHeightPx }
      : { widthPx: Math.round(window.widthPx * fit), heightPx: Math.round(window.heightPx * fit) };
    const image = resample(picture, window, size.widthPx, size.heightPx, mirrored);
    collect(
      await detector.detect({ rgb: image, gray: null }, 0),
      model.info.classes,
      mirrored,
      window,
      picture,
      view,
      found,
    );
  }
  return found;
}

function collect(
  detections: Detections,
  classes: readonly string[],
  mirrored: boolean,
  window: Window,
  picture: PlanarImage,
  view: number,
  into: View[],
): void {
  for (let row = 0; row < detections.count; row++) {
    const name = classes[detections.classIds[row]!]!;
    if (!isCategory(name) && !RIVALS.has(name)) continue;
    let [x1, y1, x2, y2] = detections.boxes.subarray(row * 4, row * 4 + 4) as unknown as Corners;
    if (mirrored) [x1, x2] = [1 - x2, 1 - x1];
    if (isCut([x1, y1, x2, y2], window, picture)) continue;
    const toX = (v: number): number => (window.xPx + v * window.widthPx) / picture.widthPx;
    const toY = (v: number): number => (window.yPx + v * window.heightPx) / picture.heightPx;
    into.push({ name, box: [toX(x1), toY(y1), toX(x2), toY(y2)], score: detections.scores[row]!, view });
  }
}

function isCut([x1, y1, x2, y2]: Corners, window: Window, picture: PlanarImage): boolean {
  return (
    (window.xPx > 0 && x1 < CUT) ||
    (window.yPx > 0 && y1 < CUT) ||
    (window.xPx + window.widthPx < picture.widthPx - 0.5 && x2 > 1 - CUT) ||
    (window.yPx + window.heightPx < picture.heightPx - 0.5 && y2 > 1 - CUT)
  );
}

/** One sighting for each thing: boxes averaged by score, the class by vote, the score raised when a second view agrees. */
function fuse(views: View[]): Sighting[] {
  views.sort((a, b) => b.score - a.score);
  const groups: View[][] = [];
  for (const view of views) {
    const group = groups.find(
      ([first]) => areSameFamily(first!.name, view.name) && iou(first!.box, view.box) > SAME_IOU,
    );
    if (group) group.push(view);
    else groups.push([view]);
  }
  const fused = groups.map(fuseGroup).sort((a, b) => b.score - a.score);
  const rivals = fused.filter(({ name }) => !isCategory(name));
  return fused.flatMap(({ name, box, score }) => {
    if (!isCategory(name)) return [];
    const isRival = rivals.some((rival) => rival.score > score && iou(rival.box, box) > RIVAL_IOU);
    return isRival ? [] : { category: name, box, score };
  });
}

function areSameFamily(a: string, b: string): boolean {
  return isCategory(a) && isCategory(b) ? areKin(a, b) : a === b;
}

function fuseGroup(group: View[]): Omit<View, "view"> {
  const box: Corners = [0, 0, 0, 0];
  const votes = new Map<string, number>();
  let weight = 0;
  for (const { box: part, score, name } of group) {
    const w = score * score;
    for (let k = 0; k < 4; k++) box[k] = box[k]! + part[k]! * w;
    votes.set(name, (votes.get(name) ?? 0) + w);
    weight += w;
  }
  for (let k = 0; k < 4; k++) box[k] = box[k]! / weight;
  const first = group[0]!;
  const second = group.find(({ view }) => view !== first.view)?.score ?? 0;
  const name = [...votes].sort((a, b) => b[1] - a[1])[0]![0];
  const agreed = ALONE + (1 - ALONE) * (second / first.score);
  return { name, box, score: Math.min(0.99, first.score * agreed + (1 - first.score) * 0.4 * second) };
}
