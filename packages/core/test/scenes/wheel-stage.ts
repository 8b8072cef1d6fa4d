// Vehicles on wheels as a camera at the roadside would show them: painted in grey, with their exact boxes.
import { type ScenarioInput, type SceneEvent, sceneSchema } from "@vigie/contracts";
import { COCO_CLASSES } from "@vigie/contracts/classes";
import { type CameraAnalysis, createCameraAnalysis, createDetections, type WatchPicture } from "@vigie/core";

export const PICTURE = { widthPx: 640, heightPx: 360 } as const;

/** Unit: pixels; places along the vehicle from its left end. */
export interface PaintedVehicle {
  className: string;
  lengthPx: number;
  heightPx: number;
  wheels: readonly number[];
  radiusPx: number;
  /** Left end and lower edge at a moment; null while it is away. */
  at(s: number): { x: number; y: number } | null;
  /** In which boxes it is seen with its left end there; in one that holds it all without. Shape: [from, to] along the vehicle. */
  seenAs?(leftPx: number): readonly (readonly [from: number, to: number])[];
  /** Its side is as dark as its tyres, and so is the road: a night without lamps. */
  isDark?: boolean;
}

/** Something nearer that stands before the road. Shape: [x1, y1, x2, y2]. */
export type Screen = readonly [number, number, number, number];

export interface Play {
  vehicles: readonly PaintedVehicle[];
  /** A person as wide as that, from when to when. */
  screens?: (s: number) => readonly Screen[];
  seconds: number;
  fps?: number;
}

export interface Played {
  events: SceneEvent[];
  totals: ReturnType<CameraAnalysis["counts"]>;
}

/** Plays it before one scenario with a line at the middle of the picture, id "gate". */
export function playWheels(scenario: ScenarioInput, { vehicles, screens, seconds, fps = 8 }: Play): Played {
  const scene = sceneSchema.parse({
    lines: [
      {
        id: "gate",
        name: "Gate",
        points: [
          [0.5, 0.3],
          [0.5, 0.98],
        ],
      },
    ],
    scenarios: [scenario],
  });
  const analysis = createCameraAnalysis({ cameraId: "cam", classes: COCO_CLASSES, scene });
  const events: SceneEvent[] = [];
  for (let i = 0; i < seconds * fps; i++) {
    const s = i / fps;
    const detections = createDetections(16);
    const show = (className: string, [x1, y1, x2, y2]: Screen): void => {
      const box = [x1 / 640, y1 / 360, x2 / 640, y2 / 360].map((v) => Math.min(1, Math.max(0, v)));
      if (box[2]! - box[0]! < 0.01) return;
      detections.boxes.set(box, detections.count * 4);
      detections.scores[detections.count] = 0.9;
      detections.classIds[detections.count++] = (COCO_CLASSES as readonly string[]).indexOf(className);
    };
    for (const vehicle of vehicles) {
      const place = vehicle.at(s);
      if (!place) continue;
      const { className, heightPx, lengthPx, seenAs } = vehicle;
      for (const [from, to] of seenAs?.(place.x) ?? [[0, lengthPx]])
        show(className, [place.x + from, place.y - heightPx, place.x + to, place.y]);
    }
    const before = screens?.(s) ?? [];
    for (const screen of before) show("person", screen);
    const picture = paint(vehicles, before, s, i);
    events.push(...analysis.step({ timeMs: Math.round(s * 1000), detections, aspect: 640 / 360, picture }).events);
  }
  events.push(...analysis.finish(seconds * 1000));
  return { events, totals: analysis.counts() };
}

function paint(
  vehicles: readonly PaintedVehicle[],
  screens: readonly Screen[],
  s: number,
  frame: number,
): WatchPicture {
  const { widthPx, heightPx } = PICTURE;
  const data = new Uint8Array(widthPx * heightPx);
  const isDark = vehicles.some((vehicle) => vehicle.isDark);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      const grain = ((x * 7919 + y * 104_729 + frame * 31) % 11) - 5;
      data[y * widthPx + x] = isDark ? 9 + grain / 3 : place(x, y) + grain;
    }
  const put = (x: number, y: number, level: number): void => {
    if (x >= 0 && y >= 0 && x < widthPx && y < heightPx) data[Math.round(y) * widthPx + Math.round(x)] = level;
  };
  for (const { at, lengthPx, heightPx: high, wheels, radiusPx, isDark: dark } of vehicles) {
    const place = at(s);
    if (!place) continue;
    const [left, ground] = [Math.round(place.x), Math.round(place.y)];
    const under = Math.round(0.7 * radiusPx);
    for (let y = ground - high; y < ground - under; y++)
      for (let x = left; x < left + lengthPx; x++) {
        const isWindow = y < ground - 0.6 * high && (x - left) % 40 > 8;
        put(x, y, dark ? 12 : isWindow ? 60 : 165);
      }
    // The shadow under it, as dark as its tyres.
    for (let y = ground - under; y < ground - 2; y++)
      for (let x = left + 6; x < left + lengthPx - 6; x++) put(x, y, dark ? 8 : 52);
    for (const wheel of wheels)
      for (let y = -radiusPx; y <= radiusPx; y++)
        for (let x = -radiusPx; x <= radiusPx; x++) {
          const away = Math.hypot(x, y) / radiusPx;
          if (away <= 1) put(left + wheel + x, ground - radiusPx + y, dark ? 10 : away < 0.6 ? 175 : 28);
        }
  }
  for (const [x1, y1, x2, y2] of screens) for (let y = y1; y < y2; y++) for (let x = x1; x < x2; x++) put(x, y, 90);
  const fine = { widthPx, heightPx, strideBytes: widthPx, data };
  return { ...small(data), fine };
}

/** A street that does not change: houses with windows, a kerb, dashes on the road. */
function place(x: number, y: number): number {
  if (y < 140) return y % 34 < 18 && x % 46 < 22 && y > 20 ? 70 : 170 + 30 * (Math.floor(x / 92) % 2);
  if (y < 160) return x % 12 < 3 ? 60 : 150;
  if (y > 312) return 175 - 14 * Number((x + y) % 38 < 2);
  return y > 214 && y < 218 && x % 60 < 26 ? 210 : 128;
}

/** Every second pixel of every second row. */
function small(from: Uint8Array): Omit<WatchPicture, "fine"> {
  const [widthPx, heightPx] = [PICTURE.widthPx / 2, PICTURE.heightPx / 2];
  const data = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) data[y * widthPx + x] = from[2 * y * PICTURE.widthPx + 2 * x]!;
  const size = { widthPx, heightPx, strideBytes: widthPx };
  return { rgb: { ...size, r: data, g: data, b: data }, gray: { ...size, data } };
}
