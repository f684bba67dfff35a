/** The one line of arithmetic that turns a target size into a yearly rate, or a rate into a size. */

import type { PlanReply } from "@fenji/contract";
import { amountUnit, formatBillions, type Currency } from "../../i18n/amount.ts";
import { formatNumber, formatPercent } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.tsx";

type GrowthTarget = PlanReply["growthTargets"][number];

interface ArithmeticProps {
  readonly target: GrowthTarget;
  readonly reading: GrowthTarget["readings"][number];
  readonly currency: Currency;
}

export const Arithmetic = ({ target, reading, currency }: ArithmeticProps) => {
  const { language } = useLanguage();
  const years = target.targetYear - target.baseYear;
  const base = formatBillions(target.baseValue, language, 2);
  if (reading.implies === null) return <span>—</span>;
  if (reading.reading === "size") {
    return (
      <span className="formula">
        ({formatBillions(reading.target, language)} ÷ {base})<sup>1/{years}</sup> − 1 ={" "}
        <b>{formatPercent(reading.implies, 2)}</b>
      </span>
    );
  }
  return (
    <span className="formula">
      {base} × {formatNumber(1 + reading.target, language, 2)}
      <sup>{years}</sup> ={" "}
      <b>
        {formatBillions(reading.implies, language, 1)} {amountUnit(currency, language)}
      </b>
    </span>
  );
};
