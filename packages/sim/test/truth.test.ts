// The truth of a scene is what its pixels show.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { walker } from "../src/actors/cast.ts";
import { Route } from "../src/actors/route.ts";
import { createActorBoxes, type SceneDefinition } from "../src/index.ts";
import { seededRandom } from "../src/render/random.ts";
import { paint } from "../src/render/vector.ts";
import { marketSquare } from "../src/scenes/market-square.ts";
import { schoolStreet } from "../src/scenes/school-street.ts";
import { sunny } from "../src/scenes/weather.ts";
import { differenceBox, studio } from "./pictures.ts";

const PLAIN = { effects: { shadows: false, lamps: false, grain: false } };

/** A person stands behind a wall that may be there or not. */
function yard(wallHeightM: number): SceneDefinition {
  return {
    ...schoolStreet,
    camera: { position: [0, -4, 2.5], yawDeg: 0, pitchDeg: 12, fovDeg: 50 },
    build: (mesh) => {
      mesh.rectangle(-30, -10, 30, 40, 0, paint("#8a8d90"), "asphalt");
      if (wallHeightM > 0) mesh.box([0, 6], 0, [3, 0.2, wallHeightM], paint("#c9bfa9"), "stone");
    },
    actors: () => [
      walker("somebody", seededRandom(3), new Route(0, [-0.01, 8], 1).to([0, 8]).wait(10), () => 0),
      walker("somebody else", seededRandom(4), new Route(0, [2.4, 7], 1).to([2.41, 7]).wait(10), () => 0),
    ],
    light: sunny([-0.6, -0.5, 0.85]),
  };
}

describe("a box of the truth", () => {
  it.each([
    ["school street", schoolStreet, 28],
    ["market square", marketSquare, 14],
  ] as const)("holds exactly the pixels in which a person of %s shows", (_, scene, timeS) => {
    const pictureAt = studio(scene);
    const full = pictureAt(timeS, PLAIN);
    expect(full.seen.length).toBeGreaterThan(2);
    for (const { id, boxPx, hiddenShare } of full.seen) {
      const box = differenceBox(full.rgb, pictureAt(timeS, { ...PLAIN, without: [id] }).rgb, 320)!;
      expect(box[0]).toBeGreaterThanOrEqual(boxPx[0]);
      expect(box[1]).toBeGreaterThanOrEqual(boxPx[1]);
      expect(box[2]).toBeLessThanOrEqual(boxPx[2]);
      expect(box[3]).toBeLessThanOrEqual(boxPx[3]);
      if (hiddenShare < 0.01) for (let k = 0; k < 4; k++) expect(Math.abs(box[k]! - boxPx[k]!)).toBeLessThanOrEqual(1);
    }
  });

  it("shrinks to what a wall leaves to be seen, and says how much it hides", () => {
    const open = studio(yard(0))(1, PLAIN).seen;
    const behind = studio(yard(1.1))(1, PLAIN).seen;
    for (const { hiddenShare } of open) expect(hiddenShare).toBeLessThan(0.002);
    const [free, half] = [open[0]!, behind[0]!];
    expect(half.boxPx[1]).toBe(free.boxPx[1]);
    expect(half.boxPx[3]).toBeLessThan(free.boxPx[3] - 8);
    expect(half.hiddenShare).toBeCloseTo(1 - half.visiblePx / free.visiblePx, 2);
    expect(behind[1]!.boxPx).toEqual(open[1]!.boxPx);
    expect(studio(yard(3))(1, PLAIN).seen.map((thing) => thing.id)).toEqual([2]);
  });

  it("does not count the shadow as part of the person", () => {
    const pictureAt = studio(yard(0));
    const without = pictureAt(1, PLAIN);
    const withShadow = pictureAt(1, { effects: { grain: false } });
    expect(withShadow.seen).toEqual(without.seen);
    expect(differenceBox(without.rgb, withShadow.rgb, 320)).not.toBeNull();
  });
});

describe("where people stand by their outline", () => {
  it("is where the picture shows their feet, to the width of a shoe", () => {
    const [widthPx, heightPx] = [640, 360];
    const high = { position: [0, -4, 6] as const, yawDeg: 0, pitchDeg: 28, fovDeg: 50 };
    const walks = [-3, 4].map((x, i) => new Route(0, [x, 6 + 2 * i], 1.3).to([-x, 6.4 + 2 * i]));
    const scene: SceneDefinition = {
      ...yard(0),
      camera: high,
      actors: () => walks.map((route, i) => walker(`walker ${i + 1}`, seededRandom(i), route, () => 0)),
    };
    const pictureAt = studio(scene, widthPx, heightPx);
    const boxesAt = createActorBoxes(scene, { seed: 1, widthPx, heightPx });
    const lowerPx = Array.from({ length: 16 }, (_, i) => 0.3 + 0.21 * i).flatMap((timeS) => {
      const outlines = boxesAt(timeS);
      return pictureAt(timeS, PLAIN).seen.map(
        ({ id, boxPx }) => outlines.find(({ actor }) => actor === id)!.box[3] * heightPx - boxPx[3],
      );
    });
    expect(lowerPx.length).toBeGreaterThan(20);
    lowerPx.sort((a, b) => a - b);
    expect(Math.abs(lowerPx[lowerPx.length >> 1]!)).toBeLessThanOrEqual(2.5);
  });
});

describe("a scene rendered again", () => {
  const hashAt = (seed: number): string =>
    createHash("sha256")
      .update(studio(yard(1), 320, 180, seed)(1).rgb)
      .digest("hex");

  it("is the same to the last bit with the same seed, and another with another seed", () => {
    const first = hashAt(5);
    expect(hashAt(5)).toBe(first);
    expect(hashAt(6)).not.toBe(first);
  });

  it("does not depend on the frames drawn before", () => {
    const [fresh, used] = [studio(marketSquare), studio(marketSquare)];
    for (const timeS of [12, 12.4, 13.2]) used(timeS);
    expect(Buffer.compare(used(14).rgb, fresh(14).rgb)).toBe(0);
  });
});
