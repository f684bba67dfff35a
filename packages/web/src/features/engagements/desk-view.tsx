/** The field desk: requirements beside what evidence, records and assessors say of the one at hand; worked by keyboard. */

import { confirmResults } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { useShortcuts } from "../../ui/keyboard.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { DeskDetail } from "./desk-detail.tsx";
import { DeskList } from "./desk-list.tsx";
import { DocumentsPanel } from "./documents-panel.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { resultsQuery, type ResultRow, type Results } from "./engagement-queries.ts";
import { useEngagementChange } from "./use-engagement-change.ts";
import { mayWork } from "./use-may.ts";

const route = getRouteApi("/enterprises/$enterpriseId/assessments/$engagementId");

export const DeskView = (props: EngagementProps) => {
  const { enterpriseId, engagement } = props;
  const { data, error, refetch } = useQuery(
    resultsQuery({ enterpriseId, engagementId: engagement.id }),
  );
  if (error !== null && data === undefined)
    return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={12} />;
  return (
    <div className="stack">
      <Desk {...props} results={data} />
      <DocumentsPanel {...props} />
    </div>
  );
};

const Desk = ({ results, ...props }: EngagementProps & { readonly results: Results }) => {
  const m = useMessages(engagementsMessages);
  const { req, only } = route.useSearch();
  const navigate = route.useNavigate();
  const [mine, setMine] = useState(false);
  const me = props.engagement.assignments;
  const rows = results.results.filter(
    (row) =>
      row.inScope &&
      (only === undefined || row.blockers.some((code) => code === only)) &&
      (!mine || isMine(row, props.engagement)),
  );
  const at = rows.findIndex(({ requirement }) => requirement === req);
  const open = (row: ResultRow | undefined) => {
    if (row !== undefined)
      void navigate({ search: (now) => ({ ...now, req: row.requirement }), replace: true });
  };
  useShortcuts({ j: () => open(rows[at + 1]), k: () => open(rows[at < 0 ? 0 : at - 1]) });
  return (
    <section className="panel" aria-label={m.views.desk}>
      <header>
        <h2>{m.views.desk}</h2>
        <span className="quiet small">{m.deskNote}</span>
        <span className="grow" />
        {me.length > 0 && (
          <label className="row small">
            <input type="checkbox" checked={mine} onChange={() => setMine(!mine)} />
            {m.mine}
          </label>
        )}
        {only !== undefined && (
          <button
            type="button"
            className="btn btn-cell"
            onClick={() => void navigate({ search: { view: "desk" } })}
          >
            {m.showAll}
          </button>
        )}
        <ConfirmAll {...props} rows={rows} />
      </header>
      {rows.length === 0 && <p className="body quiet">{m.deskEmpty}</p>}
      <div className="desk">
        <DeskList domains={results.domains} rows={rows} open={req} onOpen={open} />
        {req === undefined ? (
          <p className="body quiet">{m.choose}</p>
        ) : (
          <DeskDetail key={req} {...props} requirementId={req} />
        )}
      </div>
    </section>
  );
};

/** Assigned to one of the team's people who asks: the node says which roles that is. */
const isMine = (row: ResultRow, { team, myRoles }: EngagementProps["engagement"]): boolean =>
  row.assignedTo.some(({ id }) =>
    team.some(({ person, role }) => person.id === id && myRoles.includes(role)),
  );

interface ConfirmAllProps extends EngagementProps {
  readonly rows: readonly ResultRow[];
}

/** Takes over what the evidence decides; contested and not evidenced stay open. */
const ConfirmAll = ({ enterpriseId, engagement, rows }: ConfirmAllProps) => {
  const m = useMessages(engagementsMessages);
  const ready = rows.filter(({ proposed, conclusion }) => proposed !== null && conclusion === null);
  const confirm = useEngagementChange({
    enterpriseId,
    run: () =>
      client.call(confirmResults, {
        path: { enterpriseId, engagementId: engagement.id },
        body: { requirements: ready.map(({ requirement }) => requirement) },
      }),
  });
  if (!mayWork(engagement, ["field", "report"]) || ready.length === 0) return null;
  return (
    <>
      <button
        type="button"
        className="btn no-print"
        title={m.confirmNote}
        disabled={confirm.isPending}
        onClick={() => confirm.mutate(undefined)}
      >
        {m.confirmAll(ready.length)}
      </button>
      {confirm.error !== null && <Failure error={confirm.error} />}
    </>
  );
};
