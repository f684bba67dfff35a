/** The frame around one enterprise: who it is, its tabs, and a place to drop evidence anywhere. */

import type { getEnterprise, ReplyOf } from "@fenji/contract";
import { AppError, divisionOf } from "@fenji/kernel";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, Outlet } from "@tanstack/react-router";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { enterpriseTabs } from "../../routes/enterprise-tabs.ts";
import { Failure } from "../../ui/failure.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { PageTitle } from "../../ui/page-title.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { SyntheticStamp } from "../../ui/stamps.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";
import type { Permissions } from "../access/permissions.ts";
import { usePermissions } from "../access/use-permissions.ts";
import { DropAnywhere } from "../evidence/drop-anywhere.tsx";
import { NotFoundPage } from "../shell/not-found-page.tsx";
import { UploadPanel } from "../evidence/upload-panel.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { enterpriseQuery } from "./enterprise-queries.ts";
import "./enterprises.css";

const route = getRouteApi("/enterprises/$enterpriseId");

type Enterprise = ReplyOf<typeof getEnterprise>;

export const EnterpriseLayout = () => {
  const { enterpriseId } = route.useParams();
  const permissions = usePermissions(enterpriseId);
  const { data, error, refetch } = useQuery(enterpriseQuery(enterpriseId));
  if (error instanceof AppError && (error.status === 404 || error.status === 400))
    return <NotFoundPage />;
  return (
    <div className="page stack">
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={3} height={24} />}
      {data !== undefined && (
        <>
          <EnterpriseHead enterprise={data} />
          <Tabs enterpriseId={enterpriseId} permissions={permissions} />
          <Outlet />
          {permissions.may("evidence:import") && (
            <>
              <DropAnywhere enterpriseId={enterpriseId} />
              <UploadPanel enterpriseId={enterpriseId} />
            </>
          )}
        </>
      )}
    </div>
  );
};

const EnterpriseHead = ({ enterprise }: { readonly enterprise: Enterprise }) => {
  const m = useMessages(enterprisesMessages);
  const shell = useMessages(shellMessages);
  const text = useText();
  const types = useQuery(sessionQuery).data?.defaultPack.types ?? [];
  const selfAssessed = enterprise.grades.every(
    ({ verification }) => verification === "self-assessed",
  );
  const division = divisionOf(enterprise.division);
  const nameOf = (id: string) => {
    const type = types.find((known) => known.id === id);
    return type === undefined ? id : text(type.name);
  };
  return (
    <header className="enterprise-head">
      <div>
        <PageTitle title={text(enterprise.name)} />
        <p className="enterprise-facts">
          <code>{enterprise.creditCode}</code>
          {enterprise.city !== null && <span>{text(enterprise.city.name)}</span>}
          <span>
            {enterprise.division} {division === undefined ? "" : text(division.name)}
          </span>
          <span>{m.sectors[enterprise.sector]}</span>
          {enterprise.synthetic && <SyntheticStamp />}
        </p>
      </div>
      <div className="enterprise-grades">
        {enterprise.grades.length === 0 ? (
          <span className="quiet">{m.notGraded}</span>
        ) : (
          <ul className="grades-of">
            {enterprise.grades.map((grade) => (
              <li key={grade.type}>
                <span className="quiet small">{nameOf(grade.type)}</span>
                <span>
                  <GradeChip grade={grade.grade} possible={grade.possible} />{" "}
                  {!selfAssessed && <VerificationMark status={grade.verification} short />}
                </span>
              </li>
            ))}
          </ul>
        )}
        {selfAssessed && <p className="quiet small">{shell.selfAssessed}</p>}
      </div>
    </header>
  );
};

interface TabsProps {
  readonly enterpriseId: string;
  readonly permissions: Permissions;
}

const Tabs = ({ enterpriseId, permissions }: TabsProps) => {
  const m = useMessages(enterprisesMessages);
  const shown = enterpriseTabs.filter(({ permission }) => !permissions.mayNot(permission));
  return (
    <nav className="tabs no-print" aria-label={m.tabs.label}>
      {shown.map(({ tab }) => (
        <Link
          key={tab}
          to={`/enterprises/$enterpriseId/${tab}`}
          params={{ enterpriseId }}
          activeOptions={{ includeSearch: false }}
        >
          {m.tabs[tab]}
        </Link>
      ))}
    </nav>
  );
};
