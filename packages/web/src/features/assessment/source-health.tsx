/** How the sources of an assessment fare against each other: who dissents how often, who copies whom. */

import { assessmentMessages } from "../../i18n/assessment/assessment-messages.ts";
import { formatPercent } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { Assessment } from "./assessment-queries.ts";

type Sources = Assessment["sources"];

/** Nothing where no two sources answer the same question. */
export const SourceHealth = ({ sources }: { readonly sources: Sources }) => {
  const m = useMessages(assessmentMessages).sources;
  const { health, copies, notEstimated } = sources;
  if (health.every(({ compared }) => compared === 0)) return null;
  return (
    <details className="panel source-health" open={copies.length > 0}>
      <summary>{m.title(health.length)}</summary>
      <div className="body stack">
        <p className="quiet small">{m.note}</p>
        {copies.map(({ sources: [one, other], questions, agreed }) => (
          <p key={`${one} ${other}`} role="note">
            ⚠ {m.copies(m.pair(one, other), agreed, questions)}
          </p>
        ))}
        <HealthTable health={health} />
        <p className="quiet small">
          {notEstimated === null ? m.estimated : m.notEstimated[notEstimated]}
        </p>
      </div>
    </details>
  );
};

const HealthTable = ({ health }: { readonly health: Sources["health"] }) => {
  const m = useMessages(assessmentMessages).sources;
  return (
    <div className="table-scroll">
      <table className="table" aria-label={m.title(health.length)}>
        <thead>
          <tr>
            <th scope="col">{m.source}</th>
            {[m.questions, m.compared, m.dissents, m.share, m.interval].map((heading) => (
              <th key={heading} scope="col" className="num">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {health.map(({ source, questions, compared, dissents, interval }) => (
            <tr key={source}>
              <td>{source}</td>
              <td className="num">{questions}</td>
              <td className="num">{compared}</td>
              <td className="num">{dissents}</td>
              <td className="num">
                {compared === 0 ? m.unknown : formatPercent(dissents / compared)}
              </td>
              <td className="num">
                {compared === 0
                  ? m.unknown
                  : m.between(formatPercent(interval.low), formatPercent(interval.high))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
