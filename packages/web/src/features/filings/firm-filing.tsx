/** The firm's side of filing: where it stands, what would be filed, what never is, and the act itself. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AppError } from "@fenji/kernel";
import { useState } from "react";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { enterprisesMessages } from "../../i18n/enterprises/enterprises-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { CalendarPanel } from "../cases/calendar-panel.tsx";
import { CasePanel } from "../cases/case-panel.tsx";
import { enterpriseCasesQuery } from "../cases/case-queries.ts";
import { peersQuery } from "../exchange/exchange-queries.ts";
import { EnrolPanel } from "../exchange/enrol-panel.tsx";
import { FilingState } from "./filing-state.tsx";
import {
  enterpriseFilingsQuery,
  previewQuery,
  type Filing,
  type FilingWish,
} from "./filing-queries.ts";
import { NeverSent, PreviewPanel } from "./preview-panel.tsx";
import { ReasonList } from "./reason-list.tsx";

export const FirmFiling = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const a = useMessages(accessMessages);
  const [wish, setWish] = useState<FilingWish>({});
  const preview = useQuery({
    ...previewQuery(enterpriseId, wish),
    placeholderData: keepPreviousData,
  });
  const cases = useQuery(enterpriseCasesQuery(enterpriseId)).data?.cases ?? [];
  const begin = (occasion: FilingWish["occasion"]) => {
    setWish({ occasion });
    document.getElementById("filing-preview")?.scrollIntoView({ block: "start" });
  };
  const filings = useQuery(enterpriseFilingsQuery(enterpriseId)).data?.filings;
  const permissions = usePermissions(enterpriseId);
  const current = filings?.find((filing) => filing.current);
  const unlinked = preview.data?.peer === null;
  return (
    <>
      {isFilingStart(preview.error) ? (
        <BeforeFacts error={preview.error} enterpriseId={enterpriseId} />
      ) : (
        filings !== undefined && <Standing current={current} unlinked={unlinked} />
      )}
      <CasePanel enterpriseId={enterpriseId} onFile={begin} />
      {unlinked && <Pending />}
      {unlinked && permissions.may("link:write") && (
        <EnrolPanel supervises={false} enterpriseId={enterpriseId} />
      )}
      {preview.error !== null && !isFilingStart(preview.error) && (
        <Failure error={preview.error} retry={() => void preview.refetch()} />
      )}
      {preview.data === undefined && preview.error === null && <Skeleton rows={8} />}
      {preview.data !== undefined && (
        <>
          <PreviewPanel
            preview={preview.data}
            enterpriseId={enterpriseId}
            current={current}
            wish={wish}
            busy={preview.isPlaceholderData}
            mayFile={[...new Set(cases.flatMap(({ mayFile }) => mayFile))]}
            onWish={setWish}
          />
          <WhyNot permissions={permissions} permission="submission:write">
            {a.noFile}
          </WhyNot>
        </>
      )}
      {isFilingStart(preview.error) && <NeverSent />}
      <CalendarPanel enterpriseId={enterpriseId} />
    </>
  );
};

interface BeforeFactsProps {
  readonly error: AppError;
  readonly enterpriseId: string;
}

/** Nothing went wrong: a firm files what is known of it, and nothing is yet. */
const BeforeFacts = ({ error, enterpriseId }: BeforeFactsProps) => {
  const { language } = useLanguage();
  const { tabs } = useMessages(enterprisesMessages);
  return (
    <p className="notice row">
      {error.in(language)}
      <Link className="btn" to="/enterprises/$enterpriseId/facts" params={{ enterpriseId }}>
        {tabs.facts}
      </Link>
    </p>
  );
};

/** Requests to link that wait for the other side, perhaps to be carried there. */
const Pending = () => {
  const m = useMessages(filingsMessages).firm;
  const peers = useQuery(peersQuery).data?.peers ?? [];
  return peers
    .filter(({ state, relation }) => state === "pending" && relation === "above")
    .map((peer) => (
      <p key={peer.id} className="notice">
        {m.pending}{" "}
        <Link to="/nodes/$peerId" params={{ peerId: peer.id }}>
          {peer.name}
        </Link>
      </p>
    ));
};

/** Without facts there is no preview, but what never leaves can be said. */
const isFilingStart = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === "filing.no-facts";

interface StandingProps {
  readonly current: Filing | undefined;
  readonly unlinked: boolean;
}

const Standing = ({ current, unlinked }: StandingProps) => {
  const m = useMessages(filingsMessages);
  return (
    <section className="panel" aria-label={m.firm.standing}>
      <header>
        <h2>{m.firm.standing}</h2>
        {current !== undefined && (
          <>
            <FilingState state={current.state} />
            <span className="quiet small">
              {m.revision(current.revision)} · {current.peer.name}
            </span>
          </>
        )}
      </header>
      <div className="body stack">
        {current === undefined && (
          <p>
            {m.firm.never} {unlinked ? m.firm.unlinked : m.firm.neverNext}
          </p>
        )}
        {current !== undefined && (
          <>
            {current.registrationNumber !== null && (
              <p className="registration">
                {m.firm.number} <b>{current.registrationNumber}</b>
              </p>
            )}
            <p>{m.firm.next[current.state]}</p>
            {current.reasons.length > 0 && (
              <div className="notice notice-warn">
                <h3>{m.firm.reasons}</h3>
                <ReasonList filing={current} />
              </div>
            )}
          </>
        )}
      </div>
    </section>
  );
};
