/** Which values of a draft are withheld, why, and what an outsider could still compute of each. */

import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { labelsOf } from "./publication-labels.ts";
import type { Draft } from "./publication-queries.ts";

export const WithheldList = ({ draft }: { readonly draft: Draft }) => {
  const m = useMessages(publicationsMessages).draft;
  const { language } = useLanguage();
  const labels = labelsOf(draft.body, language);
  const range = (low: number, high: number | null): string =>
    high === null
      ? `${formatNumber(low, language)} ${m.open}`
      : `${formatNumber(low, language)} – ${formatNumber(high, language)}`;
  if (draft.withheld.length === 0) return <p className="quiet">{m.nothing}</p>;
  return (
    <details className="panel withheld-list">
      <summary>{m.why(draft.withheld.length)}</summary>
      {/* Where it scrolls sideways, the keyboard must be able to scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="table-scroll" role="region" aria-label={m.reason} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.row}</th>
              <th scope="col">{m.column}</th>
              <th scope="col">{m.reason}</th>
              <th scope="col">{m.range}</th>
            </tr>
          </thead>
          <tbody>
            {draft.withheld.map(({ row, column, reason, low, high }) => (
              <tr key={`${row} ${column}`}>
                <td>{labels.rows[row]}</td>
                <td>{labels.columns[column]}</td>
                <td>{m.reasons[reason]}</td>
                <td className="nowrap">{range(low, high)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
};
