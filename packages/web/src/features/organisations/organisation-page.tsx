/** One organisation: who belongs to it and as what, who is invited, which programs act for it, who assesses it. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useOrganisationPermissions } from "../access/use-permissions.ts";
import { sessionQuery } from "../node/session-query.ts";
import { AssessorsPanel } from "./assessors-panel.tsx";
import { InvitationsPanel } from "./invitations-panel.tsx";
import { MembersPanel } from "./members-panel.tsx";
import { organisationQuery, type Organisation } from "./organisation-queries.ts";
import { RenameDialog } from "./rename-dialog.tsx";
import { TokensPanel } from "./tokens-panel.tsx";
import { useArea } from "./use-area.ts";
import "./organisations.css";

const route = getRouteApi("/organisations/$organisationId");

/** The organisation that the session acts for. */
export const OwnOrganisationPage = () => {
  const m = useMessages(organisationsMessages);
  const session = useQuery(sessionQuery).data;
  if (session === undefined) return <Skeleton rows={8} />;
  if (session.standing !== null)
    return <OrganisationView organisationId={session.standing.organisation.id} />;
  return (
    <div className="page stack">
      <PageTitle title={m.own} />
      <p className="notice">{session.mode === "local" ? m.local : m.noOwn}</p>
    </div>
  );
};

export const OrganisationPage = () => (
  <OrganisationView organisationId={route.useParams().organisationId} />
);

interface OrganisationViewProps {
  readonly organisationId: string;
}

const OrganisationView = ({ organisationId }: OrganisationViewProps) => {
  const { data, error, refetch } = useQuery(organisationQuery(organisationId));
  const permissions = useOrganisationPermissions(organisationId);
  const mayManage = permissions.may("member:write");
  return (
    <div className="page stack">
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={12} height={30} />}
      {data !== undefined && (
        <>
          <OrganisationHead organisation={data} mayRename={permissions.may("organisation:write")} />
          <MembersPanel organisation={data} mayChange={mayManage} />
          {mayManage && <InvitationsPanel organisation={data} />}
          {data.enterpriseId !== null && <AssessorsPanel enterpriseId={data.enterpriseId} />}
          {permissions.may("token:read") && (
            <TokensPanel
              organisationId={organisationId}
              mayChange={permissions.may("token:write")}
            />
          )}
        </>
      )}
    </div>
  );
};

interface OrganisationHeadProps {
  readonly organisation: Organisation;
  readonly mayRename: boolean;
}

const OrganisationHead = ({ organisation, mayRename }: OrganisationHeadProps) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  const areaOf = useArea();
  const [renaming, setRenaming] = useState(false);
  const area = areaOf(organisation);
  return (
    <div className="row">
      <PageTitle title={organisation.name} />
      <span className="quiet">
        {words.kinds[organisation.kind]}
        {area !== "" && ` · ${area}`}
      </span>
      {organisation.suspendedAt !== null && <span className="stamp">{m.suspended}</span>}
      <span className="grow" />
      {organisation.enterpriseId !== null && (
        <Link
          to="/enterprises/$enterpriseId/grade"
          params={{ enterpriseId: organisation.enterpriseId }}
          className="btn"
        >
          {m.toEnterprise}
        </Link>
      )}
      {mayRename && (
        <button type="button" className="btn" onClick={() => setRenaming(true)}>
          {m.rename}
        </button>
      )}
      {renaming && <RenameDialog organisation={organisation} onClose={() => setRenaming(false)} />}
    </div>
  );
};
