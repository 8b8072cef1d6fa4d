// A situation drawn small and judged with its pictures: for rules that look at the picture, without a film and without a detector.
import type { SceneEvent } from "@vigie/contracts";
import { COCO_CLASSES } from "@vigie/contracts/classes";
import {
  type CameraAnalysis,
  createCameraAnalysis,
  createDetections,
  type Detections,
  WATCH_PICTURE_PX,
  type WatchPicture,
} from "@vigie/core";
import { createActorBoxes, type PictureSize, SceneRenderer, type Situation, situationScene } from "@vigie/sim";

export interface DrawnRun {
  events: readonly SceneEvent[];
  notWatching: ReturnType<CameraAnalysis["notWatching"]>;
}

/** Drawn so large where a rule asks for more detail; what the others look at is half of it. */
const FINE = { widthPx: 2 * WATCH_PICTURE_PX.maxWidthPx, heightPx: 2 * WATCH_PICTURE_PX.maxHeightPx } as const;
const SIZE = { widthPx: WATCH_PICTURE_PX.maxWidthPx, heightPx: WATCH_PICTURE_PX.maxHeightPx } as const;

/** Every picture of a drawn situation with the true boxes in it. Cost: about 6 ms a picture of the usual size. */
export function drawSituation(
  situation: Situation,
  fps: number,
  onPicture: (timeMs: number, detections: Detections, rgb: Uint8Array) => void,
  size: PictureSize = SIZE,
): void {
  const { scene, seed } = situation;
  const boxesAt = createActorBoxes(scene, { seed, ...size });
  const renderer = new SceneRenderer(scene, { ...size, seed });
  const rgb = new Uint8Array(size.widthPx * size.heightPx * 3);
  for (let i = 0; i < Math.round(scene.seconds * fps); i++) {
    const timeS = i / fps;
    renderer.draw(timeS, i, rgb);
    const shown = boxesAt(timeS).filter(({ hiddenShare, shownShare }) => hiddenShare <= 0.7 && shownShare >= 0.3);
    const detections = createDetections(shown.length);
    for (const { className, box } of shown) {
      const classId = (COCO_CLASSES as readonly string[]).indexOf(className);
      if (classId < 0) continue;
      detections.boxes.set(box, detections.count * 4);
      detections.scores[detections.count] = 0.85;
      detections.classIds[detections.count++] = classId;
    }
    onPicture(Math.round(timeS * 1000), detections, rgb);
  }
}

/** Events of a situation's scenarios. Pure: the same situation gives the same events. */
export function runDrawnSituation(situation: Situation, fps: number): DrawnRun {
  const scene = situationScene(situation, SIZE);
  const analysis = createCameraAnalysis({ cameraId: `drawn-${situation.kind}`, classes: COCO_CLASSES, scene });
  const events: SceneEvent[] = [];
  const isFine = analysis.needsFinePicture();
  const look = (timeMs: number, detections: Detections, rgb: Uint8Array): void => {
    const picture = !analysis.needsPicture(timeMs) ? null : isFine ? finePictureOf(rgb) : watchPictureOf(rgb);
    events.push(...analysis.step({ timeMs, detections, aspect: SIZE.widthPx / SIZE.heightPx, picture }).events);
  };
  drawSituation(situation, fps, look, isFine ? FINE : SIZE);
  const notWatching = analysis.notWatching();
  events.push(...analysis.finish(Math.round(situation.scene.seconds * 1000)));
  return { events, notWatching };
}

/** Packed RGB as rules see it. Shape of `rgb`: [180 * 320 * 3]. */
export function watchPictureOf(rgb: Uint8Array): WatchPicture {
  const { widthPx, heightPx } = SIZE;
  const pixels = widthPx * heightPx;
  const [r, g, b, data] = [0, 1, 2, 3].map(() => new Uint8Array(pixels)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  for (let i = 0; i < pixels; i++) {
    r[i] = rgb[i * 3]!;
    g[i] = rgb[i * 3 + 1]!;
    b[i] = rgb[i * 3 + 2]!;
    data[i] = 0.299 * r[i]! + 0.587 * g[i]! + 0.114 * b[i]!;
  }
  return {
    rgb: { widthPx, heightPx, strideBytes: widthPx, r, g, b },
    gray: { widthPx, heightPx, strideBytes: widthPx, data },
  };
}

/** The same of a picture twice as large, which is handed on as the one in more detail. Shape of `rgb`: [360 * 640 * 3]. */
function finePictureOf(rgb: Uint8Array): WatchPicture {
  const { widthPx, heightPx } = FINE;
  const data = new Uint8Array(widthPx * heightPx);
  for (let i = 0; i < data.length; i++)
    data[i] = 0.299 * rgb[i * 3]! + 0.587 * rgb[i * 3 + 1]! + 0.114 * rgb[i * 3 + 2]!;
  const small = new Uint8Array(SIZE.widthPx * SIZE.heightPx * 3);
  const row = widthPx * 3;
  for (let y = 0; y < SIZE.heightPx; y++)
    for (let x = 0; x < SIZE.widthPx; x++)
      for (let k = 0; k < 3; k++) {
        const at = 2 * y * row + 6 * x + k;
        small[(y * SIZE.widthPx + x) * 3 + k] = (rgb[at]! + rgb[at + 3]! + rgb[at + row]! + rgb[at + row + 3]!) / 4;
      }
  return { ...watchPictureOf(small), fine: { widthPx, heightPx, strideBytes: widthPx, data } };
}
