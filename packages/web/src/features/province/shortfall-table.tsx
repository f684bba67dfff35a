/** Where the firms of the jurisdiction fall short, requirement by requirement. */

import { listShortfalls } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { formatNumber } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { provinceMessages } from "../../i18n/province/province-messages.ts";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";

const shown = 30;

const counts = ["firms", "notMet", "contested", "notEvidenced", "met"] as const;

export const ShortfallTable = () => {
  const m = useMessages(provinceMessages);
  const text = useText();
  const { language } = useLanguage();
  const { data, error, refetch } = useQuery({
    queryKey: ["province", "shortfalls"],
    queryFn: ({ signal }) => client.call(listShortfalls, { query: {}, signal }),
  });
  const heads = { ...m, firms: m.binds };
  return (
    <section className="stack" aria-label={m.shortfalls}>
      <h2>{m.shortfalls}</h2>
      <p className="quiet small">{m.shortfallsNote}</p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={6} height={26} />}
      {data?.requirements.length === 0 && <p className="quiet">{m.noShortfalls}</p>}
      {data !== undefined && data.requirements.length > 0 && (
        <div className="panel table-scroll">
          <table className="table">
            <caption className="sr-only">{m.shortfalls}</caption>
            <thead>
              <tr>
                <th scope="col">{m.requirement}</th>
                {counts.map((name) => (
                  <th key={name} scope="col" className="num">
                    {heads[name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {data.requirements.slice(0, shown).map((row) => (
                <tr key={`${row.type} ${row.id}`}>
                  <th scope="row">
                    {text(row.title)}{" "}
                    <span className="quiet small">{m.fromGrade(row.fromGrade)}</span>
                  </th>
                  {counts.map((name) => (
                    <td key={name} className="num">
                      {formatNumber(row[name], language)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
