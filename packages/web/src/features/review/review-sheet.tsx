/** The filing in view: what it says beside what is known, and the answer to it, by button or by key. */

import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { accessMessages } from "../../i18n/access/access-messages.ts";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import { Failure } from "../../ui/failure.tsx";
import { useShortcuts } from "../../ui/keyboard.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { usePermissions } from "../access/use-permissions.ts";
import { WhyNot } from "../access/why-not.tsx";
import { FilingState } from "../filings/filing-state.tsx";
import type { Filing } from "../filings/filing-queries.ts";
import { ReasonDrafts, type ReasonDraft } from "../filings/reason-drafts.tsx";
import { useFirmName } from "../filings/use-firm-name.ts";
import { blankDraft, isWritten, writtenOf } from "../filings/written.tsx";
import { ReviewFacts } from "./review-facts.tsx";
import { reviewQuery, type Review } from "./review-queries.ts";
import { ReviewGrades, ReviewProof, ReviewRequirements } from "./review-requirements.tsx";
import type { Answer } from "./use-answers.ts";

interface ReviewSheetProps {
  readonly filing: Filing;
  readonly onAnswer: (answer: Answer["answer"]) => void;
}

export const ReviewSheet = ({ filing, onAnswer }: ReviewSheetProps) => {
  const a = useMessages(accessMessages);
  const permissions = usePermissions(filing.enterprise.id);
  const [reasons, setReasons] = useState<readonly ReasonDraft[]>([]);
  const { data, error, refetch } = useQuery(reviewQuery(filing.enterprise.id, filing.id));
  const may = permissions.may("filing:answer");
  const addReason = (item: string | null) => setReasons([...reasons, { item, text: blankDraft }]);
  const onReason = may && filing.state === "submitted" ? addReason : undefined;
  return (
    <div className="stack">
      <SheetHead filing={filing} review={data}>
        {may && (
          <AnswerBar
            filing={filing}
            reasons={reasons}
            onAdd={() => addReason(null)}
            onAnswer={onAnswer}
          />
        )}
        {reasons.length > 0 && (
          <ReasonDrafts
            filing={filing}
            items={itemsOf(data)}
            reasons={reasons}
            onReasons={setReasons}
          />
        )}
      </SheetHead>
      <WhyNot permissions={permissions} permission="filing:answer">
        {a.noAnswer}
      </WhyNot>
      {error !== null && <Failure error={error} retry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton rows={10} />}
      {data !== undefined && (
        <>
          <ReviewFacts filing={filing} review={data} onReason={onReason} />
          <ReviewRequirements filing={filing} review={data} onReason={onReason} />
          <ReviewProof review={data} />
        </>
      )}
    </div>
  );
};

const itemsOf = (review: Review | undefined): readonly string[] => [
  ...(review?.facts.map(({ fact }) => fact) ?? []),
  ...(review?.requirements.map(({ requirement }) => requirement) ?? []),
];

interface SheetHeadProps {
  readonly filing: Filing;
  readonly review: Review | undefined;
  readonly children: ReactNode;
}

const SheetHead = ({ filing, review, children }: SheetHeadProps) => {
  const m = useMessages(reviewMessages);
  const c = useMessages(casesMessages);
  const f = useMessages(filingsMessages);
  const name = useFirmName()(filing.enterprise);
  return (
    <section className="panel" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <span>
          {f.revision(filing.revision)} · {c.occasions[filing.occasion]}
        </span>
        <FilingState state={filing.state} short />
        <span className="quiet small">{formatInstant(filing.filedAt)}</span>
        <span className="grow" />
        <Link
          to="/enterprises/$enterpriseId/filing/$filingId"
          params={{ enterpriseId: filing.enterprise.id, filingId: filing.id }}
        >
          {m.open}
        </Link>
      </header>
      {review !== undefined && <ReviewGrades filing={filing} review={review} />}
      <div className="body stack no-print">{children}</div>
    </section>
  );
};

interface AnswerBarProps {
  readonly filing: Filing;
  readonly reasons: readonly ReasonDraft[];
  readonly onAdd: () => void;
  readonly onAnswer: (answer: Answer["answer"]) => void;
}

const AnswerBar = ({ filing, reasons, onAdd, onAnswer }: AnswerBarProps) => {
  const m = useMessages(reviewMessages);
  const { answer } = useMessages(filingsMessages);
  const registers = filing.state === "verified";
  const complete = reasons.every(({ text }) => isWritten(text));
  const approve = () => {
    if (reasons.length > 0) return;
    onAnswer(registers ? { outcome: "registered" } : { outcome: "verified", note: null });
  };
  /** First begins a reason; once every reason is written, returns the filing. */
  const giveBack = () => {
    if (registers) return;
    if (reasons.length === 0) onAdd();
    else if (complete)
      onAnswer({
        outcome: "returned",
        reasons: reasons.map(({ item, text }) => ({ item, text: writtenOf(text) })),
      });
  };
  useShortcuts({ v: approve, r: giveBack });
  return (
    <p className="row">
      <button
        type="button"
        className="btn btn-primary"
        disabled={reasons.length > 0}
        aria-keyshortcuts="v"
        onClick={approve}
      >
        {registers ? m.register : m.verify} <kbd aria-hidden="true">v</kbd>
      </button>
      {!registers && (
        <button
          type="button"
          className={reasons.length > 0 ? "btn btn-danger" : "btn"}
          disabled={!complete}
          aria-keyshortcuts="r"
          onClick={giveBack}
        >
          {reasons.length === 0 ? `${m.return}…` : m.return} <kbd aria-hidden="true">r</kbd>
        </button>
      )}
      {reasons.length > 0 && (
        <button type="button" className="btn" onClick={onAdd}>
          {answer.addReason}
        </button>
      )}
      {!complete && <span className="quiet small">{answer.writeFirst}</span>}
    </p>
  );
};
