// French typography: the space before ; : ! ? % » and after « does not break a line.
const BEFORE = / (?=[;:!?%»])/g;
const AFTER = /(?<=«) /g;

export function withFrenchSpaces(text: string): string {
  return text.replaceAll(BEFORE, "\u00a0").replaceAll(AFTER, "\u00a0");
}

/** The same for each text of a tree. */
export function spacedTexts<T extends object>(texts: T): T {
  const spaced = (value: unknown): unknown => {
    if (typeof value === "string") return withFrenchSpaces(value);
    return spacedTexts(value as object);
  };
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, spaced(value)])) as T;
}
