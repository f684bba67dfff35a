/** The supervisor's answer to a filing: verified, registered, or returned with a reason for each item. */

import { answerFiling, type BodyOf } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Failure } from "../../ui/failure.tsx";
import { refreshExchange } from "../exchange/exchange-queries.ts";
import type { FilingDetail } from "./filing-queries.ts";
import { ReasonDrafts, type ReasonDraft } from "./reason-drafts.tsx";
import { blankDraft, isWritten, writtenOf, WrittenFields, type Draft } from "./written.tsx";

type Answer = BodyOf<typeof answerFiling>;

interface AnswerFormProps {
  readonly filing: FilingDetail;
  readonly reasons: readonly ReasonDraft[];
  readonly onReasons: (reasons: readonly ReasonDraft[]) => void;
}

const useAnswer = (filing: FilingDetail, onDone: () => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Answer) =>
      client.call(answerFiling, {
        path: { enterpriseId: filing.enterprise.id, filingId: filing.id },
        body,
      }),
    onSuccess: onDone,
    onSettled: () => refreshExchange(queries),
  });
};

export const AnswerForm = ({ filing, reasons, onReasons }: AnswerFormProps) => {
  const m = useMessages(filingsMessages).answer;
  const answer = useAnswer(filing, () => onReasons([]));
  const [note, setNote] = useState(blankDraft);
  const { state } = filing;
  return (
    <section className="panel no-print" aria-label={m.title}>
      <header>
        <h2>{m.title}</h2>
        {answer.data !== undefined && (
          <span role="status">✓ {doneText(m.done, answer.data.state)}</span>
        )}
      </header>
      <div className="body stack">
        {reasons.length === 0 && state === "submitted" && (
          <WrittenFields label={m.note} value={note} onChange={setNote} />
        )}
        <ReasonDrafts
          filing={filing}
          items={itemsOf(filing)}
          reasons={reasons}
          onReasons={onReasons}
        />
        {answer.error !== null && <Failure error={answer.error} />}
        <p className="row">
          {reasons.length === 0 && (
            <Approval state={state} note={note} busy={answer.isPending} onAnswer={answer.mutate} />
          )}
          {state === "submitted" && (
            <ReturnButtons
              reasons={reasons}
              onReasons={onReasons}
              busy={answer.isPending}
              onReturn={() =>
                answer.mutate({
                  outcome: "returned",
                  reasons: reasons.map(({ item, text }) => ({ item, text: writtenOf(text) })),
                })
              }
            />
          )}
        </p>
      </div>
    </section>
  );
};

interface ApprovalProps {
  readonly state: FilingDetail["state"];
  readonly note: Draft;
  readonly busy: boolean;
  readonly onAnswer: (answer: Answer) => void;
}

/** What comes next where nothing is amiss: verification, then registration. */
const Approval = ({ state, note, busy, onAnswer }: ApprovalProps) => {
  const m = useMessages(filingsMessages).answer;
  const written = isWritten(note) ? writtenOf(note) : null;
  const registers = state === "verified";
  return (
    <>
      <button
        type="button"
        className="btn btn-primary"
        disabled={busy}
        onClick={() =>
          onAnswer(registers ? { outcome: "registered" } : { outcome: "verified", note: written })
        }
      >
        {registers ? m.register : m.verify}
      </button>
      {registers && <span className="quiet small">{m.registerNote}</span>}
    </>
  );
};

type Done = Readonly<Record<"returned" | "verified" | "registered", string>>;

const doneText = (done: Done, state: string): string =>
  state === "returned" || state === "verified" || state === "registered" ? done[state] : "";

interface ReturnButtonsProps {
  readonly reasons: readonly ReasonDraft[];
  readonly onReasons: (reasons: readonly ReasonDraft[]) => void;
  readonly busy: boolean;
  readonly onReturn: () => void;
}

const ReturnButtons = ({ reasons, onReasons, busy, onReturn }: ReturnButtonsProps) => {
  const m = useMessages(filingsMessages).answer;
  const add = () => onReasons([...reasons, { item: null, text: blankDraft }]);
  if (reasons.length === 0) {
    return (
      <button type="button" className="btn" onClick={add}>
        {m.return}…
      </button>
    );
  }
  const complete = reasons.every(({ text }) => isWritten(text));
  return (
    <>
      <button
        type="button"
        className="btn btn-danger"
        disabled={!complete || busy}
        onClick={onReturn}
      >
        {m.return}
      </button>
      <button type="button" className="btn" onClick={add}>
        {m.addReason}
      </button>
      {!complete && <span className="quiet small">{m.writeFirst}</span>}
    </>
  );
};

/** Gaps first: they are what most returns are about. */
const itemsOf = ({ content }: FilingDetail): readonly string[] => [
  ...content.types.flatMap(({ assessment }) =>
    assessment.gaps.map(({ requirement }) => requirement),
  ),
  ...Object.keys(content.facts),
];
