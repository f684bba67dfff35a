/** A published table: counts by row and grade, what is withheld shown as such, with its legend. */

import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { labelsOf } from "./publication-labels.ts";
import type { PublicationBody } from "./publication-queries.ts";

export const CountTable = ({ body }: { readonly body: PublicationBody }) => {
  const m = useMessages(publicationsMessages);
  const { language } = useLanguage();
  const text = useText();
  const labels = labelsOf(body, language);
  const name = m.caption(text(body.type.name), m.rowsBy[body.rowsBy]);
  return (
    <>
      {/* Where it scrolls sideways, the keyboard must be able to scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="panel table-scroll" role="region" aria-label={name} tabIndex={0}>
        <table className="table count-table">
          <caption className="sr-only">{name}</caption>
          <thead>
            <tr>
              <th scope="col">{m.rowHead[body.rowsBy]}</th>
              {labels.columns.map((label) => (
                <th key={label} scope="col" className="num">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.grid.map((values, row) => (
              <tr
                key={body.rows[row]?.key ?? "total"}
                className={row === body.rows.length ? "total-row" : undefined}
              >
                <th scope="row">{labels.rows[row]}</th>
                {values.map((value, column) => (
                  <CountCell key={labels.columns[column]} value={value} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet small">⨯ {m.legend(body.threshold)}</p>
    </>
  );
};

const CountCell = ({ value }: { readonly value: number | null }) => {
  const m = useMessages(publicationsMessages);
  const { language } = useLanguage();
  if (value !== null) return <td className="num">{formatNumber(value, language)}</td>;
  return (
    <td className="num withheld" title={m.withheld}>
      <span aria-hidden="true">⨯</span>
      <span className="sr-only">{m.withheld}</span>
    </td>
  );
};
