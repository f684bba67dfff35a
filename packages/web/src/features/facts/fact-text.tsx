/** A fact in words, for whoever may look at it and not change it. */

import type { FactDefinition, FactValue } from "@fenji/regime";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";

interface FactTextProps {
  readonly fact: FactDefinition;
  readonly value: FactValue;
}

export const FactText = ({ fact, value }: FactTextProps) => {
  const say = useFactText();
  const known = value !== null;
  return <span className={known ? "" : "quiet"}>{say(fact, value)}</span>;
};

/** Labels of options and units instead of ids. */
export const useFactText = (): ((fact: FactDefinition, value: FactValue) => string) => {
  const m = useMessages(factsMessages);
  const text = useText();
  const { language } = useLanguage();
  return (fact, value) => {
    if (value === null) return m.unknown;
    if (typeof value === "boolean") return value ? m.yes : m.no;
    if (typeof value === "number") {
      const unit = fact.kind === "number" && fact.unit !== null ? text(fact.unit) : "";
      // A unit that is itself a number, "10,000 yuan", would read as part of the value.
      const counted = /^\d/.test(unit) ? `× ${unit}` : unit;
      return `${formatNumber(value, language, decimalsOf(value))} ${counted}`.trim();
    }
    const options = fact.kind === "choice" || fact.kind === "set" ? fact.options : [];
    const nameOf = (id: string) => {
      const option = options.find((known) => known.id === id);
      return option === undefined ? id : text(option.label);
    };
    if (typeof value === "string") return nameOf(value);
    return value.length === 0 ? m.noneOf : value.map(nameOf).join(" · ");
  };
};

const decimalsOf = (value: number): number => {
  const [, fraction = ""] = String(Number(value.toFixed(6))).split(".");
  return fraction.length;
};
