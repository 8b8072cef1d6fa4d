// The two languages: chosen by the browser, switched by the person, remembered on this machine.
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { remember, remembered } from "../remembered.ts";
import { en } from "./en/index.ts";
import { fr } from "./fr/index.ts";
import { spacedTexts } from "./fr/spaces.ts";

export const LANGUAGES = ["en", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** The remembered language, else the first of the browser's that is spoken here, else English. */
export function chooseLanguage(remembered: string | null, wanted: readonly string[]): Language {
  const known = [remembered ?? "", ...wanted].map((tag) => tag.toLowerCase().split("-")[0]);
  return (
    (known.find((tag) => (LANGUAGES as readonly (string | undefined)[]).includes(tag)) as Language | undefined) ?? "en"
  );
}

export function startI18n(): void {
  void i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, fr: { translation: spacedTexts(fr) } },
    lng: chooseLanguage(remembered("language"), navigator.languages),
    fallbackLng: "en",
    interpolation: { escapeValue: false },
    returnNull: false,
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  document.documentElement.lang = i18next.language;
}

export function switchLanguage(language: Language): void {
  void i18next.changeLanguage(language);
  document.documentElement.lang = language;
  remember("language", language);
}
