/** The facts of an object as one pack asks for them: graded while they are typed, saved as a new version. */

import { saveObjectFacts } from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import type { Facts, Pack } from "@fenji/regime";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { objectsMessages } from "../../i18n/objects/objects-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure, useFailureText } from "../../ui/failure.tsx";
import { FactSections } from "../facts/fact-sections.tsx";
import { changedFacts } from "../facts/facts-draft.ts";
import { LeaveGuard } from "../facts/leave-guard.tsx";
import { useRegrade } from "../facts/use-regrade.ts";
import { objectHistoryQuery, type ObjectAddress } from "./object-queries.ts";
import { RankMark } from "./rank-mark.tsx";

interface StoredFacts {
  readonly factsId: string | null;
  readonly facts: Facts;
}

interface ObjectFactsProps {
  readonly pack: Pack;
  readonly address: ObjectAddress;
  readonly stored: StoredFacts;
  readonly editable: boolean;
}

export const ObjectFacts = ({ pack, address, stored, editable }: ObjectFactsProps) => {
  // What the form started from; a newer version that arrives meanwhile must not overwrite typing.
  const [base, setBase] = useState(stored);
  const [draft, setDraft] = useState<Facts>(stored.facts);
  const changed = changedFacts(pack.grading.facts, base.facts, draft);
  const start = (from: StoredFacts) => {
    setBase(from);
    setDraft(from.facts);
  };
  const save = useSaveObjectFacts({ pack, address, basedOn: base.factsId, onSaved: start });
  return (
    <div className="facts-grid">
      <div className="stack">
        <FactSections
          pack={pack}
          draft={draft}
          changed={changed}
          onChange={editable ? setDraft : null}
        />
      </div>
      <aside className="stack facts-aside">
        <SaveFailure
          error={save.error}
          onReload={() => {
            save.reset();
            start(stored);
          }}
        />
        <Trial
          pack={pack}
          draft={draft}
          changed={changed.length}
          busy={save.isPending}
          onSave={editable ? () => save.mutate(draft) : null}
          onDiscard={() => setDraft(base.facts)}
        />
        <History
          pack={pack}
          address={address}
          onRestore={
            editable && changed.length === 0 && !save.isPending
              ? (facts) => save.mutate(facts)
              : null
          }
        />
      </aside>
      <LeaveGuard dirty={changed.length > 0} />
    </div>
  );
};

interface Saving {
  readonly pack: Pack;
  readonly address: ObjectAddress;
  readonly basedOn: string | null;
  readonly onSaved: (stored: StoredFacts) => void;
}

const useSaveObjectFacts = ({ pack, address, basedOn, onSaved }: Saving) => {
  const queries = useQueryClient();
  const { id, version } = pack.header;
  return useMutation({
    mutationFn: (facts: Facts) =>
      client.call(saveObjectFacts, {
        path: address,
        body: { pack: { id, version }, facts: { ...facts }, basedOn },
      }),
    onSuccess: ({ factsId }, facts) => onSaved({ factsId, facts }),
    onSettled: () => queries.invalidateQueries({ queryKey: ["enterprise", address.enterpriseId] }),
  });
};

interface SaveFailureProps {
  readonly error: unknown;
  readonly onReload: () => void;
}

const SaveFailure = ({ error, onReload }: SaveFailureProps) => {
  const m = useMessages(objectsMessages);
  if (error === null) return null;
  if (!(error instanceof AppError) || error.code !== "fact.conflict")
    return <Failure error={error} />;
  return (
    <div className="notice notice-warn" role="alert">
      <p>{m.conflict}</p>
      <button type="button" className="btn" onClick={onReload}>
        {m.reload}
      </button>
    </div>
  );
};

interface TrialProps {
  readonly pack: Pack;
  readonly draft: Facts;
  readonly changed: number;
  readonly busy: boolean;
  /** null: the reader may not change facts. */
  readonly onSave: (() => void) | null;
  readonly onDiscard: () => void;
}

/** Each type of the pack with what the facts in the form come to: a vector where the pack has several. */
const Trial = ({ pack, draft, changed, busy, onSave, onDiscard }: TrialProps) => {
  const m = useMessages(objectsMessages);
  const text = useText();
  const textOf = useFailureText();
  const { results, error } = useRegrade(pack, draft);
  return (
    <section className="panel grade-preview" aria-label={m.vector}>
      <header>
        <h2>{m.result}</h2>
        {changed > 0 && <span className="quiet small">{m.trial}</span>}
      </header>
      <div className="body stack">
        {error !== undefined && (
          <p className="notice notice-bad" role="alert">
            {textOf(error)}
          </p>
        )}
        {error === undefined && (
          <table className="table">
            <caption className="sr-only">{m.vector}</caption>
            <tbody>
              {pack.grading.types.map((type) => (
                <tr key={type.id}>
                  <th scope="row">{text(type.name)}</th>
                  <td>
                    <RankMark type={type} result={results.find((one) => one.type === type.id)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {onSave !== null && (
          <p className="row no-print">
            <button
              type="button"
              className="btn btn-primary"
              disabled={changed === 0 || busy || error !== undefined}
              onClick={onSave}
            >
              {busy ? m.saving : m.saveFacts}
            </button>
            <button
              type="button"
              className="btn"
              disabled={changed === 0 || busy}
              onClick={onDiscard}
            >
              {m.discard}
            </button>
            {changed > 0 && <span className="quiet small">{m.changed(changed)}</span>}
          </p>
        )}
      </div>
    </section>
  );
};

interface HistoryProps {
  readonly pack: Pack;
  readonly address: ObjectAddress;
  readonly onRestore: ((facts: Facts) => void) | null;
}

const mostShown = 30;

const History = ({ pack, address, onRestore }: HistoryProps) => {
  const m = useMessages(objectsMessages);
  const { id, version } = pack.header;
  const versions = useQuery(objectHistoryQuery(address, `${id}@${version}`)).data?.versions ?? [];
  return (
    <section className="panel" aria-label={m.history}>
      <header>
        <h2>{m.history}</h2>
      </header>
      {versions.length === 0 && <p className="body quiet">{m.noFacts}</p>}
      <ol className="history">
        {versions.slice(0, mostShown).map((one, index) => (
          <li key={one.factsId} className="row">
            <time dateTime={one.recordedAt}>{formatInstant(one.recordedAt)}</time>
            <span className="quiet">{one.actor}</span>
            <span className="grow" />
            {index === 0 && <span className="stamp">{m.current}</span>}
            {index > 0 && onRestore !== null && (
              <button
                type="button"
                className="btn btn-plain no-print"
                onClick={() => onRestore(one.facts)}
              >
                {m.restoreVersion}
              </button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
