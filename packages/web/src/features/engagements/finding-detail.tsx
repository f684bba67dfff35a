/** One finding: its words, its subjects one by one, its rectification, and the retest that closes what it covers. */

import { useQuery } from "@tanstack/react-query";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { HashedDocument } from "../documents/hashed-document.tsx";
import type { OneFindingProps } from "./engagement-props.ts";
import { findingQuery } from "./engagement-queries.ts";
import { RectificationForms } from "./rectification-forms.tsx";
import { RetestForms } from "./retest-forms.tsx";

interface FindingDetailProps {
  readonly enterpriseId: string;
  readonly findingId: string;
}

export const FindingDetail = ({ enterpriseId, findingId }: FindingDetailProps) => {
  const { data, error, refetch } = useQuery(findingQuery(enterpriseId, findingId));
  const permissions = usePermissions(enterpriseId);
  if (error !== null && data === undefined)
    return <Failure error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} />;
  const of = { enterpriseId, finding: data };
  const open = data.state === "open";
  return (
    <div className="finding-detail stack">
      <FindingWords finding={data} />
      <FindingSubjects finding={data} />
      <RectificationSteps {...of} />
      {open && permissions.may("finding:write") && <RectificationForms {...of} />}
      {open && permissions.may("finding:review") && <RetestForms {...of} />}
    </div>
  );
};

type WithFinding = Pick<OneFindingProps, "finding">;

const FindingWords = ({ finding }: WithFinding) => {
  const m = useMessages(engagementsMessages);
  const text = useText();
  return (
    <>
      <p>
        <code>{finding.requirement}</code> {text(finding.requirementTitle)}{" "}
        <span className="quiet small">
          {finding.engagement.number} · {finding.raisedBy.name} · {formatInstant(finding.raisedAt)}
        </span>
      </p>
      {finding.repeats !== null && (
        <p className="notice notice-warn small">{m.repeats(finding.repeats)}</p>
      )}
      {finding.repeatedBy !== null && (
        <p className="notice small">{m.repeatedBy(finding.repeatedBy)}</p>
      )}
      <dl className="pairs">
        <dt>{m.risk}</dt>
        <dd>{finding.risk}</dd>
        <dt>{m.recommendation}</dt>
        <dd>{finding.recommendation}</dd>
      </dl>
    </>
  );
};

const FindingSubjects = ({ finding }: WithFinding) => {
  const m = useMessages(engagementsMessages);
  if (!finding.subjectsShown) return <p className="quiet small">{m.subjectsHidden}</p>;
  const proven = new Set(finding.machineNow?.proven.map(({ kind, id }) => `${kind} ${id}`));
  return (
    <ul className="chips">
      {finding.subjects.map(({ kind, id, closed }) => (
        <li key={`${kind} ${id}`} className={closed === null ? "says-contradicts" : "says-proves"}>
          <code>{id === "self" ? m.wholeFirm : id}</code>{" "}
          {closed === null
            ? m.findingStates.open
            : m.closedHow[closed.how](formatInstant(closed.at).slice(0, 10), closed.by.name)}
          {closed === null && proven.has(`${kind} ${id}`) && ` · ${m.provenNow}`}
        </li>
      ))}
    </ul>
  );
};

const RectificationSteps = ({ enterpriseId, finding }: OneFindingProps) => {
  const m = useMessages(engagementsMessages);
  const { rectification } = finding;
  if (rectification === null) return <p className="quiet small">{m.noRectification}</p>;
  const { owner, dueOn, state, overdue, workingDaysLeft, steps } = rectification;
  return (
    <section>
      <h3>{m.rectification}</h3>
      <p>
        {owner} · {m.dueOn(dueOn)} · {m.rectificationStates[state]}{" "}
        <span className={overdue ? "bad" : "quiet small"}>
          {workingDaysLeft === null ? "" : m.workingDaysLeft(workingDaysLeft)}
        </span>
      </p>
      <ol className="history-of small">
        {steps.map(({ at, by, note, evidence, state: step }) => (
          <li key={at}>
            <span className="quiet nowrap">{formatInstant(at)}</span> {by.name} ·{" "}
            {m.rectificationStates[step]} — {note}
            {evidence.length > 0 && (
              <ul>
                {evidence.map((sha256) => (
                  <li key={sha256}>
                    <HashedDocument enterpriseId={enterpriseId} sha256={sha256} />
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
};
