/** Observations as rows: result, subject, check with its words, the requirements that it reaches, and its place. */

import { Link } from "@tanstack/react-router";
import { observationsMessages } from "../../i18n/observations/observations-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { ObservationRow } from "./observation-queries.ts";

interface ObservationTableProps {
  readonly enterpriseId: string;
  readonly rows: readonly ObservationRow[];
}

export const ObservationTable = ({ enterpriseId, rows }: ObservationTableProps) => {
  const m = useMessages(observationsMessages);
  return (
    <div className="table-scroll">
      <table className="table observation-table">
        <thead>
          <tr>
            <th scope="col">{m.result}</th>
            <th scope="col">{m.texts.subject}</th>
            <th scope="col">{m.texts.check}</th>
            <th scope="col">{m.texts.requirement}</th>
            <th scope="col">{m.source}</th>
            <th scope="col">{m.holds}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} enterpriseId={enterpriseId} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface RowProps {
  readonly enterpriseId: string;
  readonly row: ObservationRow;
}

const Row = ({ enterpriseId, row }: RowProps) => {
  const m = useMessages(observationsMessages);
  return (
    <tr className={row.closedAt === null ? "" : "is-closed"}>
      <td className={`says-${row.result}`}>
        {m.results[row.result]}
        {row.severity !== null && row.severity !== "none" && (
          <span className="quiet small"> {m.severities[row.severity]}</span>
        )}
      </td>
      <td className="wrap-anywhere">
        <code>{row.subject.id === "self" ? m.wholeFirm : row.subject.id}</code>
      </td>
      <td className="wrap-anywhere">
        {row.title ?? row.check}
        {row.title !== null && <code className="quiet check-of">{row.check}</code>}
        {row.message !== null && (
          <details className="small">
            <summary className="quiet">{m.words}</summary>
            {row.message}
          </details>
        )}
      </td>
      <td>
        {row.requirements.map((requirement) => (
          <Link
            key={requirement}
            className="check-ref"
            to="/enterprises/$enterpriseId/assessment"
            params={{ enterpriseId }}
            search={{ req: requirement }}
          >
            {requirement}
          </Link>
        ))}
      </td>
      <td className="wrap-anywhere small">
        {row.family} · {row.file.name} <code>{row.at}</code>
      </td>
      <td className="nowrap small">
        {formatInstant(row.holdsAt)}
        {row.closedAt !== null && (
          <span className="quiet"> {m.closedAt(formatInstant(row.closedAt))}</span>
        )}
      </td>
    </tr>
  );
};
