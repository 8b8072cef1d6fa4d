// What a series of counts is called: a class that a detector can tell, or a number of axles.
import type { i18n as I18n } from "i18next";

const AXLES = /^(\d+) axles$/;

/** Null for what has no name in this language. */
export function classText(name: string, i18n: I18n): string | null {
  const axles = AXLES.exec(name);
  if (axles) return i18n.t("axles.known", { count: Number(axles[1]) });
  if (name === "axles unknown") return i18n.t("axles.unknown");
  return i18n.exists(`className.${name}`) ? i18n.t(`className.${name}` as "className.car") : null;
}
