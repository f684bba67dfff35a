/** Decisions on one requirement, the newest first: who, why, until when, what became of each; reviewed and taken back here. */

import { reviewAttestation, withdrawDecision } from "@fenji/contract";
import { client } from "../../contract-client.ts";
import { decisionsMessages } from "../../i18n/decisions/decisions-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { verdictWords } from "../../i18n/verdict-words.ts";
import { useChange } from "../../use-change.ts";
import { Failure } from "../../ui/failure.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { AttestedDocuments } from "./attested-documents.tsx";
import { AttestedElements } from "./attested-elements.tsx";
import type { Decision } from "./decision-queries.ts";
import "./decisions.css";

interface DecisionListProps {
  readonly enterpriseId: string;
  readonly decisions: readonly Decision[];
}

export const DecisionList = ({ enterpriseId, decisions }: DecisionListProps) => (
  <ol className="decisions-of">
    {decisions.map((decision) => (
      <DecisionLine key={decision.id} enterpriseId={enterpriseId} decision={decision} />
    ))}
  </ol>
);

interface DecisionLineProps {
  readonly enterpriseId: string;
  readonly decision: Decision;
}

const DecisionLine = ({ enterpriseId, decision }: DecisionLineProps) => {
  const m = useMessages(decisionsMessages);
  const words = useMessages(verdictWords);
  const { kind, state, by, reviewedBy } = decision;
  return (
    <li className={state === "applied" ? "" : "is-idle"}>
      <p>
        <b>{m.kinds[kind]}</b>
        {decision.finding !== null && ` ${words[decision.finding]}`}
        {decision.says !== null && ` ${words[decision.says]}`}
        {decision.over !== null && ` (${m.machineSaid} ${words[decision.over]})`}{" "}
        <span className="stamp">{m.states[state]}</span>
      </p>
      <p>{decision.reason}</p>
      {kind === "attestation" && (
        <AttestedElements enterpriseId={enterpriseId} decision={decision} />
      )}
      {decision.documents.length > 0 && (
        <AttestedDocuments enterpriseId={enterpriseId} documents={decision.documents} />
      )}
      <p className="quiet small">
        {by.name} · {formatInstant(decision.at)} · {m.until(decision.until)}
        {decision.owner !== null && ` · ${m.owner}: ${decision.owner}`}
        {reviewedBy !== null && ` · ${m.reviewedBy(reviewedBy.name)}`}
        {decision.withdrawn !== null && ` · ${m.withdrawnBy(decision.withdrawn.by.name)}`}
      </p>
      <DecisionActs enterpriseId={enterpriseId} decision={decision} />
    </li>
  );
};

const DecisionActs = ({ enterpriseId, decision }: DecisionLineProps) => {
  const m = useMessages(decisionsMessages);
  const permissions = usePermissions(enterpriseId);
  const path = { enterpriseId, decisionId: decision.id };
  const stale = [
    ["enterprise", enterpriseId],
    ["engagements", enterpriseId],
  ];
  const review = useChange({
    run: () => client.call(reviewAttestation, { path, body: {} }),
    stale,
  });
  const withdraw = useChange({ run: () => client.call(withdrawDecision, { path }), stale });
  const error = review.error ?? withdraw.error;
  return (
    <div className="no-print">
      {decision.state === "unreviewed" && permissions.may("verdict:review") && (
        <button
          type="button"
          className="btn btn-cell"
          disabled={review.isPending}
          onClick={() => review.mutate(undefined)}
        >
          {m.review}
        </button>
      )}
      {decision.withdrawn === null && permissions.may("verdict:write") && (
        <button
          type="button"
          className="btn btn-plain btn-cell"
          disabled={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined)}
        >
          {m.withdraw}
        </button>
      )}
      {error !== null && <Failure error={error} />}
    </div>
  );
};
