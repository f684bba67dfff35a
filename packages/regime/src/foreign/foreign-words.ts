/** Texts and names from elsewhere in the form that a pack asks for: two languages, safe ids, bounded lengths. */

import type { LocalizedText } from "@fenji/kernel";
import type { ForeignText } from "./foreign-pack.ts";

const han = /\p{Script=Han}/u;

const localeOf = (text: ForeignText, wanted: "zh" | "en"): string | undefined => {
  if (typeof text === "string") return undefined;
  const found = Object.entries(text).find(
    ([locale, said]) => locale.toLowerCase().startsWith(wanted) && said.trim() !== "",
  );
  return found?.[1];
};

const originalOf = (text: ForeignText): string => {
  if (typeof text === "string") return text;
  return localeOf(text, "en") ?? localeOf(text, "zh") ?? Object.values(text)[0] ?? "";
};

const cut = (text: string, most: number): string => {
  const whole = text.trim();
  return whole.length <= most ? whole : `${whole.slice(0, most - 1).trimEnd()}…`;
};

/** True where `bothLanguages` would have to shorten it. */
export const isTooLong = (text: ForeignText): boolean => originalOf(text).trim().length > maxText;

const maxText = 3_900;
const maxName = 380;

/** Nothing is translated by guess: what has no Chinese says so, and so does what has no English. */
export const bothLanguages = (text: ForeignText, most = maxText): LocalizedText => {
  const original = originalOf(text).trim() || "–";
  const zh = localeOf(text, "zh") ?? original;
  const en = localeOf(text, "en") ?? original;
  return {
    zh: han.test(zh) ? cut(zh, most) : cut(`【未译】${zh}`, most),
    en: han.test(en) ? "[Not translated: see the Chinese text]" : cut(en, most),
  };
};

export const bothNames = (text: ForeignText): LocalizedText => bothLanguages(text, maxName);

/** Ids as packs write them, each once. */
export const idMaker = (): ((raw: string, most?: number) => string) => {
  const taken = new Set<string>();
  return (raw, most = 60) => {
    const safe = raw
      .normalize("NFKC")
      .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
      .replace(/^[^A-Za-z0-9]+/, "")
      .replace(/-+$/, "")
      .slice(0, most);
    const base = safe === "" ? "item" : safe;
    let id = base;
    for (let count = 2; taken.has(id.toLowerCase()); count += 1) id = `${base}-${count}`;
    taken.add(id.toLowerCase());
    return id;
  };
};
