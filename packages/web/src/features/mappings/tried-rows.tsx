/** The first rows of a table as the observations that they become, and what of them cannot be used. */

import { useQuery } from "@tanstack/react-query";
import { warningTable } from "@fenji/kernel";
import { mappingsMessages } from "../../i18n/mappings/mappings-messages.ts";
import { observationsMessages } from "../../i18n/observations/observations-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import type { Mapping, PreviewedTable } from "./mapping-queries.ts";
import { tryMapping } from "./try-mapping.ts";

interface TriedRowsProps {
  readonly table: PreviewedTable;
  readonly mapping: Mapping;
}

export const TriedRows = ({ table, mapping }: TriedRowsProps) => {
  const m = useMessages(mappingsMessages);
  const text = useText();
  const { severities } = useMessages(observationsMessages);
  const { data, error } = useQuery({
    queryKey: ["tried", table, mapping],
    queryFn: () => tryMapping(table, mapping),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  if (error !== null) return <Failure error={error} />;
  const { observations, warnings } = data ?? { observations: [], warnings: [] };
  return (
    <section className="stack">
      <h3>{m.preview(observations.length, table.rows.length)}</h3>
      <div className="table-scroll tried">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.fields.result}</th>
              <th scope="col">{m.fields.severity}</th>
              <th scope="col">{m.fields.subject}</th>
              <th scope="col">{m.fields.check}</th>
              <th scope="col">{m.fields.title}</th>
              <th scope="col">{m.place}</th>
            </tr>
          </thead>
          <tbody>
            {observations.map((one) => (
              <tr key={`${one.at} ${one.check}`}>
                <td>{m.results[one.result]}</td>
                <td>{one.severity === null ? "–" : severities[one.severity]}</td>
                <td>
                  <code>{one.subject.id}</code>
                </td>
                <td>
                  <code>{one.check}</code>
                </td>
                <td>{one.title ?? "–"}</td>
                <td>
                  <code>{one.at}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {warnings.length > 0 && (
        <ul className="notice notice-warn small">
          {warnings.slice(0, 10).map(({ code, at, detail }) => (
            <li key={`${code} ${at}`}>
              <code>{at}</code> {text(warningTable[code])} {detail}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
