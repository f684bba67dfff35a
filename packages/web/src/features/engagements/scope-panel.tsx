/** What is assessed: a statement in words, and each requirement left out with its reason. */

import { setEngagementScope } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { resultsQuery, type EngagementPath } from "./engagement-queries.ts";
import { SaveRow } from "./save-row.tsx";
import { useEngagementChange } from "./use-engagement-change.ts";
import { useMayPlan } from "./use-may.ts";

interface Draft {
  readonly statement: string;
  /** Reason by requirement. */
  readonly excluded: ReadonlyMap<string, string>;
}

export const ScopePanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const path = { enterpriseId, engagementId: engagement.id };
  const may = useMayPlan(enterpriseId, engagement, ["prepare", "plan"]);
  const { scope } = engagement;
  const stored: Draft = {
    statement: scope.statement,
    excluded: new Map(scope.excluded.map(({ requirement, reason }) => [requirement, reason])),
  };
  const [draft, setDraft] = useState<Draft>();
  const shown = draft ?? stored;
  const change = useScopeChange(path, () => setDraft(undefined));
  const lacksReason = [...shown.excluded.values()].some((reason) => reason.trim() === "");
  return (
    <section className="panel" aria-label={m.scope}>
      <header>
        <h2>{m.scope}</h2>
        <span className="quiet small">{m.scopeCounts(scope.included, scope.excluded.length)}</span>
      </header>
      <div className="body stack">
        <label className="field wide">
          <span>{m.scopeStatement}</span>
          <textarea
            className="input area"
            rows={2}
            maxLength={4000}
            disabled={!may}
            value={shown.statement}
            placeholder={m.scopeHint}
            onChange={(event) => setDraft({ ...shown, statement: event.target.value })}
          />
        </label>
        <details open={draft !== undefined || undefined}>
          <summary>{m.leaveOut}</summary>
          <ScopeTable
            path={path}
            may={may}
            excluded={shown.excluded}
            onChange={(excluded) => setDraft({ ...shown, excluded })}
          />
        </details>
        {change.error !== null && <Failure error={change.error} />}
        {may && draft !== undefined && (
          <SaveRow
            label={m.saveScope}
            disabled={change.isPending || lacksReason || draft.statement.trim() === ""}
            onSave={() => change.mutate(draft)}
            onUndo={() => setDraft(undefined)}
          >
            {lacksReason && <span className="quiet small">{m.reasonNeeded}</span>}
            {draft.statement.trim() === "" && (
              <span className="quiet small">{m.statementNeeded}</span>
            )}
          </SaveRow>
        )}
      </div>
    </section>
  );
};

const useScopeChange = (path: EngagementPath, onDone: () => void) =>
  useEngagementChange({
    enterpriseId: path.enterpriseId,
    run: ({ statement, excluded }: Draft) =>
      client.call(setEngagementScope, {
        path,
        body: {
          statement,
          excluded: [...excluded].map(([requirement, reason]) => ({ requirement, reason })),
        },
      }),
    onDone,
  });

interface ScopeTableProps {
  readonly path: EngagementPath;
  readonly may: boolean;
  readonly excluded: ReadonlyMap<string, string>;
  readonly onChange: (excluded: ReadonlyMap<string, string>) => void;
}

const ScopeTable = ({ path, may, excluded, onChange }: ScopeTableProps) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  const { data, error } = useQuery(resultsQuery(path));
  if (error !== null) return <Failure error={error} />;
  if (data === undefined) return <Skeleton rows={6} />;
  const set = (requirement: string, reason: string | undefined) => {
    const next = new Map(excluded);
    if (reason === undefined) next.delete(requirement);
    else next.set(requirement, reason);
    onChange(next);
  };
  return (
    <div className="table-scroll scope-table">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.inScope}</th>
            <th scope="col">{m.requirement}</th>
            <th scope="col">{m.reason}</th>
          </tr>
        </thead>
        <tbody>
          {data.results.map(({ requirement, title }) => {
            const reason = excluded.get(requirement);
            return (
              <tr key={requirement}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`${m.inScope}: ${requirement}`}
                    disabled={!may}
                    checked={reason === undefined}
                    onChange={(event) => set(requirement, event.target.checked ? undefined : "")}
                  />
                </td>
                <td>
                  <code>{requirement}</code> {text(title)}
                </td>
                <td>
                  {reason !== undefined && (
                    <input
                      className="input"
                      aria-label={`${m.reason}: ${requirement}`}
                      maxLength={1000}
                      disabled={!may}
                      value={reason}
                      onChange={(event) => set(requirement, event.target.value)}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
