// A day from ten to ten: light as it is at each hour, no jump where one light follows another, and nobody who vanishes between.
import { describe, expect, it } from "vitest";
import { DAY_S, type DaySlice, wholeDay } from "../src/index.ts";
import { meanDifference, studio } from "./pictures.ts";

const SEED = 7;
const day = wholeDay("street", SEED);
const at = (hour: number): DaySlice => {
  const timeS = ((hour - 10 + 24) % 24) * 3600;
  return day.find(({ fromS, untilS }) => fromS <= timeS && timeS < untilS)!;
};
const still = { effects: { grain: false, shadows: false } };

describe("a whole day", () => {
  it("has no hole and no moment twice", () => {
    expect([day[0]!.fromS, day.at(-1)!.untilS]).toEqual([0, DAY_S]);
    for (const [k, { fromS }] of day.entries()) if (k > 0) expect(fromS).toBe(day[k - 1]!.untilS);
  });

  it.each<[string, number, { lamps: boolean; sunUp: boolean }]>([
    ["noon", 12.9, { lamps: false, sunUp: true }],
    ["before sunset", 19.5, { lamps: false, sunUp: true }],
    ["after dusk", 21, { lamps: true, sunUp: false }],
    ["three at night", 3, { lamps: true, sunUp: false }],
    ["after sunrise", 6.6, { lamps: false, sunUp: true }],
  ])("%s", (_, hour, { lamps, sunUp }) => {
    const { light } = at(hour).scene;
    expect(light.lamps.length > 0).toBe(lamps);
    expect(light.sunColour[0] > 0.5).toBe(sunUp);
  });

  it("the sun stands highest at one o'clock, and shines from the other side in the evening", () => {
    const heights = [8, 10.1, 12.95, 16, 18.5].map((hour) => at(hour).scene.light.sun);
    expect(Math.max(...heights.map((sun) => sun[2]))).toBe(heights[2]![2]);
    expect(heights[0]![0]).toBeGreaterThan(0.3);
    expect(heights[4]![0]).toBeLessThan(-0.3);
  });

  it("one light is near the next, but for the lamps", () => {
    for (const hour of [8, 13, 19.6]) {
      const slice = at(hour);
      const next = day[day.indexOf(slice) + 1]!;
      const bare = ({ scene }: DaySlice) => studio({ ...scene, actors: () => [] }, 96, 54)(slice.untilS, still).rgb;
      expect(meanDifference(bare(slice), bare(next)), `at ${hour}`).toBeLessThan(1);
    }
  });

  it("who is on the way when the light changes goes on as the same", () => {
    const [before, after] = [at(17).scene, day[day.indexOf(at(17)) + 1]!.scene];
    const names = ({ actors }: typeof before) => actors(() => 0).map(({ name }) => name);
    const common = names(before).filter((name) => names(after).includes(name));
    expect(common.length).toBeGreaterThan(0);
    for (const name of common) {
      const [a, b] = [before, after].map(({ actors }) => actors(() => 0).find((actor) => actor.name === name)!);
      expect(a).toBe(b);
    }
  });

  it("nobody comes to the yard", () => {
    expect(wholeDay("yard", SEED).flatMap(({ scene }) => scene.actors(() => 0))).toEqual([]);
  });
});
