/** Inspection requests about one enterprise; the firm answers them here. */

import { useQuery } from "@tanstack/react-query";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { enterpriseInspectionsQuery } from "./filing-queries.ts";
import { InspectionTable } from "./inspection-table.tsx";

interface InspectionPanelProps {
  readonly enterpriseId: string;
  /** This is the firm's own node. */
  readonly firm: boolean;
}

export const InspectionPanel = ({ enterpriseId, firm }: InspectionPanelProps) => {
  const m = useMessages(filingsMessages).inspections;
  const a = useMessages(accessMessages);
  const permissions = usePermissions(enterpriseId);
  const { data, error, refetch } = useQuery(enterpriseInspectionsQuery(enterpriseId));
  const inspections = data?.inspections ?? [];
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
      </header>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data !== undefined && inspections.length === 0 && (
        <p className="body quiet">{firm ? m.noneFirm : m.none}</p>
      )}
      {inspections.length > 0 && <InspectionTable inspections={inspections} enterprises={false} />}
      {firm && inspections.some(({ state }) => state === "asked") && (
        <div className="body">
          <WhyNot permissions={permissions} permission="inspection:release">
            {a.noRelease}
          </WhyNot>
        </div>
      )}
    </section>
  );
};
