/** The requirements of a pack, searchable, with what each is and from which grade it holds. */

import type { Pack, Requirement } from "@fenji/regime";
import { useState } from "react";
import { packsMessages } from "../../i18n/packs/packs-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";

const step = 100;

export const PackRequirements = ({ pack }: { readonly pack: Pack }) => {
  const m = useMessages(packsMessages);
  const [words, setWords] = useState("");
  const [limit, setLimit] = useState(step);
  const wanted = words.trim().toLowerCase();
  const found = pack.requirements.filter(({ id, title }) =>
    [id, title.zh, title.en].some((text) => text.toLowerCase().includes(wanted)),
  );
  const more = Math.min(step, found.length - limit);
  return (
    <section className="panel" aria-label={m.requirements}>
      <header>
        <h2>{m.requirements}</h2>
        <span className="quiet" role="status">
          {m.shown(Math.min(limit, found.length), pack.requirements.length)}
        </span>
        {pack.requirements.length > 0 && (
          <input
            type="search"
            className="input no-print"
            aria-label={m.search}
            placeholder={m.search}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </header>
      {pack.requirements.length === 0 ? (
        <p className="body quiet">{m.noRequirements}</p>
      ) : (
        <RequirementTable pack={pack} rows={found.slice(0, limit)} />
      )}
      {more > 0 && (
        <p className="body no-print">
          <button type="button" className="btn" onClick={() => setLimit(limit + step)}>
            {m.showMore(more)}
          </button>
        </p>
      )}
    </section>
  );
};

interface RequirementTableProps {
  readonly pack: Pack;
  readonly rows: readonly Requirement[];
}

const RequirementTable = ({ pack, rows }: RequirementTableProps) => {
  const m = useMessages(packsMessages);
  const text = useText();
  const domainOf = (id: string) => {
    const domain = pack.domains.find((known) => known.id === id);
    return domain === undefined ? id : text(domain.name);
  };
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.id}</th>
            <th scope="col">{m.requirements}</th>
            <th scope="col">{m.domain}</th>
            <th scope="col">{m.fromGrade}</th>
            <th scope="col">{m.standing}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <code>{row.id}</code>
              </th>
              <td>
                <RequirementText requirement={row} />
              </td>
              <td>{domainOf(row.domain)}</td>
              <td>{m.grade(row.fromGrade)}</td>
              <td className="quiet">{m.standings[row.standing]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

const RequirementText = ({ requirement }: { readonly requirement: Requirement }) => {
  const text = useText();
  return (
    <details>
      <summary>{text(requirement.title)}</summary>
      <p className="quiet">{text(requirement.text)}</p>
    </details>
  );
};
