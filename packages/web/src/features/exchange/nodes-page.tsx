/** Nodes: this one, those it is linked to, how links begin, and messages carried by hand. */

import { useQuery } from "@tanstack/react-query";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { exchangeMessages } from "../../i18n/exchange/exchange-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { WhyNot } from "../access/why-not.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";
import { BundleImport } from "./bundle-import.tsx";
import { EnrolmentCodes } from "./enrolment-codes.tsx";
import { EnrolPanel } from "./enrol-panel.tsx";
import { peersQuery } from "./exchange-queries.ts";
import { PeerList } from "./peer-list.tsx";
import { ThisNode } from "./this-node.tsx";
import "./exchange.css";

export const NodesPage = () => {
  const m = useMessages(exchangeMessages);
  const a = useMessages(accessMessages);
  const peers = useQuery(peersQuery);
  const session = useQuery(sessionQuery).data;
  const supervises = session?.node === "supervisor";
  const permissions = usePermissions();
  const mayLink = permissions.may("link:write");
  // A firm links its own enterprise; whoever has none at most sees the links.
  const own = session?.standing?.organisation.enterpriseId ?? undefined;
  const ofOwn = usePermissions(own).may("link:write");
  const mayEnrol = supervises ? mayLink : ofOwn && (own !== undefined || session?.mode === "local");
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.title} />
        <span className="quiet">{m.note}</span>
      </div>
      <ThisNode />
      {peers.error !== null && <Failure error={peers.error} retry={() => void peers.refetch()} />}
      {peers.isPending && <Skeleton rows={4} />}
      {peers.data !== undefined && (
        <PeerList
          peers={peers.data.peers}
          next={supervises ? m.peers.noneSupervisor : m.peers.noneEnterprise}
        />
      )}
      {mayLink && supervises && <EnrolmentCodes />}
      <div className="nodes-grid">
        {mayEnrol && (
          <EnrolPanel
            supervises={supervises}
            {...(own === undefined || supervises ? {} : { enterpriseId: own })}
          />
        )}
        {permissions.may("delivery:import") && <BundleImport />}
      </div>
      {!mayEnrol && (
        <WhyNot permissions={permissions} permission="link:write">
          {a.noLink}
        </WhyNot>
      )}
    </div>
  );
};
