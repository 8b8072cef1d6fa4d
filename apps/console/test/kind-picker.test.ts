// Forty-four kinds are found by family and by word; holidays and figures as people use them.
import type { Statistics } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { en } from "../src/app/i18n/en/index.ts";
import { fr } from "../src/app/i18n/fr/index.ts";
import { csvOf, summed, weekRows } from "../src/features/figures/figures.ts";
import { frenchHolidays } from "../src/features/scenarios/french-holidays.ts";
import { isHoliday } from "../src/features/scenarios/holidays-field.tsx";
import { type KindCard, kindGroups, matchingKinds, missesMost, scoreFor } from "../src/features/scenarios/kind-card.ts";
import { unseenOf } from "../src/features/scenarios/seen-classes.ts";

const card = (kind: string, family: KindCard["family"]) => ({ kind, family }) as KindCard;
const cards = [
  card("crowd", "presence"),
  card("intrusion", "presence"),
  card("wrong-way", "movement"),
  card("line-count", "counting"),
  card("future", "scene"),
];

describe("the picker", () => {
  it("shows the everyday kinds first and every kind once", () => {
    const groups = kindGroups(cards);
    expect(groups.map(({ family }) => family)).toEqual(["everyday", "presence", "scene"]);
    expect(groups[0]!.cards.map(({ kind }) => kind)).toEqual(["intrusion", "wrong-way", "line-count"]);
    expect(groups.flatMap((group) => group.cards)).toHaveLength(cards.length);
  });

  it.each([
    ["", 5],
    ["WAY", 1],
    ["fenetre", 1],
    ["way fenêtre", 0],
    ["nowhere", 0],
  ])("finds by %j %d kinds, whatever the accents", (words, count) => {
    const read = ({ kind }: KindCard) => (kind === "future" ? "Fenêtre ouverte" : kind);
    expect(matchingKinds(cards, words, read)).toHaveLength(count);
  });
});

describe("a situation that has another name elsewhere", () => {
  const all = Object.keys(en.kind).map((kind) => card(kind, "scene"));
  const found = (words: string, { kind, kindText, kindWords }: typeof en | typeof fr) => {
    const of = (texts: Record<string, string>) => (one: KindCard) => texts[one.kind] ?? "";
    return matchingKinds(all, words, (one) => `${of(kind)(one)} ${of(kindText)(one)}`, of(kindWords)).map(
      (one) => one.kind,
    );
  };

  it.each([
    ["theft", "removed"],
    ["break-in", "intrusion", "loitering"],
    ["prowling", "loitering"],
    ["fly-tipping", "dumping"],
    ["luggage", "abandoned"],
    ["faint", "fall", "lying"],
    ["fight", "violence"],
    ["helmet", "ppe"],
    ["platform", "density", "occupancy"],
  ])("is found by %j", (words, ...kinds) => {
    expect(found(words, en)).toEqual(expect.arrayContaining(kinds));
  });

  it.each([
    ["malaise", "fall", "lying"],
    ["maraudage", "loitering"],
    ["depot sauvage", "dumping"],
    ["zone bleue", "overstay"],
    ["jauge", "occupancy"],
  ])("is found in French by %j", (words, ...kinds) => {
    expect(found(words, fr)).toEqual(expect.arrayContaining(kinds));
  });

  it("comes after those that show the word", () => {
    expect(found("door", en)[0]).toBe("door-state");
  });

  it("is found by its beginning, not by its middle: a bin is not climbing", () => {
    expect(found("bin", en)).toEqual(["bin-level"]);
    expect(found("break-in", en)).toContain("intrusion");
    expect(found("climb", en)).toContain("intrusion");
  });
});

describe("what the detector here mostly misses", () => {
  const measured = (found: number, trueEvents: number) =>
    missesMost({ scores: [{ detector: "embedded", found, trueEvents }] } as unknown as KindCard, "embedded");
  it("is what it found less than half of; what nobody measured is not judged", () => {
    expect([measured(0, 4), measured(1, 4), measured(2, 4), measured(4, 4), measured(0, 0)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(missesMost({ scores: [] }, "embedded")).toBe(false);
  });
});

describe("the score that is shown", () => {
  const card = (...detectors: string[]) =>
    ({ scores: detectors.map((detector) => ({ detector })) }) as unknown as KindCard;
  it("is that of the camera's detector, or else of another real one before that of exact boxes", () => {
    expect(scoreFor(card("truth", "embedded"), "embedded")?.detector).toBe("embedded");
    expect(scoreFor(card("truth", "embedded"), "picodet-s-416")?.detector).toBe("embedded");
    expect(scoreFor(card("truth"), "embedded")?.detector).toBe("truth");
    expect(scoreFor(card(), "embedded")).toBeUndefined();
  });
});

describe("a holiday that is typed", () => {
  it.each([
    ["2026-12-25", true],
    ["2026-01-01", true],
    ["2046-12-31", true],
    ["", false],
    // Who types 26 for the year has written the year 26.
    ["0026-12-25", false],
    ["12026-12-25", false],
    ["2025-12-25", false],
  ])("%j is one: %j", (day, isOne) => {
    expect(isHoliday(day, "2026-01-01", "2046-12-31")).toBe(isOne);
  });
});

describe("French public holidays", () => {
  it.each([
    [2026, "2026-04-06", "2026-05-14", "2026-05-25"],
    [2027, "2027-03-29", "2027-05-06", "2027-05-17"],
    [2024, "2024-04-01", "2024-05-09", "2024-05-20"],
  ])("of %d move with Easter", (year, monday, ascension, whitMonday) => {
    const days = frenchHolidays(year);
    expect(days).toHaveLength(11);
    expect(days).toEqual(expect.arrayContaining([monday, ascension, whitMonday, `${year}-07-14`]));
  });
});

describe("figures", () => {
  it("add series bin by bin and keep what is unknown unknown", () => {
    const series = [
      { key: "a", name: "A", total: 3, values: [1, null, 2] },
      { key: "b", name: "B", total: 4, values: [4, null, null] },
    ];
    expect(summed(series, 3)).toEqual([5, null, 2]);
    expect(weekRows(Array.from({ length: 168 }, (_, i) => i))[6]![23]).toBe(167);
  });

  it("are a table that a spreadsheet reads and does not run", () => {
    const statistics = {
      of: "events",
      by: "hour",
      bins: [0],
      period: { series: [{ key: "x", name: '=1+1, "gate"', total: 2, values: [2] }] },
      compared: { series: [{ key: "x", name: "Yard", total: 0, values: [null] }] },
    } as unknown as Statistics;
    expect(csvOf(statistics, () => "noon", "before")).toBe('hour,"\'=1+1, ""gate""",Yard (before)\r\nnoon,2,');
  });
});

describe("a kind that the detector here cannot see", () => {
  const about = (...classes: string[]) => ({ schema: { properties: { classes: { default: classes } } } });
  it.each<[string, { schema: Record<string, unknown> }, string[], string[]]>([
    ["persons, with a detector of persons", about("person"), ["person", "car"], []],
    ["persons, with motion alone", about("person"), ["moving"], ["person"]],
    ["vehicles, as a group", about("vehicle"), ["vehicle", "car"], []],
    ["whatever one ticks", { schema: { properties: { classes: {} } } }, ["moving"], []],
    ["nothing that is ticked", { schema: {} }, ["moving"], []],
    ["persons, while nobody knows the detector", about("person"), [], []],
  ])("%s", (_what, card, seen, unseen) => {
    expect(unseenOf(card, seen)).toEqual(unseen);
  });
});
