/** The growth target as a size and as a rate, with the arithmetic that joins them. */

import type { PlanReply } from "@fenji/contract";
import { planMessages } from "../../i18n/plan/plan-messages.ts";
import { amountUnit, formatBillions, type Currency } from "../../i18n/amount.ts";
import { formatPercent } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { Arithmetic } from "./growth-arithmetic.tsx";

type GrowthTarget = PlanReply["growthTargets"][number];
type Reading = GrowthTarget["readings"][number];

export const GrowthReadings = ({ plan }: { readonly plan: PlanReply }) => {
  const m = useMessages(planMessages);
  if (plan.growthTargets.length === 0) return null;
  return (
    <section className="panel" id="growth" aria-labelledby="growth-title">
      <header>
        <h2 id="growth-title">{m.growthTitle}</h2>
        <span className="quiet small">{m.growthNote}</span>
      </header>
      {plan.growthTargets.map((target) => (
        <Target key={target.id} plan={plan} target={target} />
      ))}
    </section>
  );
};

interface TargetProps {
  readonly plan: PlanReply;
  readonly target: GrowthTarget;
}

const Target = ({ plan, target }: TargetProps) => {
  const m = useMessages(planMessages);
  const text = useText();
  const series = plan.series.find((known) => known.id === target.series);
  return (
    <div className="body stack">
      {series !== undefined && (
        <p className="small quiet">{m.basis(text(series.publisher), target.baseYear)}</p>
      )}
      {target.readings.map((reading) => (
        <ReadingRow
          key={reading.reading}
          target={target}
          reading={reading}
          currency={series?.currency ?? "CNY"}
        />
      ))}
    </div>
  );
};

interface ReadingRowProps {
  readonly target: GrowthTarget;
  readonly reading: Reading;
  readonly currency: Currency;
}

const ReadingRow = ({ target, reading, currency }: ReadingRowProps) => {
  const m = useMessages(planMessages);
  const text = useText();
  const { language } = useLanguage();
  const show = (value: number) =>
    reading.reading === "size"
      ? `${formatBillions(value, language, 1)} ${amountUnit(currency, language)}`
      : `${formatPercent(value)} ${m.perYear}`;
  return (
    <div className="reading">
      <h3>
        {m.reading[reading.reading]}
        <span className={`outcome outcome-${reading.outcome}`}>{m.outcome[reading.outcome]}</span>
      </h3>
      <dl>
        <dt>{m.target}</dt>
        <dd>&gt; {show(reading.target)}</dd>
        <dt>{m.arithmetic}</dt>
        <dd>
          <Arithmetic target={target} reading={reading} currency={currency} />
        </dd>
        <dt>{m.actual}</dt>
        <dd>{reading.actual === null ? m.noFigure : show(reading.actual)}</dd>
      </dl>
      <p className="small quiet">{text(reading.why)}</p>
    </div>
  );
};
