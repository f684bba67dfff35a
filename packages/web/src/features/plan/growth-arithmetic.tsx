/** The one line of arithmetic that turns a target size into a yearly rate, or a rate into a size. */

import type { PlanReply } from "@fenji/contract";
import { formatNumber, formatPercent } from "../../i18n/format.ts";
import { useLanguage } from "../../i18n/language.tsx";

type GrowthTarget = PlanReply["growthTargets"][number];

interface ArithmeticProps {
  readonly target: GrowthTarget;
  readonly reading: GrowthTarget["readings"][number];
  readonly unit: string;
}

export const Arithmetic = ({ target, reading, unit }: ArithmeticProps) => {
  const { language } = useLanguage();
  const years = target.targetYear - target.baseYear;
  const base = formatNumber(target.baseValue, language, 2);
  if (reading.implies === null) return <span>—</span>;
  if (reading.reading === "size") {
    return (
      <span className="formula">
        ({formatNumber(reading.target, language)} ÷ {base})<sup>1/{years}</sup> − 1 ={" "}
        <b>{formatPercent(reading.implies, 2)}</b>
      </span>
    );
  }
  return (
    <span className="formula">
      {base} × {formatNumber(1 + reading.target, language, 2)}
      <sup>{years}</sup> ={" "}
      <b>
        {formatNumber(reading.implies, language, 1)} {unit}
      </b>
    </span>
  );
};
