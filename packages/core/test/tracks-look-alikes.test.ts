// What drives under another name, what moves in weak boxes, parts of things, and posts that look like somebody.
import { createTracker, type Tracks } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { type Actor, playScene, type SceneOptions, sceneClasses, walk } from "./tracks-scene.ts";

type Name = (typeof sceneClasses)[number];

/** Class names that were listed over a scene, and how many numbers at most at once. */
function listed(actors: readonly Actor[], options: SceneOptions): { last: string[]; ever: Set<string>; most: number } {
  const ever = new Set<string>();
  let last: string[] = [];
  let most = 0;
  playScene(actors, {
    ...options,
    watch(tracks: Tracks) {
      last = Array.from(tracks.classIds.subarray(0, tracks.count), (id) => sceneClasses[id]!);
      for (const name of last) ever.add(name);
      most = Math.max(most, tracks.count);
    },
  });
  return { last, ever, most };
}

const roof = [0.4, 0.6] as const;
const drive = walk([0.3, 0.5], [1.5, 0.55], 0, 2, roof);
const park = walk([0.9, 0.5], [0.9, 0.5], 0, 6, roof);

describe("TR-15 look-alikes", () => {
  it.each([5, 10, 25])("TR-15 a cell phone that drives is a car at %i frames a second", (fps) => {
    const { last } = listed([{ name: "roof", className: "cell phone", at: drive }], { fps, lengthS: 1.2 });
    expect(last).toEqual(["car"]);
  });

  it("TR-15 a car whose name flickers between phone and suitcase is one car", () => {
    const names: Name[] = ["cell phone", "suitcase", "car", "cell phone"];
    let look = 0;
    const actor: Actor = { name: "roof", className: "car", at: drive, calledAt: () => names[look++ % names.length]! };
    const result = playScene([actor], { fps: 10, lengthS: 1.2 });
    expect(result.ids).toHaveLength(1);
  });

  it("TR-15 what stays is what it is called", () => {
    const { ever } = listed([{ name: "phone", className: "cell phone", at: park }], { fps: 10, lengthS: 6 });
    expect([...ever]).toEqual(["cell phone"]);
  });

  it.each([
    ["rolled behind its owner", -0.14],
    ["carried before the body", 0.02],
  ])("TR-15 a suitcase %s stays a suitcase", (_told, beside) => {
    const actors: Actor[] = [
      { name: "owner", className: "person", at: walk([0.3, 0.5], [1.4, 0.5], 0, 4, [0.16, 0.5]) },
      {
        name: "case",
        className: "suitcase",
        at: walk([0.3 + beside, 0.66], [1.4 + beside, 0.66], 0, 4, [0.11, 0.17]),
      },
    ];
    const { ever } = listed(actors, { fps: 10, lengthS: 4 });
    expect([...ever].sort()).toEqual(["person", "suitcase"]);
  });

  it("TR-15 somebody on foot beside the road does not turn a driving car into luggage", () => {
    const actors: Actor[] = [
      { name: "roof", className: "cell phone", at: drive },
      { name: "walker", className: "person", at: walk([0.8, 0.4], [0.8, 0.5], 0, 2, [0.08, 0.2]) },
    ];
    expect(listed(actors, { fps: 10, lengthS: 1.2 }).last.sort()).toEqual(["car", "person"]);
  });
});

describe("TR-16 motion proves weak boxes", () => {
  const weak = () => 0.27;

  it.each([5, 10])("TR-16 a bicycle in weak boxes that moves on is listed at %i frames a second", (fps) => {
    const ride = walk([0.3, 0.5], [1.3, 0.55], 0, 3, [0.2, 0.16]);
    const { ever, most } = listed([{ name: "bike", className: "bicycle", at: ride, score: weak }], { fps, lengthS: 3 });
    expect([...ever]).toEqual(["bicycle"]);
    expect(most).toBe(1);
  });

  it.each<Name>(["bicycle", "car", "cell phone"])("TR-16 a %s in weak boxes that stays is not listed", (className) => {
    const stay = walk([0.9, 0.5], [0.9, 0.5], 0, 10, [0.2, 0.16]);
    expect(listed([{ name: "x", className, at: stay, score: weak }], { fps: 10, lengthS: 10 }).most).toBe(0);
  });

  it("TR-16 weak boxes of persons begin nothing", () => {
    const go = walk([0.3, 0.5], [1.3, 0.5], 0, 4, [0.1, 0.3]);
    expect(listed([{ name: "x", className: "person", at: go, score: weak }], { fps: 10, lengthS: 4 }).most).toBe(0);
  });
});

