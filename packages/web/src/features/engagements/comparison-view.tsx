/** Against the last assessment of the same pack and type: what became better, worse, new or is gone. */

import { useQuery } from "@tanstack/react-query";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant, formatPercent } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { comparisonQuery, type Comparison } from "./engagement-queries.ts";

const ways = ["worse", "better", "new", "gone", "same"] as const;

export const scoreText = ({ low, high }: Comparison["score"]): string =>
  low === null || high === null ? "–" : `${formatPercent(low)} – ${formatPercent(high)}`;

export const ComparisonView = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const { data, error, refetch } = useQuery(
    comparisonQuery({ enterpriseId, engagementId: engagement.id }),
  );
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={6} />;
  const before = data.with;
  return (
    <section className="panel" aria-label={m.views.comparison}>
      <header>
        <h2>{m.views.comparison}</h2>
        {before !== null && (
          <span className="quiet small">
            {m.comparedWith(before.number, formatInstant(before.cutOff))}
          </span>
        )}
      </header>
      {before === null ? (
        <p className="body quiet">{m.noEarlier}</p>
      ) : (
        <div className="body stack">
          <p>
            {m.score} {scoreText(before.score)} → <b>{scoreText(data.score)}</b>
          </p>
          <p className="row">
            {ways.map((way) => (
              <span key={way}>
                {m.comparedAs[way]} <b>{data.counts[way] ?? 0}</b>
              </span>
            ))}
          </p>
          <Changes comparison={data} />
          <FindingChanges comparison={data} />
        </div>
      )}
    </section>
  );
};

const Changes = ({ comparison }: { readonly comparison: Comparison }) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const changed = comparison.requirements.filter((one) => one.as !== "same");
  if (changed.length === 0) return <p className="quiet">{m.nothingChanged}</p>;
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.requirement}</th>
            <th scope="col">{m.became}</th>
            <th scope="col">{m.before}</th>
            <th scope="col">{m.now}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map(({ requirement, title, as, before, now }) => (
            <tr key={requirement}>
              <td>
                <code>{requirement}</code> {text(title)}
              </td>
              <td>{m.comparedAs[as]}</td>
              <td>{before === null ? "–" : <VerdictMark verdict={before} />}</td>
              <td>{now === null ? "–" : <VerdictMark verdict={now} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const FindingChanges = ({ comparison }: { readonly comparison: Comparison }) => {
  const m = useMessages(engagementsMessages);
  const { closed, stillOpen, repeated, raised } = comparison.findings;
  const lines = [
    [m.findingsClosed, closed],
    [m.findingsStillOpen, stillOpen],
    [m.findingsRepeated, repeated.map((one) => `${one.number} ← ${one.repeats}`)],
    [m.findingsRaised, raised],
  ] as const;
  return (
    <dl className="pairs">
      {lines.map(([label, numbers]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{numbers.length === 0 ? "–" : numbers.join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
};
