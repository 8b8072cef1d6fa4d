// What the motion detector reports of painted scenes in which every moving pixel is known.
import type { Detections } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { MotionDetector } from "../src/motion/motion-detector.ts";
import { SCENE_HEIGHT_PX, SCENE_WIDTH_PX, Scene } from "./material/scene.ts";

/** Scores from here on may begin a track. */
const SURE = 0.4;

interface Seen {
  timeS: number;
  /** Unit: pixels. */
  boxes: { x1: number; y1: number; x2: number; y2: number; score: number }[];
}

/** Plays a scene; `paint` draws the moment `t` onto empty ground that is then made noisy. */
function play(seconds: number, fps: number, paint: Paint, noise = 2): Seen[] {
  const scene = new Scene();
  const detector = new MotionDetector();
  const seen: Seen[] = [];
  for (let n = 0; n < seconds * fps; n++) {
    const timeS = n / fps;
    scene.ground();
    paint(scene, timeS);
    scene.noise(noise);
    seen.push({ timeS, boxes: boxesOf(detector.detect(scene.picture, 1_000_000 + timeS * 1000)) });
  }
  return seen;
}

function boxesOf({ count, boxes, scores }: Detections): Seen["boxes"] {
  return Array.from({ length: count }, (_, i) => ({
    x1: boxes[i * 4]! * SCENE_WIDTH_PX,
    y1: boxes[i * 4 + 1]! * SCENE_HEIGHT_PX,
    x2: boxes[i * 4 + 2]! * SCENE_WIDTH_PX,
    y2: boxes[i * 4 + 3]! * SCENE_HEIGHT_PX,
    score: scores[i]!,
  }));
}

const sure = (one: Seen): Seen["boxes"] => one.boxes.filter((box) => box.score >= SURE);
const from = (seen: Seen[], s: number, to = Number.POSITIVE_INFINITY): Seen[] =>
  seen.filter(({ timeS }) => timeS >= s && timeS <= to);
const shareOf = (seen: Seen[], good: (one: Seen) => boolean): number => seen.filter(good).length / seen.length;

function iou(
  a: { x1: number; y1: number; x2: number; y2: number },
  b: { x1: number; y1: number; x2: number; y2: number },
) {
  const w = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const h = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / ((a.x2 - a.x1) * (a.y2 - a.y1) + (b.x2 - b.x1) * (b.y2 - b.y1) - w * h);
}

type Paint = (scene: Scene, t: number) => unknown;

describe("an empty place stays empty", () => {
  const cases: [name: string, noise: number, paint: Paint][] = [
    ["sensor noise", 4, () => {}],
    ["strong sensor noise at night", 7, () => {}],
    ["a step of the light by a third", 2, (scene, t) => scene.ground(t > 4 ? 0.68 : 1)],
    ["clouds", 2, (scene, t) => scene.ground(1 + 0.25 * Math.sin(t / 2))],
    [
      "a camera that shakes in the wind",
      2,
      (scene, t) => scene.ground(1, Math.round(2 * Math.sin(t * 9)), Math.round(1.4 * Math.cos(t * 7))),
    ],
    ["a bush that flickers", 2, (scene) => scene.flicker(200, 20, 50, 40)],
    [
      "a burned-in clock",
      2,
      (scene, t) => {
        scene.thing(12, 8, 6, 9, 20 + 60 * (Math.floor(t) % 4)).thing(20, 8, 6, 9, 20 + 80 * (Math.floor(t / 10) % 3));
      },
    ],
    ["a shadow that wanders", 2, (scene, t) => scene.shadow(20 + t * 15, 60, 60, 50, 0.7)],
  ];
  it.each(cases)("%s", (_name, noise, paint) => {
    const seen = play(12, 10, paint, noise);
    expect(seen.flatMap(sure), "boxes that could begin a track").toEqual([]);
  });
});

