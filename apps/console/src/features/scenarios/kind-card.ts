// One kind of scenario as the server offers it, and how a person finds it among forty-four.
import type { scenarioKindViewSchema } from "@vigie/contracts";
import type { z } from "zod";

export type KindCard = z.infer<typeof scenarioKindViewSchema>;
export type KindFamily = KindCard["family"];

/** What most sites begin with, in this order. */
const EVERYDAY: readonly string[] = ["intrusion", "stopped", "wrong-way", "red-light", "loitering", "line-count"];

export interface KindGroup {
  family: KindFamily | "everyday";
  cards: readonly KindCard[];
}

/** The everyday kinds on top, then all others by family, in the order of the server; kinds of another server come with their family. */
export function kindGroups(cards: readonly KindCard[]): KindGroup[] {
  const everyday = EVERYDAY.flatMap((name) => cards.filter(({ kind }) => kind === name));
  const families = [...new Set(cards.map(({ family }) => family))];
  const rest = families.map((family) => ({
    family,
    cards: cards.filter((card) => card.family === family && !everyday.includes(card)),
  }));
  return [{ family: "everyday" as const, cards: everyday }, ...rest].filter((group) => group.cards.length > 0);
}

/**
 * Cards of which every word is found: first those where the person reads it, then those that other people call so.
 * Accents and case do not matter.
 */
export function matchingKinds(
  cards: readonly KindCard[],
  words: string,
  read: (card: KindCard) => string,
  alsoCalled: (card: KindCard) => string = () => "",
): readonly KindCard[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  const shows = (card: KindCard, word: string) => plain(`${read(card)} ${card.kind}`).includes(word);
  const isCalled = (card: KindCard, word: string) => beginsAWord(plain(alsoCalled(card)), word);
  const readable = cards.filter((card) => wanted.every((word) => shows(card, word)));
  const called = cards.filter(
    (card) => !readable.includes(card) && wanted.every((word) => shows(card, word) || isCalled(card, word)),
  );
  return [...readable, ...called];
}

/** In words that nobody sees on the card a middle is no find: "bin" is not climbing. */
function beginsAWord(text: string, word: string): boolean {
  const spaced = (some: string) => ` ${some.replaceAll(/[-'’]/g, " ")}`;
  return spaced(text).includes(spaced(word));
}

function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** Scores that the rule alone reaches, on exact boxes: no camera here sees so well. */
const EXACT_BOXES = "truth";

/** The score of the detector that looks here, else that of another real one, else the first. */
export function scoreFor(
  { scores }: Pick<KindCard, "scores">,
  detector: string,
): KindCard["scores"][number] | undefined {
  const own = scores.find((score) => score.detector === detector);
  return own ?? scores.find((score) => score.detector !== EXACT_BOXES) ?? scores[0];
}

/** Whether the detector found less than half of what happened on the films that it was measured with. */
export function missesMost({ scores }: Pick<KindCard, "scores">, detector: string): boolean {
  const row = scores.find((score) => score.detector === detector);
  return row !== undefined && row.found < row.trueEvents / 2;
}

/** Whether the stored past can be asked about it: only what is judged from tracks. */
export function asksThePast(card: Pick<KindCard, "evidence">): boolean {
  return card.evidence === "tracks";
}
