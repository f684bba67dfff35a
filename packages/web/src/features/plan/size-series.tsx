/** The published sizes of the industry: one small chart and one table per publisher, never mixed. */

import type { PlanReply } from "@fenji/contract";
import { planMessages } from "../../i18n/plan/plan-messages.ts";
import { amountUnit, formatBillions } from "../../i18n/amount.ts";
import { formatPercent } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { SeriesChart } from "./series-chart.tsx";

type Series = PlanReply["series"][number];

export const SizeSeries = ({ plan }: { readonly plan: PlanReply }) => {
  const m = useMessages(planMessages);
  const years = plan.series.flatMap((series) => series.points.map((point) => point.year));
  if (years.length === 0) return null;
  const firstYear = Math.min(...years);
  const lastYear = Math.max(...years);
  return (
    <section className="panel" id="series" aria-labelledby="series-title">
      <header>
        <h2 id="series-title">{m.sizeTitle}</h2>
        <span className="quiet small">{m.sizeNote}</span>
      </header>
      <div className="body series-list">
        {plan.series.map((series) => (
          <OneSeries key={series.id} series={series} firstYear={firstYear} lastYear={lastYear} />
        ))}
      </div>
    </section>
  );
};

interface OneSeriesProps {
  readonly series: Series;
  readonly firstYear: number;
  readonly lastYear: number;
}

const OneSeries = ({ series, firstYear, lastYear }: OneSeriesProps) => {
  const m = useMessages(planMessages);
  const text = useText();
  const { language } = useLanguage();
  const broken = new Set(series.points.map((point) => point.scope)).size > 1;
  return (
    <figure id={`series-${series.id}`} className="series">
      <figcaption>
        <b>{text(series.publisher)}</b>
        <span className="quiet small"> · {amountUnit(series.currency, language)}</span>
      </figcaption>
      <SeriesChart
        points={series.points}
        firstYear={firstYear}
        lastYear={lastYear}
        label={m.chartOf(text(series.publisher))}
      />
      {broken && <p className="small quiet">┊ {m.scopeBreak}</p>}
      <SeriesTable series={series} />
      <p className="small quiet">
        {m.scope}:{" "}
        <code>{[...new Set(series.points.map((point) => point.scope))].join(" ┊ ")}</code>
        {series.source !== null && ` · ${m.source}: ${text(series.source.title)}`}
      </p>
    </figure>
  );
};

const SeriesTable = ({ series }: { readonly series: Series }) => {
  const m = useMessages(planMessages);
  const text = useText();
  const { language } = useLanguage();
  return (
    <table className="table series-table">
      <caption className="sr-only">{m.chartOf(text(series.publisher))}</caption>
      <thead>
        <tr>
          <th scope="col">{m.year}</th>
          <th scope="col" className="num">
            {m.size}
          </th>
          <th scope="col" className="num">
            {m.growth}
          </th>
          <th scope="col">{m.status.label}</th>
        </tr>
      </thead>
      <tbody>
        {series.points.map((point) => (
          <tr key={point.year}>
            <th scope="row">{point.year}</th>
            <td className="num">{formatBillions(point.value, language, 2)}</td>
            <td className="num">{point.growth === null ? "—" : formatPercent(point.growth)}</td>
            <td>{m.status[point.status]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
