/** All organisations of the node: of each kind, how many people, suspended or not; creating and suspending them. */

import { organisationKind, suspendOrganisation, type OrganisationKind } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { organisationsMessages } from "../../i18n/organisations/organisations-messages.ts";
import { roleWords } from "../../i18n/role-words.ts";
import { Choice } from "../../ui/choice.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useChange } from "../../use-change.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { CreateOrganisationDialog } from "./create-organisation-dialog.tsx";
import { organisationsQuery, type Organisation } from "./organisation-queries.ts";
import { useArea } from "./use-area.ts";
import "./organisations.css";

const route = getRouteApi("/organisations");

export const OrganisationsPage = () => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  const { kind } = route.useSearch();
  const navigate = route.useNavigate();
  const permissions = usePermissions();
  const local = useQuery(sessionQuery).data?.mode === "local";
  const [creating, setCreating] = useState(false);
  const mayManage = !local && permissions.may("organisation:manage");
  return (
    <div className="page stack">
      <div className="row">
        <PageTitle title={m.all} />
        <span className="grow" />
        {mayManage && (
          <button type="button" className="btn btn-primary" onClick={() => setCreating(true)}>
            {m.create}
          </button>
        )}
      </div>
      {local && <p className="notice">{m.local}</p>}
      <WhyNot permissions={permissions} permission="organisation:manage">
        {m.noManage}
      </WhyNot>
      <div className="row row-end">
        <Choice
          label={m.kind}
          value={kind ?? ""}
          any={m.anyKind}
          options={organisationKind.options.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={(value) => {
            const chosen = organisationKind.options.find((known) => known === value);
            void navigate({ search: chosen === undefined ? {} : { kind: chosen } });
          }}
        />
      </div>
      <OrganisationList kind={kind} mayManage={mayManage} />
      {creating && <CreateOrganisationDialog onClose={() => setCreating(false)} />}
    </div>
  );
};

interface OrganisationListProps {
  readonly kind: OrganisationKind | undefined;
  readonly mayManage: boolean;
}

/** More are drawn when asked for. */
const step = 100;

const OrganisationList = ({ kind, mayManage }: OrganisationListProps) => {
  const m = useMessages(organisationsMessages);
  const { data, error, refetch } = useQuery(organisationsQuery(kind));
  const [shown, setShown] = useState(step);
  const [changing, setChanging] = useState<Organisation | null>(null);
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={8} />;
  const { organisations } = data;
  return (
    <section className="panel" aria-label={m.all}>
      <header>
        <span className="quiet" role="status">
          {m.count(organisations.length)}
        </span>
      </header>
      {organisations.length === 0 ? (
        <p className="body quiet">{m.noneYet}</p>
      ) : (
        <OrganisationTable
          organisations={organisations.slice(0, shown)}
          onChange={mayManage ? setChanging : null}
        />
      )}
      {organisations.length > shown && (
        <p className="body">
          <button type="button" className="btn" onClick={() => setShown(shown + step)}>
            {m.older}
          </button>
        </p>
      )}
      {changing !== null && (
        <SuspendDialog organisation={changing} onClose={() => setChanging(null)} />
      )}
    </section>
  );
};

interface OrganisationTableProps {
  readonly organisations: readonly Organisation[];
  readonly onChange: ((organisation: Organisation) => void) | null;
}

const OrganisationTable = ({ organisations, onChange }: OrganisationTableProps) => {
  const m = useMessages(organisationsMessages);
  const words = useMessages(roleWords);
  const areaOf = useArea();
  return (
    <div className="table-scroll">
      <table className="table table-acts">
        <thead>
          <tr>
            <th scope="col">{m.name}</th>
            <th scope="col">{m.kind}</th>
            <th scope="col">{m.area}</th>
            <th scope="col" className="num">
              {m.memberCount}
            </th>
            <th scope="col">{m.created}</th>
            {onChange !== null && (
              <th scope="col">
                <span className="sr-only">{m.suspend}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {organisations.map((organisation) => (
            <tr key={organisation.id}>
              <th scope="row" className="wrap-anywhere">
                <Link
                  to="/organisations/$organisationId"
                  params={{ organisationId: organisation.id }}
                >
                  {organisation.name}
                </Link>{" "}
                {organisation.suspendedAt !== null && <span className="stamp">{m.suspended}</span>}
              </th>
              <td>{words.kinds[organisation.kind]}</td>
              <td>{areaOf(organisation) || "—"}</td>
              <td className="num">{organisation.members}</td>
              <td>{formatInstant(organisation.createdAt)}</td>
              {onChange !== null && (
                <td>
                  <button
                    type="button"
                    className="btn btn-plain"
                    onClick={() => onChange(organisation)}
                  >
                    {organisation.suspendedAt === null ? m.suspend : m.resume}
                    <span className="sr-only"> {organisation.name}</span>
                  </button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

interface SuspendDialogProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
}

const SuspendDialog = ({ organisation, onClose }: SuspendDialogProps) => {
  const m = useMessages(organisationsMessages);
  const { id, name, suspendedAt } = organisation;
  const suspend = useChange({
    run: () =>
      client.call(suspendOrganisation, {
        path: { organisationId: id },
        body: { suspended: suspendedAt === null },
      }),
    stale: [["organisations"], ["organisation", id]],
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      title={suspendedAt === null ? m.suspendOf(name) : `${m.resume} · ${name}`}
      act={suspendedAt === null ? m.suspend : m.resume}
      mutation={suspend}
      onConfirm={() => suspend.mutate(undefined)}
      onClose={onClose}
    >
      <p>{suspendedAt === null ? m.suspendText(name) : m.resumeText(name)}</p>
    </ConfirmDialog>
  );
};