describe("TR-17 parts", () => {
  const whole = walk([0.4, 0.4], [1.2, 0.7], 0, 3, [0.4, 0.24]);
  const bonnet = walk([0.45, 0.43], [1.25, 0.73], 0.4, 3, [0.22, 0.15]);

  it.each([0.3, 0.5])("TR-17 a bonnet of score %f in its car's box gets no number", (score) => {
    const actors: Actor[] = [
      { name: "whole", className: "car", at: whole, score: () => 0.85 },
      { name: "bonnet", className: "car", at: bonnet, score: () => score },
    ];
    const result = playScene(actors, { fps: 10, lengthS: 3, shake: 0.02 });
    expect(result.ids).toHaveLength(1);
  });

  it("TR-17 a car behind which half of another one stands: both are listed", () => {
    const front = walk([0.9, 0.6], [0.9, 0.6], 0, 4, [0.5, 0.3]);
    const behind = walk([0.7, 0.47], [0.7, 0.47], 0, 4, [0.4, 0.16]);
    const actors: Actor[] = [
      { name: "front", className: "car", at: front },
      { name: "behind", className: "car", at: behind, score: () => 0.6 },
    ];
    expect(listed(actors, { fps: 10, lengthS: 4 }).last).toEqual(["car", "car"]);
  });

  it("TR-17 a car that drives past before a bus keeps its number and stays listed", () => {
    const bus = walk([0.9, 0.5], [0.9, 0.5], 0, 5, [1, 0.6]);
    const past = walk([0.1, 0.65], [1.7, 0.65], 0, 5, [0.3, 0.2]);
    const actors: Actor[] = [
      { name: "bus", className: "bus", at: bus, score: () => 0.9 },
      { name: "past", className: "car", at: past, score: () => 0.7 },
    ];
    const result = playScene(actors, { fps: 10, lengthS: 5, shake: 0.02 });
    expect(result.idsOf("past")).toHaveLength(1);
    expect(result.unnumberedS("past").filter((s) => s > 0.5)).toEqual([]);
  });

  it("TR-17 a child before a grown-up is somebody of its own", () => {
    const actors: Actor[] = [
      { name: "parent", className: "person", at: walk([0.9, 0.5], [0.9, 0.5], 0, 4, [0.25, 0.7]) },
      { name: "child", className: "person", at: walk([0.9, 0.62], [0.9, 0.62], 0, 4, [0.16, 0.4]), score: () => 0.5 },
    ];
    expect(listed(actors, { fps: 10, lengthS: 4 }).last).toEqual(["person", "person"]);
  });
});

describe("TR-12 the whole picture", () => {
  const everything = walk([16 / 18, 0.5], [16 / 18, 0.5], 0, 3, [16 / 9, 1]);

  it("TR-12 a road taken for one car is passed over, and hides no car on it", () => {
    const actors: Actor[] = [
      { name: "road", className: "car", at: everything, score: () => 0.5 },
      { name: "roof", className: "car", at: walk([0.3, 0.5], [1.5, 0.5], 0, 3, [0.5, 0.4]), score: () => 0.35 },
    ];
    const result = playScene(actors, { fps: 10, lengthS: 3, shake: 0.01 });
    expect(result.idsOf("road")).toEqual([]);
    expect(result.idsOf("roof")).toHaveLength(1);
  });

  it.each([
    ["as large as it, or nearly", [0.98, 0.89], 0],
    ["four fifths as wide", [0.8, 0.95], 0],
    ["of a lorry that comes from the left and fills half of it", [0.5, 0.95], 1],
  ])("TR-12 a vehicle's box %s", (_, [width, height], expected) => {
    const at = walk([8 / 9, 0.5], [8 / 9, 0.5], 0, 3, [(width! * 16) / 9, height!]);
    const result = playScene([{ name: "box", className: "bus", at }], { fps: 5, lengthS: 3, shake: 0.01 });
    expect(result.idsOf("box")).toHaveLength(expected);
  });

  it("TR-12 somebody before the lens is not", () => {
    const result = playScene([{ name: "face", className: "person", at: everything }], {
      fps: 10,
      lengthS: 3,
      shake: 0,
    });
    expect(result.idsOf("face")).toHaveLength(1);
  });
});

describe("TR-18 what never moved", () => {
  const post = walk([0.4, 0.5], [0.4, 0.5], 0, 40, [0.1, 0.4]);
  const fading = (s: number) => (s < 1 ? 0.45 : 0.22);

  it("TR-18 a post that was taken for somebody once is not listed for ever", () => {
    const { last, ever } = listed([{ name: "post", className: "person", at: post, score: fading }], {
      fps: 10,
      lengthS: 20,
    });
    expect(ever.size).toBe(1);
    expect(last).toEqual([]);
  });

  it("TR-18 somebody who walked up and stands in poor light stays listed", () => {
    const comes = walk([1.2, 0.5], [0.4, 0.5], 0, 4, [0.1, 0.4]);
    const at = (s: number) => (s < 4 ? comes(s) : post(s));
    const { last } = listed([{ name: "guard", className: "person", at, score: (s) => (s < 4 ? 0.5 : 0.22) }], {
      fps: 10,
      lengthS: 20,
    });
    expect(last).toEqual(["person"]);
  });

  it("TR-18 somebody clearly seen is listed however still", () => {
    const { last } = listed([{ name: "guard", className: "person", at: post, score: () => 0.5 }], {
      fps: 5,
      lengthS: 40,
      shake: 0.005,
    });
    expect(last).toEqual(["person"]);
  });
});

it("TR-15 a detector without these names works as before", () => {
  const tracker = createTracker({ classes: ["moving"] });
  const frame = { count: 1, boxes: new Float32Array(4), scores: Float32Array.of(0.9), classIds: new Uint8Array(1) };
  let tracks: Tracks | null = null;
  for (let t = 0; t < 10; t++) {
    frame.boxes.set([0.1 + t * 0.05, 0.4, 0.3 + t * 0.05, 0.6]);
    tracks = tracker.step(frame, t * 100, 16 / 9);
  }
  expect(tracks?.count).toBe(1);
});
