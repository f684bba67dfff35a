/** What share of a pack's requirements machines can decide, by type and grade. */

import { countDecidable, type Decidable, type DecidedBy } from "@fenji/assessment";
import type { Pack } from "@fenji/regime";
import { packsMessages } from "../../i18n/packs/packs-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";

const deciders: readonly DecidedBy[] = ["machine", "together", "people"];

const percent = (count: number, { requirements }: Decidable): string =>
  `${Math.round((100 * count) / Math.max(1, requirements))} %`;

export const PackCoverage = ({ pack }: { readonly pack: Pack }) => {
  const m = useMessages(packsMessages);
  const text = useText();
  const rows = countDecidable(pack.requirements);
  if (rows.length === 0) return null;
  const typeOf = (id: string) => {
    const type = pack.grading.types.find((known) => known.id === id);
    return type === undefined ? id : text(type.name);
  };
  return (
    <section className="panel" aria-label={m.coverage}>
      <header>
        <h2>{m.coverage}</h2>
        <span className="quiet">{m.coverageNote}</span>
      </header>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{m.type}</th>
              <th scope="col">{m.upToGrade}</th>
              <th scope="col">{m.requirements}</th>
              {deciders.map((by) => (
                <th key={by} scope="col">
                  {m.decidedBy[by]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.type} ${row.grade}`}>
                <th scope="row">{typeOf(row.type)}</th>
                <td>{m.grade(row.grade)}</td>
                <td>{row.requirements}</td>
                {deciders.map((by) => (
                  <td key={by}>
                    {row[by]} <span className="quiet">{percent(row[by], row)}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};
