/** Numbers, shares and times as each language writes them. */

import type { Language } from "@fenji/kernel";

const locales = { zh: "zh-CN", en: "en-GB" } as const;

const formats = new Map<string, Intl.NumberFormat>();

/** Making a format takes longer than using it a hundred times. */
const numberFormat = (language: Language, decimals: number): Intl.NumberFormat => {
  const key = `${language} ${decimals}`;
  const held = formats.get(key);
  if (held !== undefined) return held;
  const made = new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  formats.set(key, made);
  return made;
};

export const formatNumber = (value: number, language: Language, decimals = 0): string =>
  numberFormat(language, decimals).format(value);

/** `share` is a fraction: 0.125 → 12.5 %. */
export const formatPercent = (share: number, decimals = 1): string =>
  `${(share * 100).toFixed(decimals)}\u00a0%`;

/** An instant in the reader's own time zone, to the minute: `2026-03-01 09:30`. */
export const formatInstant = (instant: string): string => {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const two = (part: number) => String(part).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
};

const units = ["B", "KiB", "MiB", "GiB"] as const;

export const formatBytes = (bytes: number): string => {
  let size = bytes;
  let step = 0;
  while (size >= 1024 && step < units.length - 1) {
    size /= 1024;
    step += 1;
  }
  return `${step === 0 ? size : size.toFixed(1)}\u00a0${units[step] ?? ""}`;
};
