/** One filing: its content with what changed, what became of it, and the supervisor's answer. */

import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { sessionQuery } from "../node/session-query.ts";
import { AnswerForm } from "./answer-form.tsx";
import { AskInspection } from "./ask-inspection.tsx";
import { ChangesPanel } from "./changes-panel.tsx";
import { FiledContent, type ItemActs } from "./filed-content.tsx";
import { changesBetween } from "./filing-changes.ts";
import { verificationOf } from "./filing-state.tsx";
import { FilingHead, FilingSteps } from "./filing-head.tsx";
import {
  enterpriseFilingsQuery,
  filingQuery,
  type Filing,
  type FilingDetail,
} from "./filing-queries.ts";
import type { ReasonDraft } from "./reason-drafts.tsx";
import { blankDraft } from "./written.tsx";
import "../exchange/exchange.css";
import "./filings.css";

const route = getRouteApi("/enterprises/$enterpriseId/filing/$filingId");

export const FilingPage = () => {
  const m = useMessages(filingsMessages).page;
  const { enterpriseId, filingId } = route.useParams();
  const { data, error, refetch } = useQuery(filingQuery(enterpriseId, filingId));
  return (
    <div className="stack">
      <p>
        <Link to="/enterprises/$enterpriseId/filing" params={{ enterpriseId }}>
          ← {m.back}
        </Link>
      </p>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={12} />}
      {data !== undefined && <FilingView key={data.id} filing={data} />}
    </div>
  );
};

/** The filing before this one, with its content; undefined for the first. */
const useBefore = (filing: FilingDetail): FilingDetail | undefined => {
  const enterpriseId = filing.enterprise.id;
  const filings = useQuery(enterpriseFilingsQuery(enterpriseId)).data?.filings ?? [];
  const before = filings
    .filter((one: Filing) => one.peer.id === filing.peer.id && one.revision < filing.revision)
    .toSorted((a, b) => b.revision - a.revision)[0];
  return useQuery({
    ...filingQuery(enterpriseId, before?.id ?? ""),
    enabled: before !== undefined,
    refetchInterval: false,
  }).data;
};

const FilingView = ({ filing }: { readonly filing: FilingDetail }) => {
  const m = useMessages(filingsMessages).page;
  const a = useMessages(accessMessages);
  const permissions = usePermissions(filing.enterprise.id);
  const supervises = useQuery(sessionQuery).data?.node === "supervisor";
  const [reasons, setReasons] = useState<readonly ReasonDraft[]>([]);
  const [inspecting, setInspecting] = useState<string>();
  const before = useBefore(filing);
  const changes = before === undefined ? undefined : changesBetween(before.content, filing.content);
  const answerable =
    supervises && filing.current && (filing.state === "submitted" || filing.state === "verified");
  const acts: ItemActs = {
    ...(answerable && filing.state === "submitted" && permissions.may("filing:answer")
      ? { onReason: (item) => setReasons([...reasons, { item, text: blankDraft }]) }
      : {}),
    ...(supervises && permissions.may("inspection:write") ? { onInspect: setInspecting } : {}),
  };
  return (
    <>
      <FilingHead filing={filing} supervises={supervises} />
      {!filing.current && <p className="notice">{m.earlier}</p>}
      {answerable && permissions.may("filing:answer") && (
        <AnswerForm filing={filing} reasons={reasons} onReasons={setReasons} />
      )}
      {answerable && (
        <WhyNot permissions={permissions} permission="filing:answer">
          {a.noAnswer}
        </WhyNot>
      )}
      <ChangesPanel filing={filing} changes={changes} />
      <FiledContent
        content={filing.content}
        status={verificationOf(filing.state)}
        before={before?.content}
        changes={changes}
        acts={acts}
      />
      <FilingSteps filing={filing} />
      {inspecting !== undefined && (
        <AskInspection
          enterpriseId={filing.enterprise.id}
          item={inspecting}
          onClose={() => setInspecting(undefined)}
        />
      )}
    </>
  );
};
