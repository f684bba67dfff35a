/** The assessments of one enterprise, newest first, and its findings over all of them. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { OlderButton } from "../../ui/older-button.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { engagementsQuery, type EngagementRow } from "./engagement-queries.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import "./engagements.css";

const route = getRouteApi("/enterprises/$enterpriseId/assessments");

const BeginDialog = lazy(async () => ({
  default: (await import("./begin-dialog.tsx")).BeginDialog,
}));

export const EngagementsPage = () => {
  const m = useMessages(engagementsMessages);
  const { enterpriseId } = route.useParams();
  const permissions = usePermissions(enterpriseId);
  const [beginning, setBeginning] = useState(false);
  const list = useInfiniteQuery(engagementsQuery(enterpriseId));
  const rows = list.data?.pages.flatMap(({ engagements }) => engagements);
  const mayBegin = permissions.may("engagement:write");
  return (
    <div className="stack">
      <section className="panel" aria-label={m.title}>
        <header>
          <h2>{m.title}</h2>
          <span className="quiet small grow">{m.note}</span>
          {mayBegin && (
            <button
              type="button"
              className="btn btn-primary no-print"
              onClick={() => setBeginning(true)}
            >
              {m.begin}
            </button>
          )}
        </header>
        {list.error !== null && <Failure error={list.error} retry={() => void list.refetch()} />}
        {rows === undefined && list.error === null && (
          <div className="body">
            <Skeleton rows={4} />
          </div>
        )}
        {rows?.length === 0 && <p className="body quiet">{m.none}</p>}
        {rows !== undefined && rows.length > 0 && (
          <EngagementTable enterpriseId={enterpriseId} rows={rows} />
        )}
        <OlderButton label={m.older} pages={list} />
      </section>
      <FindingsPanel enterpriseId={enterpriseId} />
      {beginning && (
        <Suspense>
          <BeginDialog enterpriseId={enterpriseId} onClose={() => setBeginning(false)} />
        </Suspense>
      )}
    </div>
  );
};

interface EngagementTableProps {
  readonly enterpriseId: string;
  readonly rows: readonly EngagementRow[];
}

const EngagementTable = ({ enterpriseId, rows }: EngagementTableProps) => {
  const m = useMessages(engagementsMessages);
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{m.number}</th>
            <th scope="col">{m.name}</th>
            <th scope="col">{m.kind}</th>
            <th scope="col">{m.stage}</th>
            <th scope="col">{m.cutOff}</th>
            <th scope="col">{m.signed}</th>
            <th scope="col" className="num">
              {m.openFindings}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="nowrap">
                <Link
                  to="/enterprises/$enterpriseId/assessments/$engagementId"
                  params={{ enterpriseId, engagementId: row.id }}
                >
                  {row.number}
                </Link>
              </td>
              <td>{row.title}</td>
              <td>{row.organisation?.name ?? m.kinds[row.kind]}</td>
              <td>{m.stages[row.stage]}</td>
              <td className="nowrap">{row.cutOff === null ? "–" : formatInstant(row.cutOff)}</td>
              <td>
                {row.signed.length === 0
                  ? "–"
                  : row.signed.map((step) => m.steps[step]).join(" · ")}
              </td>
              <td className="num">{row.findingsOpen}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
