// What an arm mode is called: the three that every site begins with have a name in each language, others bear the words of their id.
import { capitalised } from "./capitalised.ts";
import { en } from "./en/index.ts";
import { fr } from "./fr/index.ts";

/** Of the modes that a site has from the start. */
const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = { en: en.armModeName, fr: fr.armModeName };
const LONGEST_ID = 63;

export function armModeName(id: string, language: string): string {
  const name = Object.entries(NAMES[language] ?? en.armModeName).find(([known]) => known === id)?.[1];
  return name ?? capitalised(id.replaceAll(/[-_]+/g, " "));
}

/** The id of a mode whose name a person has written; null where nothing of it can stand in an id. */
export function armModeId(written: string, language: string, known: readonly string[]): string | null {
  const same = (a: string) => plain(a).toLowerCase() === plain(written).toLowerCase();
  const found = [...Object.keys(en.armModeName), ...known].find((id) => same(id) || same(armModeName(id, language)));
  return found ?? (plain(written).slice(0, LONGEST_ID) || null);
}

/** Letters without their accents, digits, and hyphens for all between them. */
function plain(text: string): string {
  const letters = text.normalize("NFD").replaceAll(/\p{Mark}/gu, "");
  return letters.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
}
