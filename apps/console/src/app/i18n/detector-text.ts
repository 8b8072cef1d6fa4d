// What a detector is called: those of the product have a name in each language, others bear the name they were registered with.
import type { i18n as I18n } from "i18next";

export function detectorText(name: string, i18n: Pick<I18n, "t" | "exists">): string {
  const key = `detectorName.${name}`;
  return i18n.exists(key) ? i18n.t(key as "detectorName.embedded") : name;
}
