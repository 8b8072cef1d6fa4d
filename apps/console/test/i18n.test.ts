// Both languages say everything, with the same values in their sentences.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { COCO_CLASSES, MOVING_CLASS } from "@vigie/contracts";
import i18next from "i18next";
import { describe, expect, it } from "vitest";
import { classText } from "../src/app/i18n/class-text.ts";
import { detectorText } from "../src/app/i18n/detector-text.ts";
import { en } from "../src/app/i18n/en/index.ts";
import { fr } from "../src/app/i18n/fr/index.ts";
import { spacedTexts, withFrenchSpaces } from "../src/app/i18n/fr/spaces.ts";
import { chooseLanguage } from "../src/app/i18n/i18n.ts";
import { duration, timeWithZone, zoneText } from "../src/app/time/format.ts";

function flat(texts: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[`${prefix}${key}`, value] as const]
        : [...flat(value as object, `${prefix}${key}.`)],
    ),
  );
}

const english = flat(en);
const french = flat(fr);
const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();

describe("the two languages", () => {
  it("have the same keys", () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("leave no text empty and put the same values into each sentence", () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe("");
      expect(french.get(key)?.trim(), key).not.toBe("");
      expect(values(french.get(key) ?? ""), key).toEqual(values(text));
    }
  });

  it("name every class that a detector can tell", () => {
    for (const name of [...COCO_CLASSES, MOVING_CLASS, "vehicle"]) {
      expect(en.className).toHaveProperty([name]);
      expect(fr.className).toHaveProperty([name]);
    }
  });

  it("name any number of axles", async () => {
    const i18n = i18next.createInstance();
    await i18n.init({ lng: "fr", resources: { fr: { translation: fr }, en: { translation: en } } });
    const names = ["2 axles", "12 axles", "axles unknown", "car", "gate"];
    expect(names.map((name) => classText(name, i18n))).toEqual([
      "2 essieux",
      "12 essieux",
      "essieux inconnus",
      "voiture",
      null,
    ]);
    await i18n.changeLanguage("en");
    expect(classText("10 axles", i18n)).toBe("10 axles");
  });

  it("say no key that nobody asks for, and every key that the pages ask for", () => {
    const source = sources(join(import.meta.dirname, "../src"));
    const said = [...source.matchAll(/\bt\(\s*"([\w.-]+)"/g)].map((match) => match[1]!);
    const missing = said.filter((key) => ![key, `${key}_one`].some((name) => english.has(name)));
    expect(missing).toEqual([]);
    const groups = new Set([...source.matchAll(/[`"](\w+)\.\$\{/g)].map((match) => match[1]));
    for (const match of source.matchAll(/named\("(\w+)"/g)) groups.add(match[1]);
    for (const match of source.matchAll(/\ben\.(\w+)/g)) groups.add(match[1]);
    const unused = [...english.keys()].filter((key) => {
      const plain = key.replace(/_(zero|one|other)$/, "");
      return !source.includes(`"${plain}"`) && !groups.has(plain.split(".")[0]);
    });
    expect(unused).toEqual([]);
  });
});

describe("French typography", () => {
  it("breaks no line before ; : ! ? % » nor after «", () => {
    expect(withFrenchSpaces("« Yard » : 20 % ; vu ?")).toBe(
      "«\u00a0Yard\u00a0»\u00a0: 20\u00a0% ; vu ?".replace(" ;", "\u00a0;").replace(" ?", "\u00a0?"),
    );
    for (const text of flat(spacedTexts(fr)).values()) expect(text).not.toMatch(/ [;:!?»]/);
    expect([...flat(spacedTexts(fr)).keys()]).toEqual([...french.keys()]);
  });
});

describe("detectors and spans of time", () => {
  it("have names, and words that no clock could be meant by", async () => {
    const i18n = i18next.createInstance();
    await i18n.init({ lng: "fr", resources: { fr: { translation: fr }, en: { translation: en } } });
    expect(["embedded", "motion", "yolox"].map((name) => detectorText(name, i18n))).toEqual([
      "intégré",
      "mouvement seul",
      "yolox",
    ]);
    expect([12_000, 1_142_000, 7_500_000, 7_200_000].map(duration)).toEqual([
      "12\u00a0s",
      "19\u00a0min",
      "2\u00a0h 5\u00a0min",
      "2\u00a0h",
    ]);
  });
});

describe("the zone of the site", () => {
  const AT_MS = Date.UTC(2026, 0, 15, 12, 0, 0);
  it.each([
    ["Europe/Paris", "fr", "13:00:00 UTC+1", "UTC+1 · Europe/Paris"],
    ["Europe/Paris", "en", "13:00:00 GMT+1", "GMT+1 · Europe/Paris"],
    ["UTC", "fr", "12:00:00 UTC", "UTC"],
    ["Etc/UTC", "en", "12:00:00 UTC", "UTC"],
    ["GMT", "fr", "12:00:00 UTC", "UTC"],
  ])("%s in %s is said once", (zone, language, time, name) => {
    expect(timeWithZone(AT_MS, { zone, language })).toBe(time);
    expect(zoneText(AT_MS, { zone, language })).toBe(name);
  });
});

describe("the language of a visitor", () => {
  it.each([
    [null, ["fr-CA", "en"], "fr"],
    [null, ["de", "fr"], "fr"],
    [null, ["de"], "en"],
    ["en", ["fr"], "en"],
    ["xx", ["fr"], "fr"],
  ] as const)("remembered %j, browser %j: %s", (remembered, wanted, language) => {
    expect(chooseLanguage(remembered, wanted)).toBe(language);
  });
});

/** The text of all pages, without the languages themselves. */
function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/i18n\/(en|fr)\//.test(name))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}
