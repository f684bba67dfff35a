/** Sizes of an industry, kept in billions, in the step that each language counts in: 2500 亿元 is 250 bn yuan. */

import type { Language } from "@fenji/kernel";
import { formatNumber } from "./format.ts";

export type Currency = "CNY" | "USD";

interface Step {
  readonly perBillion: number;
  readonly unit: Record<Currency, string>;
}

const steps: Record<Language, Step> = {
  zh: { perBillion: 10, unit: { CNY: "亿元", USD: "亿美元" } },
  en: { perBillion: 1, unit: { CNY: "bn yuan", USD: "bn US dollars" } },
};

export const amountUnit = (currency: Currency, language: Language): string =>
  steps[language].unit[currency];

/** The bare number; `decimals` are those of the figure in billions, so both languages show the same digits. */
export const formatBillions = (billions: number, language: Language, decimals = 0): string => {
  const { perBillion } = steps[language];
  const fewer = Math.round(Math.log10(perBillion));
  return formatNumber(billions * perBillion, language, Math.max(0, decimals - fewer));
};
