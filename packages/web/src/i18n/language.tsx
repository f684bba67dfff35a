/** Which language the page speaks, remembered on this device, and how texts are picked by it. */

import { languages, type Language, type LocalizedText } from "@fenji/kernel";
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from "react";

export interface LanguageChoice {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
}

/** The same messages in both languages; `en` is checked against `zh` where it is written. */
export interface Catalogue<M> {
  readonly zh: M;
  readonly en: M;
}

const storageKey = "fenji.language";

const LanguageContext = createContext<LanguageChoice>({ language: "zh", setLanguage: () => {} });

const initialLanguage = (): Language => {
  const stored = localStorage.getItem(storageKey);
  const known = languages.find((language) => language === stored);
  return known ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
};

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [language, choose] = useState(initialLanguage);
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      setLanguage: (next: Language) => {
        localStorage.setItem(storageKey, next);
        choose(next);
      },
    }),
    [language],
  );
  return <LanguageContext value={choice}>{children}</LanguageContext>;
};

export const useLanguage = (): LanguageChoice => use(LanguageContext);

export const useMessages = <M,>(catalogue: Catalogue<M>): M => catalogue[useLanguage().language];

/** Picks the current language out of a text that has both. */
export const useText = (): ((text: LocalizedText) => string) => {
  const { language } = useLanguage();
  return (text) => text[language];
};
