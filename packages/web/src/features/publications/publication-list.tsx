/** Rows of publications or of drafts; each opens its own page. */

import { Link } from "@tanstack/react-router";
import { publicationsMessages } from "../../i18n/publications/publications-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { IllustrativeStamp, SyntheticStamp } from "../../ui/stamps.tsx";
import type { PublicationHead } from "./publication-queries.ts";

interface PublicationListProps {
  readonly label: string;
  readonly to: "/publications/$publicationId" | "/publication-drafts/$publicationId";
  readonly heads: readonly PublicationHead[];
}

export const PublicationList = ({ label, to, heads }: PublicationListProps) => {
  const m = useMessages(publicationsMessages);
  const text = useText();
  return (
    <div className="panel table-scroll">
      <table className="table">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{m.columns.what}</th>
            <th scope="col">{m.columns.jurisdiction}</th>
            <th scope="col">{m.columns.countedAt}</th>
            <th scope="col">{m.columns.withheld}</th>
            <th scope="col">{m.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {heads.map((head) => (
            <tr key={head.id}>
              <th scope="row">
                <Link to={to} params={{ publicationId: head.id }}>
                  {m.of(text(head.type.name), m.rowsBy[head.rowsBy])}
                </Link>
              </th>
              <td>{text(head.jurisdiction.name)}</td>
              <td className="nowrap">{formatInstant(head.countedAt)}</td>
              <td>{m.withheldOf(head.withheldValues, head.values)}</td>
              <td>
                <span className="row">
                  <span className={`stamp publication-${head.state}`}>{m.state[head.state]}</span>
                  {head.synthetic && <SyntheticStamp />}
                  {head.illustrative && <IllustrativeStamp />}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
