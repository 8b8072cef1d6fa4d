// Why an alarm is there, in the reader's language: written from its facts, else the server's English sentence.
import type { Alarm } from "@vigie/contracts";
import type { i18n as Translator } from "i18next";
import { capitalised } from "./capitalised.ts";
import { en } from "./en/index.ts";
import { placeText } from "./place-text.ts";
import { saidIn } from "./reason-text.ts";

export type WhyTold = Pick<Alarm, "kind" | "facts" | "why">;
type Facts = Alarm["facts"];

/** Words of a sentence that are called otherwise than the fact. */
const FACT_OF: Readonly<Record<string, (facts: Facts) => string | number | undefined>> = {
  what: ({ className }) => className,
  place: ({ placeName }) => placeName,
  number: ({ count }) => count,
  limit: ({ limitS, max }) => limitS ?? max,
};

/** Where a fact that is a word is said in each language; names that people gave stay as they are. */
const thing = (value: string | number) => `thing.${value}`;
const way = (value: string | number) => `way.${value}`;
const factWord = (value: string | number) => `factWord.${value}`;
const WORDS_OF: Readonly<Record<string, readonly ((value: string | number) => string)[]>> = {
  what: [thing, factWord],
  machine: [thing],
  direction: [way],
  allowed: [way],
  condition: [factWord],
  movement: [factWord],
  sign: [factWord],
  normally: [factWord],
  level: [factWord],
  limitLevel: [factWord],
  because: [factWord],
};

export function whyText(
  { kind, facts, why }: WhyTold,
  translator: Pick<Translator, "t" | "exists" | "language">,
): string {
  const { t } = translator;
  const key = sentenceOf(kind, facts);
  const words = [...(sentences[key] ?? "").matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!);
  const values = words.map((word) => [word, FACT_OF[word]?.(facts) ?? facts[word]] as const);
  // A sentence with a hole is worse than one in another language.
  if (words.length === 0 || values.some(([, value]) => value === undefined)) return capitalised(why);
  const number = new Intl.NumberFormat(translator.language, { maximumFractionDigits: 1 });
  const said = ([word, value]: readonly [string, string | number | undefined]) => {
    if (typeof value === "number") return [word, number.format(value)];
    const known = WORDS_OF[word]?.map((key) => key(value ?? "")).find((name) => translator.exists(name));
    if (known) return [word, t(known as "way.forward")];
    return [word, word === "place" ? placeText(String(value), t) : String(value)];
  };
  const sentence = t(`why.${key}` as "why.intrusion", Object.fromEntries(values.map(said)) as SentenceValues);
  if (facts.endedBecause === undefined) return capitalised(sentence);
  const reason = `because.${facts.endedBecause}`;
  const because = translator.exists(reason)
    ? t(reason as "because.the recording ended")
    : saidIn(translator.language, String(facts.endedBecause));
  return capitalised(t("why.ended", { sentence, because }));
}

type SentenceValues = Record<"what" | "place" | "seconds" | "limit", string>;
const sentences: Readonly<Record<string, string>> = en.why;

/** A queue is told for its length or for its wait; axles may not be known. */
function sentenceOf(kind: string, facts: Facts): string {
  if (kind === "axle-count" && facts.axles === "unknown") return "axle-count-unknown";
  return kind === "queue" && facts.passed === "wait" ? "queue-wait" : kind;
}