describe("one thing gives one tight box", () => {
  it.each([
    ["a person at 10 fps", 10, 12, 30, 25],
    ["a person at 2 fps", 2, 12, 30, 25],
    ["a person at 25 fps", 25, 12, 30, 25],
    ["a car at 5 fps", 5, 50, 26, 40],
    ["a person far away", 10, 5, 12, 12],
  ])("%s", (_name, fps, width, height, speed) => {
    const place = (t: number) => 10 + (t - 2) * speed;
    const seen = play(9, fps, (scene, t) => {
      if (t >= 2) scene.thing(place(t), 90, width, height, 190);
    });
    const after = from(seen, 4, 8);
    const found = shareOf(after, (one) => {
      const boxes = sure(one);
      const x1 = place(one.timeS);
      return boxes.length === 1 && iou(boxes[0]!, { x1, y1: 90, x2: x1 + width, y2: 90 + height }) > 0.6;
    });
    expect(found, "share of pictures with exactly this one box").toBeGreaterThan(0.9);
    expect(from(seen, 0, 1.9).flatMap(sure)).toEqual([]);
  });

  it("a person with a cast shadow is boxed without the shadow", () => {
    const place = (t: number) => 20 + t * 22;
    const seen = play(10, 10, (scene, t) => {
      scene.shadow(place(t) + 10, 108, 36, 10, 0.65).thing(place(t), 80, 12, 38, 200);
    });
    const after = from(seen, 4, 9);
    const tight = shareOf(after, (one) => {
      const x1 = place(one.timeS);
      return sure(one).some((box) => iou(box, { x1, y1: 80, x2: x1 + 12, y2: 118 }) > 0.6);
    });
    expect(tight).toBeGreaterThan(0.85);
  });

  it("a person cut in two by a belt of the ground's colour is one", () => {
    const seen = play(8, 10, (scene, t) => {
      const x = 20 + t * 25;
      scene.thing(x, 70, 14, 16, 200).thing(x, 88, 14, 20, 200);
    });
    expect(shareOf(from(seen, 3, 7), (one) => sure(one).length === 1)).toBeGreaterThan(0.9);
  });
});

describe("two things", () => {
  it("that cross are two before and two after", () => {
    const seen = play(12, 10, (scene, t) => {
      scene.thing(10 + t * 24, 80, 12, 32, 200).thing(290 - t * 24, 88, 14, 36, 30);
    });
    expect(
      shareOf(from(seen, 2.5, 4.5), (one) => sure(one).length === 2),
      "before",
    ).toBeGreaterThan(0.85);
    expect(
      shareOf(from(seen, 8, 10.5), (one) => sure(one).length === 2),
      "after",
    ).toBeGreaterThan(0.85);
    expect(
      shareOf(from(seen, 5, 7.5), (one) => sure(one).length >= 1),
      "meanwhile",
    ).toBe(1);
  });

  it("that walk side by side with a gap between them are two", () => {
    const seen = play(9, 10, (scene, t) => {
      scene.thing(10 + t * 24, 80, 12, 32, 200).thing(32 + t * 24, 80, 12, 32, 30);
    });
    expect(shareOf(from(seen, 3, 8), (one) => sure(one).length === 2)).toBeGreaterThan(0.85);
  });
});

describe("standing and leaving", () => {
  it.each([2, 10])("a car that stops is reported for a minute and more, at %i fps", (fps) => {
    const place = (t: number) => Math.min(140, 5 + t * 30);
    const seen = play(70, fps, (scene, t) => scene.thing(place(t), 90, 50, 26, 200));
    const held = shareOf(from(seen, 6), (one) =>
      sure(one).some((box) => iou(box, { x1: 140, y1: 90, x2: 190, y2: 116 }) > 0.7),
    );
    expect(held).toBeGreaterThan(0.98);
  });

  it("when it leaves, nothing is left behind", () => {
    const place = (t: number) => (t < 20 ? Math.min(140, 5 + t * 30) : 140 + (t - 20) * 30);
    const seen = play(32, 10, (scene, t) => scene.thing(place(t), 90, 50, 26, 200));
    expect(from(seen, 28).flatMap(sure)).toEqual([]);
  });

  it("a car that was there from the first picture and leaves is no ghost two seconds later", () => {
    const place = (t: number) => (t < 4 ? 100 : 100 + (t - 4) * 40);
    const seen = play(16, 10, (scene, t) => scene.thing(place(t), 90, 50, 26, 200));
    const ghost = { x1: 100, y1: 90, x2: 150, y2: 116 };
    const ghosts = from(seen, 8).filter((one) => sure(one).some((box) => iou(box, ghost) > 0.3));
    expect(ghosts).toEqual([]);
    expect(shareOf(from(seen, 6.5, 9), (one) => sure(one).length === 1)).toBeGreaterThan(0.8);
  });

  it("a first second full of moving things clears up", () => {
    const seen = play(12, 10, (scene, t) => {
      for (let n = 0; n < 6; n++) scene.thing(-40 + n * 60 + t * 45, 20 + n * 25, 40, 20, 200);
    });
    expect(from(seen, 10).flatMap(sure)).toEqual([]);
  });
});
