// Why an alarm is there, in the reader's language: written from its facts, else the server's English sentence.
import type { Alarm } from "@vigie/contracts";
import type { i18n as Translator } from "i18next";

/** Facts without which the sentence of a kind would have a hole. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  intrusion: ["className", "placeName", "seconds", "limitS"],
  loitering: ["className", "placeName", "seconds", "limitS"],
  stopped: ["className", "placeName", "seconds", "limitS"],
  occupancy: ["count", "placeName", "seconds", "max"],
  "line-crossing": ["className", "placeName", "direction"],
  "line-count": ["className", "placeName", "direction"],
  "wrong-way": ["className", "placeName", "direction", "allowed"],
};

export type WhyTold = Pick<Alarm, "kind" | "facts" | "why">;

export function whyText(
  { kind, facts, why }: WhyTold,
  translator: Pick<Translator, "t" | "exists" | "language">,
): string {
  const needed = NEEDED[kind];
  if (!needed?.every((name) => facts[name] !== undefined)) return capitalised(why);
  const { t } = translator;
  const number = new Intl.NumberFormat(translator.language, { maximumFractionDigits: 1 });
  const numeral = (value: string | number | undefined) => (typeof value === "number" ? number.format(value) : "");
  const named = (group: "thing" | "way" | "because", name: string | number | undefined) =>
    translator.exists(`${group}.${name}`) ? t(`${group}.${name}` as "way.forward") : String(name ?? "");
  const sentence = t(
    `why.${kind}` as "why.intrusion",
    {
      what: named("thing", facts.className),
      place: String(facts.placeName),
      seconds: numeral(facts.seconds),
      limit: numeral(facts.limitS ?? facts.max),
      number: numeral(facts.count),
      direction: named("way", facts.direction),
      allowed: named("way", facts.allowed),
    } as Record<"what" | "place" | "seconds" | "limit", string>,
  );
  if (facts.endedBecause === undefined) return capitalised(sentence);
  return capitalised(t("why.ended", { sentence, because: named("because", facts.endedBecause) }));
}

/** A sentence that stands alone begins with a capital. */
export function capitalised(sentence: string): string {
  const [first = "", ...rest] = sentence;
  return first.toLocaleUpperCase() + rest.join("");
}
