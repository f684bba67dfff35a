/** Filing, among an enterprise's pages: the firm's side on its own node, the supervisor's side on that one's. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Skeleton } from "../../ui/skeleton.tsx";
import { CasePanel } from "../cases/case-panel.tsx";
import { MessagesPanel } from "../exchange/messages-panel.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { FilingHistory } from "./filing-history.tsx";
import { FirmFiling } from "./firm-filing.tsx";
import { InspectionPanel } from "./inspection-panel.tsx";
import { TaskPanel } from "./task-panel.tsx";
import "../exchange/exchange.css";
import "./filings.css";

const route = getRouteApi("/enterprises/$enterpriseId/filing");

export const FilingTab = () => {
  const { enterpriseId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const session = useQuery(sessionQuery).data;
  if (session === undefined) return <Skeleton rows={10} />;
  return (
    <div className="stack">
      {session.node === "enterprise" ? (
        <FirmFiling enterpriseId={enterpriseId} />
      ) : (
        <CasePanel enterpriseId={enterpriseId} />
      )}
      <FilingHistory enterpriseId={enterpriseId} />
      <InspectionPanel enterpriseId={enterpriseId} firm={session.node === "enterprise"} />
      <TaskPanel enterpriseId={enterpriseId} firm={session.node === "enterprise"} />
      <MessagesPanel
        of={{ enterpriseId }}
        search={search}
        onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })}
      />
    </div>
  );
};
