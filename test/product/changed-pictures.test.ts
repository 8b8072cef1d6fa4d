// What was drawn and written down of a clip goes along when the clip is shown differently, and copies lose nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Point, sceneSchema } from "@vigie/contracts";
import { stepAcrossLine } from "@vigie/core/geometry";
import { demoScenes, encodeScene } from "@vigie/sim";
import { AV_LOG_FATAL, Log } from "node-av";
import { afterAll, describe, expect, it } from "vitest";
import { changedTruth } from "../../bench/changed/changed-truth.ts";
import { CHANGES, filtersOf } from "../../bench/changed/changes.ts";
import { filteredCopy } from "../../bench/poor/degraded-copy.ts";
import { eachFrame } from "./support/box-truth.ts";
import { type ClipEvents, eventTruth } from "./support/event-truth.ts";

const changeOf = (name: string) => CHANGES.find((one) => one.name === name)!;

const drawn: ClipEvents = {
  clip: "clip.mp4",
  seen: "A car drives to the right and another one stands on the left.",
  scene: sceneSchema.parse({
    lines: [
      {
        id: "line",
        points: [
          [0.5, 0.2],
          [0.5, 0.9],
        ],
      },
    ],
    zones: [
      {
        id: "left",
        polygon: [
          [0, 0.5],
          [0.4, 0.5],
          [0.4, 1],
          [0, 1],
        ],
      },
      {
        id: "steps",
        polygon: [
          [0.86, 0.5],
          [1, 0.5],
          [1, 0.8],
          [0.86, 0.8],
        ],
      },
      {
        id: "all",
        polygon: [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ],
      },
    ],
    scenarios: [
      { id: "count", kind: "line-count", classes: ["vehicle"], line: "line" },
      { id: "stands", kind: "stopped", classes: ["vehicle"], zone: "left", minStayS: 3 },
      { id: "comes", kind: "intrusion", classes: ["person"], zone: "steps", minStayS: 1 },
      {
        id: "against",
        kind: "wrong-way-zone",
        classes: ["vehicle"],
        zone: "all",
        heading: [
          [0.2, 0.5],
          [0.8, 0.5],
        ],
      },
    ],
  }),
  tells: { count: [0.4, 2, 9], stands: [3, 20], comes: [], against: [] },
};

describe("what was drawn on a clip", () => {
  it("stays as it is where nothing changes", () => {
    const { open, ...same } = changedTruth(drawn, changeOf("as it is"));
    expect(same).toEqual(drawn);
    expect(Object.values(open).flat()).toEqual([]);
    expect(filtersOf(changeOf("as it is"))).toBe("");
  });

  it("is crossed in the same direction in a mirror", () => {
    const mirrored = changedTruth(drawn, changeOf("mirrored"));
    const ways = ([x, y]: Point, [toX, toY]: Point): [Point, Point][] => [
      [
        [x, y],
        [toX, toY],
      ],
      [
        [1 - x, y],
        [1 - toX, toY],
      ],
    ];
    const [way, mirroredWay] = ways([0.3, 0.5], [0.7, 0.6]);
    const before = stepAcrossLine(drawn.scene.lines[0]!.points, ...way!).crossings;
    const after = stepAcrossLine(mirrored.scene.lines[0]!.points, ...mirroredWay!).crossings;
    expect(before).toHaveLength(1);
    expect(after.map(({ direction }) => direction)).toEqual(before.map(({ direction }) => direction));
    const [, , , against] = mirrored.scene.scenarios;
    expect(against?.kind === "wrong-way-zone" && against.heading).toEqual([
      [0.8, 0.5],
      [1 - 0.8, 0.5],
    ]);
    expect(mirrored.tells).toEqual(drawn.tells);
  });

  it("lies where the picture shows it after a cut, without what mostly falls outside", () => {
    const { scene, tells } = changedTruth(drawn, changeOf("cut"));
    const [[x, y], [toX, toY]] = scene.lines[0]!.points as [Point, Point];
    expect(x).toBeCloseTo(0.5 / 0.92);
    expect(toX).toBeCloseTo(0.5 / 0.92);
    expect(y).toBeCloseTo(0.12 / 0.92);
    expect(toY).toBeCloseTo(0.82 / 0.92);
    expect(scene.zones.map(({ id }) => id)).toEqual(["left", "all"]);
    expect(scene.zones[0]!.polygon.every(([px, py]) => px >= 0 && px <= 0.4348 && py <= 1 && py > 0.456)).toBe(true);
    expect(Object.keys(tells)).toEqual(["count", "stands", "against"]);
  });

  it("leaves open what began before the first picture, and forgets what was over", () => {
    const { tells, open } = changedTruth(drawn, changeOf("later"));
    expect(tells.count).toEqual([9 - 2.3]);
    // At 0.4 s it was over; what went over the line at 2 s may still be told of.
    expect(open.count).toEqual([{ fromS: 0, toS: 2 }]);
    expect(tells.stands).toEqual([20 - 2.3]);
    expect(open.stands).toEqual([{ fromS: 0, toS: 3 + 10 }]);
  });

  it.each(eventTruth().map((truth) => [truth.clip, truth] as const))("%s: can be drawn in every change", (_, truth) => {
    for (const change of CHANGES) {
      const { scene, tells } = changedTruth(truth, change);
      // A direction may begin outside of a cut picture; nothing else may.
      const shapes = { ...scene, scenarios: [] };
      expect(sceneSchema.parse(shapes)).toEqual(shapes);
      expect(Object.keys(tells).sort()).toEqual(scene.scenarios.map(({ id }) => id).sort());
    }
  });
});

describe("copies of a clip", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigie-changed-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function firstRows(path: string): Promise<{ widthPx: number; frames: number; row: number[] }> {
    const seen = { widthPx: 0, frames: 0, row: [] as number[] };
    await eachFrame(path, async (frame) => {
      seen.frames++;
      if (seen.frames > 1) return;
      seen.widthPx = frame.widthPx;
      const { gray } = frame.scale({ rgb: null, gray: { maxWidthPx: frame.widthPx, maxHeightPx: frame.heightPx } });
      seen.row = [...gray!.data.subarray(100 * gray!.strideBytes, 100 * gray!.strideBytes + gray!.widthPx)];
    });
    return seen;
  }

  it("show the same pixels, mirrored; a cut is smaller; what begins later is shorter", async () => {
    Log.setLevel(AV_LOG_FATAL);
    const film = join(folder, "film.mp4");
    encodeScene(demoScenes[0]!, film, { seconds: 4, fps: 10, crf: 20, preset: "veryfast" });
    const before = await firstRows(film);
    const shown = async (name: string) => {
      const copy = join(folder, `${name}.mp4`);
      await filteredCopy(film, copy, { filters: filtersOf(changeOf(name)), crf: 0 });
      return firstRows(copy);
    };
    const mirrored = await shown("mirrored");
    expect(mirrored.frames).toBe(before.frames);
    expect(mirrored.row.reverse()).toEqual(before.row);
    const cut = await shown("cut");
    expect(cut.widthPx).toBe(Math.floor((before.widthPx * 0.92) / 2) * 2);
    expect(before.frames - (await shown("later")).frames).toBe(23);
  });
});
