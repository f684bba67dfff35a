/** Where an enterprise stands with its supervisor, type by type: steps, what is due by which rule, what is left open. */

import { declareScope } from "@fenji/contract";
import { useQuery } from "@tanstack/react-query";
import { client } from "../../contract-client.ts";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages, useText } from "../../i18n/language.tsx";
import { useChange } from "../../use-change.ts";
import { Failure } from "../../ui/failure.tsx";
import { GradeChip } from "../../ui/grade-chip.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { VerificationMark } from "../../ui/verification-mark.tsx";
import { verdicts } from "../../routes/search-params.ts";
import { VerdictMark } from "../../ui/verdict-mark.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { usePackWords } from "../filings/use-pack-words.ts";
import { enterpriseCasesQuery, type FirmCase, type Occasion } from "./case-queries.ts";
import { DueTable } from "./due-table.tsx";
import { StageSteps } from "./stage-steps.tsx";
import "./cases.css";

interface CasePanelProps {
  readonly enterpriseId: string;
  /** On the firm's own node: begins what is due. Left out on the supervisor's. */
  readonly onFile?: (occasion: Occasion | undefined) => void;
}

export const CasePanel = ({ enterpriseId, onFile }: CasePanelProps) => {
  const m = useMessages(casesMessages).firm;
  const { data, error, refetch } = useQuery(enterpriseCasesQuery(enterpriseId));
  // A firm has nothing to do where it need not file; a supervisor may declare that it must.
  const shown = data?.cases.filter(
    ({ inScope, stage }) => onFile === undefined || inScope || stage !== "unfiled",
  );
  return (
    <section className="panel" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
      </header>
      <div className="body stack">
        {error !== null && <Failure error={error} retry={() => void refetch()} />}
        {data === undefined && error === null && <Skeleton rows={4} />}
        {shown?.length === 0 && <p className="quiet">{m.none}</p>}
        {shown?.map((one) => (
          <Case
            key={`${one.pack.id} ${one.type}`}
            of={one}
            today={data?.today ?? ""}
            onFile={onFile}
          />
        ))}
      </div>
    </section>
  );
};

interface CaseProps {
  readonly of: FirmCase;
  readonly today: string;
  readonly onFile: CasePanelProps["onFile"] | undefined;
}

const Case = ({ of, today, onFile }: CaseProps) => {
  const m = useMessages(casesMessages);
  const words = usePackWords(of.pack);
  const { verification } = of;
  return (
    <div className="case stack">
      <h3>
        {words.type(of.type)}
        <GradeChip grade={of.grade ?? of.filedGrade} possible={[]} />
        <VerificationMark {...verification} />
      </h3>
      <StageSteps stage={of.stage} />
      <p className="row small">
        <b>{m.stages[of.stage]}</b>
        <span className="quiet">
          {m.firm.since(formatInstant(of.stageSince).slice(0, 10))} ·{" "}
          {m.firm.supervisedBy(m.lines[of.line])}
          {!of.inScope && ` · ${m.firm.notInScope}`}
        </span>
        {onFile === undefined && <Declare of={of} />}
      </p>
      <ChangedFacts of={of} />
      <LeftOpen of={of} />
      <DueTable of={of} today={today} onFile={onFile} />
    </div>
  );
};

const ChangedFacts = ({ of }: { readonly of: FirmCase }) => {
  const m = useMessages(casesMessages).firm;
  const text = useText();
  if (of.changedOn === null) return null;
  return (
    <div className="notice notice-warn small">
      <p>{m.changedSince(of.changedOn)}</p>
      {of.changedFacts.length > 0 && (
        <p>
          {m.changed}: {of.changedFacts.map(({ label }) => text(label)).join(" · ")}
        </p>
      )}
    </div>
  );
};

const LeftOpen = ({ of }: { readonly of: FirmCase }) => {
  const m = useMessages(casesMessages).firm;
  const text = useText();
  if (of.rectification.length === 0) return null;
  return (
    <details>
      <summary>{m.rectification(of.rectification.length)}</summary>
      <ul className="filed-verdicts">
        {of.rectification.map(({ requirement, title, verdict }) => {
          const known = verdicts.find((one) => one === verdict);
          return (
            <li key={requirement}>
              {known !== undefined && <VerdictMark verdict={known} />} {text(title)}{" "}
              <code className="quiet">{requirement}</code>
            </li>
          );
        })}
      </ul>
    </details>
  );
};

/** The supervisor's word on who has to file, where facts do not say it. */
const Declare = ({ of }: { readonly of: FirmCase }) => {
  const m = useMessages(casesMessages).firm;
  const permissions = usePermissions();
  const declare = useChange({
    run: () =>
      client.call(declareScope, {
        body: { enterprises: [of.enterprise.id], type: of.type, inScope: !of.inScope },
      }),
    stale: [["filings"]],
  });
  if (!permissions.may("registry:write") || of.stage !== "unfiled") return null;
  return (
    <>
      <button
        type="button"
        className="btn btn-plain btn-cell no-print"
        title={m.declareNote}
        disabled={declare.isPending}
        onClick={() => declare.mutate(undefined)}
      >
        {of.inScope ? m.undeclare : m.declare}
      </button>
      {declare.error !== null && <Failure error={declare.error} />}
    </>
  );
};
