// What the stored past is said to hold, and what a threshold costs.
import type { Scene } from "@vigie/contracts";
import fc from "fast-check";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { en } from "../src/app/i18n/en/index.ts";
import { fr } from "../src/app/i18n/fr/index.ts";
import { pricesToShow } from "../src/features/calibration/prices.ts";
import {
  countFrom,
  gaps,
  isGuess,
  isTooShort,
  leastMs,
  perDay,
  stripBins,
} from "../src/features/preview/preview-figures.ts";
import { unknownsOf } from "../src/features/scenarios/past-unknowns.ts";

const DAY_MS = 86_400_000;

describe("the price of a threshold", () => {
  it.each([
    [[0.2, 0.5, 0.9], 0, DAY_MS, 3],
    [[0.2, 0.5, 0.9], 0.5, DAY_MS, 2],
    [[0.2, 0.5, 0.9], 0.5, DAY_MS / 2, 4],
    [[], 0, DAY_MS, 0],
    [[0.9], 0, 0, null],
  ])("of %j from %d over %d ms is %j a day", (scores, threshold, coveredMs, expected) => {
    expect(perDay(scores, threshold, coveredMs)).toBe(expected);
  });

  it("never rises with the threshold", () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(score), score, score, (scores, a, b) => {
        expect(countFrom(scores, Math.max(a, b))).toBeLessThanOrEqual(countFrom(scores, Math.min(a, b)));
      }),
    );
  });

  it("is not said at all of what lasts longer than all that was analysed", () => {
    const stretch = (minutes: number, totalEvents = 0) => ({
      coverage: [
        { fromMs: 300_000, toMs: 300_000 + (minutes - 1) * 60_000 },
        { fromMs: 0, toMs: 60_000 },
        // After a restart of 20 s.
        { fromMs: 320_000 + (minutes - 1) * 60_000, toMs: 300_000 + minutes * 60_000 },
      ],
      totalEvents,
    });
    const overstay = leastMs({ id: "bay", kind: "overstay", maxStayS: 1800, minScore: 0 });
    expect(overstay).toBe(1_800_000);
    expect([isTooShort(stretch(11), overstay), isTooShort(stretch(30), overstay)]).toEqual([true, false]);
    expect(isTooShort(stretch(11, 1), overstay), "it was found all the same").toBe(false);
    expect(isTooShort(stretch(1), leastMs({ id: "line", kind: "line-crossing" }))).toBe(false);
  });

  it("is a guess from less than an hour", () => {
    expect(isGuess(3_599_999)).toBe(true);
    expect(isGuess(3_600_000)).toBe(false);
  });

  it("is compared in ten rows at most, and the one in force is among them", () => {
    const prices = Array.from({ length: 21 }, (_, i) => ({
      score: i / 20,
      alarmsPerDay: 20 - i,
      falsePerDay: 0,
      missedShare: 0,
    }));
    const rows = pricesToShow(prices, 0.55);
    expect(rows.length).toBeLessThanOrEqual(11);
    expect(rows.filter(({ inForce }) => inForce).map(({ price }) => price.score)).toEqual([0.55]);
  });
});

describe("what the stored past does not know", () => {
  const zone = { id: "k", box: [0.1, 0.1, 0.2, 0.2] } as unknown as Scene["knownObjects"][number];
  const said = async (language: string, scenario: Record<string, unknown>, knownObjects: Scene["knownObjects"]) => {
    const i18n = i18next.createInstance();
    await i18n.init({ lng: language, resources: { en: { translation: en }, fr: { translation: fr } } });
    return unknownsOf(scenario, { knownObjects }, i18n.t, language);
  };

  it("is said beside the answer: in which mode the site was, by the names of the modes", async () => {
    const asked = { kind: "intrusion", armModes: ["armed", "night-shift"] };
    expect(await said("en", asked, [])).toEqual([
      expect.stringContaining("only in: Armed and Night shift; expect fewer"),
    ]);
    expect(await said("fr", asked, [])).toEqual([expect.stringContaining("en mode : Armé et Night shift")]);
  });

  it.each(["density", "work-at-height"])("is said of %s, whose place nobody looked at closer then", async (kind) => {
    expect(await said("en", { kind }, [])).toEqual([expect.stringContaining("looks closer at this place")]);
    expect(await said("fr", { kind }, [])).toEqual([expect.stringContaining("de plus près")]);
  });

  it("is said of known objects where the kind would leave them out", async () => {
    expect(await said("en", { kind: "stopped" }, [zone, zone])).toEqual([expect.stringContaining("The 2 objects")]);
    expect(await said("fr", { kind: "stopped" }, [zone])).toEqual([expect.stringContaining("L’objet connu")]);
    expect(await said("en", { kind: "intrusion" }, [zone])).toEqual([]);
  });
});

describe("the strip over time", () => {
  it("puts each event into its part and leaves out what lies outside", () => {
    expect(stripBins([0, 24, 25, 99, 100, -1], 0, 100, 4)).toEqual([2, 1, 0, 1]);
  });

  it.each([
    [[], [[0, 100]]],
    [[{ fromMs: 40, toMs: 100 }], [[0, 40]]],
    [
      [
        { fromMs: 60, toMs: 80 },
        { fromMs: -10, toMs: 20 },
      ],
      [
        [20, 60],
        [80, 100],
      ],
    ],
    [[{ fromMs: 0, toMs: 100 }], []],
  ])("of what is kept, %j, nothing is known at %j", (coverage, expected) => {
    expect(gaps(coverage, 0, 100)).toEqual(expected);
  });
});
