// A post that a detector takes for somebody: a file is looked through first and leaves it out from its first picture on.
import { join } from "node:path";
import { sceneSchema } from "@vigie/contracts";
import { createDetections, type DetectorModel } from "@vigie/core";
import { analyseVideo } from "@vigie/engine";
import { createMotionMeter, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";
import { describe, expect, it } from "vitest";

const assets = process.env.VIGIE_ASSETS;
/** The kerb beside the path, which never moves; and the road, on which cars pass. Space: normalised. */
const POST = [0.28, 0.52, 0.33, 0.8];
const ROAD = [0.62, 0.62, 0.72, 0.9];
/** Somebody walks so far to either side of it, and back again in this time. Unit: widths of the picture; ms. */
const WALK = 0.25;
const WALK_MS = 16_000;

/** Sees somebody in the post in most looks, and somebody who walks to and fro on the road in every look. */
function deceived(): DetectorModel {
  const info = {
    name: "deceived",
    classes: ["person"],
    request: { rgb: null, gray: { maxWidthPx: 320, maxHeightPx: 180 } },
    gateable: false,
  };
  let turn = 1;
  const next = () => {
    turn = (turn * 48_271) % 2_147_483_647;
    return turn / 2_147_483_647;
  };
  const trembling = (box: readonly number[]) =>
    box.map((side, k) => side + (next() - 0.5) * 0.08 * (box[(k % 2) + 2]! - box[k % 2]!));
  return {
    info,
    modelMs: 0,
    modelRuns: 0,
    forCamera: () => ({
      info,
      detect: async (_pictures, timeMs) => {
        const found = createDetections(4);
        const boxes = next() < 0.7 ? [POST] : [];
        const away = WALK * (4 * Math.abs(((timeMs / WALK_MS) % 1) - 0.5) - 1);
        boxes.push(ROAD.map((side, k) => side + (k % 2 === 0 ? away : 0)));
        for (const [row, box] of boxes.entries()) {
          found.boxes.set(trembling(box), row * 4);
          found.scores[row] = 0.4 + 0.2 * next();
          found.classIds[row] = 0;
        }
        found.count = boxes.length;
        return found;
      },
      close: () => {},
    }),
    close: async () => {},
  };
}

/** Seconds of the file at which a box stands at the post, and at the road. */
async function watched(looksAhead: boolean): Promise<{ post: number[]; road: number[]; fixturesAhead: number | null }> {
  const seen = { post: [] as number[], road: [] as number[] };
  const { fixturesAhead } = await analyseVideo({
    media: createMedia(),
    model: deceived(),
    createMeter: createMotionMeter,
    gateThreshold: MOTION_GATE_THRESHOLD,
    path: join(assets!, "clips", "suburb-cars.mp4"),
    cameraId: "street",
    scene: sceneSchema.parse({}),
    fps: 5,
    startAtMs: 0,
    looksAhead,
    onEvent: () => {},
    onFrame: ({ timeS, tracks }) => {
      for (let i = 0; i < tracks.count; i++)
        if (tracks.seen[i]) seen[tracks.boxes[i * 4]! < 0.34 ? "post" : "road"].push(timeS);
    },
  });
  return { ...seen, fixturesAhead };
}

describe.skipIf(!assets)("FX-8 what never moves", () => {
  it("is learnt within some seconds of a street, and who walks there is not", async () => {
    const { post, road, fixturesAhead } = await watched(false);
    expect(fixturesAhead).toBeNull();
    expect(post.length).toBeGreaterThan(8);
    expect(post.at(-1)).toBeLessThan(16);
    expect(road.at(-1)).toBeGreaterThan(36);
    expect(road.length).toBeGreaterThan(150);
  });

  it("is left out of a file from its first picture on, after a look ahead, and who walks there is not", async () => {
    const { post, road, fixturesAhead } = await watched(true);
    expect(post).toEqual([]);
    expect(fixturesAhead).toBeGreaterThanOrEqual(1);
    expect(road.length).toBeGreaterThan(150);
  });
});
