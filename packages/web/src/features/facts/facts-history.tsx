/** Earlier versions of the facts; restoring one saves it as the newest, so that nothing is ever lost. */

import { listFactsHistory } from "@fenji/contract";
import type { Facts, Pack } from "@fenji/regime";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { factsMessages } from "../../i18n/facts/facts-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { changedFacts } from "./facts-draft.ts";

const historyQuery = (enterpriseId: string) =>
  queryOptions({
    queryKey: ["enterprise", enterpriseId, "history"],
    queryFn: ({ signal }) => client.call(listFactsHistory, { path: { enterpriseId }, signal }),
  });

interface FactsHistoryProps {
  readonly pack: Pack;
  readonly enterpriseId: string;
  readonly busy: boolean;
  /** null: the reader may not change facts. */
  readonly onRestore: ((facts: Facts) => void) | null;
}

export const FactsHistory = ({ pack, enterpriseId, busy, onRestore }: FactsHistoryProps) => {
  const m = useMessages(factsMessages);
  const { actors } = useMessages(enterprisesMessages);
  const text = useText();
  const versions = useQuery(historyQuery(enterpriseId)).data?.versions ?? [];
  const namesOf = (before: Facts, after: Facts) =>
    changedFacts(pack.grading.facts, before, after)
      .map((id) => pack.grading.facts.find((fact) => fact.id === id))
      .map((fact) => (fact === undefined ? "" : text(fact.label)))
      .join(" · ");
  return (
    <section className="panel" aria-label={m.history}>
      <header>
        <h2>{m.history}</h2>
      </header>
      {versions.length === 0 && <p className="body quiet">{m.noHistory}</p>}
      <ol className="history">
        {versions.slice(0, 30).map((version, index) => {
          const older = versions[index + 1];
          return (
            <li key={version.factsId}>
              <p className="row">
                <time dateTime={version.recordedAt}>{formatInstant(version.recordedAt)}</time>
                <span className="quiet">{actors[version.actor] ?? version.actor}</span>
                <span className="grow" />
                {index === 0 && <span className="stamp">{m.current}</span>}
                {index > 0 && onRestore !== null && (
                  <button
                    type="button"
                    className="btn btn-plain no-print"
                    disabled={busy}
                    onClick={() => onRestore(version.facts)}
                  >
                    {m.restore}
                  </button>
                )}
              </p>
              <p className="quiet small">
                {older === undefined ? m.first : m.changes(namesOf(older.facts, version.facts))}
              </p>
            </li>
          );
        })}
      </ol>
    </section>
  );
};
