/** Answers every chosen filing at once: verify, register, or return with one reason for all. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import { Dialog } from "../../ui/dialog.tsx";
import type { Filing } from "../filings/filing-queries.ts";
import { blankDraft, isWritten, writtenOf, Written, WrittenFields } from "../filings/written.tsx";
import { templatesQuery } from "./review-queries.ts";
import type { Answer } from "./use-answers.ts";

interface BulkBarProps {
  readonly state: "submitted" | "verified";
  readonly filings: readonly Filing[];
  readonly onAnswer: (answer: Answer["answer"]) => void;
}

export const BulkBar = ({ state, filings, onAnswer }: BulkBarProps) => {
  const m = useMessages(reviewMessages);
  const [returning, setReturning] = useState(false);
  const count = filings.length;
  return (
    <p className="notice row no-print">
      <b>{m.selected(count)}</b>
      {state === "submitted" ? (
        <>
          <button
            type="button"
            className="btn"
            onClick={() => onAnswer({ outcome: "verified", note: null })}
          >
            {m.bulkVerify(count)}
          </button>
          <button type="button" className="btn" onClick={() => setReturning(true)}>
            {m.bulkReturn(count)}
          </button>
        </>
      ) : (
        <button type="button" className="btn" onClick={() => onAnswer({ outcome: "registered" })}>
          {m.bulkRegister(count)}
        </button>
      )}
      {returning && (
        <ReturnDialog count={count} onAnswer={onAnswer} onClose={() => setReturning(false)} />
      )}
    </p>
  );
};

interface ReturnDialogProps {
  readonly count: number;
  readonly onAnswer: (answer: Answer["answer"]) => void;
  readonly onClose: () => void;
}

const ReturnDialog = ({ count, onAnswer, onClose }: ReturnDialogProps) => {
  const m = useMessages(reviewMessages);
  const { answer } = useMessages(filingsMessages);
  const [text, setText] = useState(blankDraft);
  const templates = useQuery(templatesQuery).data?.templates ?? [];
  const whole = templates.filter(({ item }) => item === null);
  return (
    <Dialog title={m.returnTitle(count)} onClose={onClose}>
      <div className="stack">
        <p>{m.returnText}</p>
        <WrittenFields label={answer.reason} value={text} onChange={setText} />
        {whole.length > 0 && (
          <ul className="suggestions">
            {whole.map((one) => (
              <li key={one.id}>
                <button
                  type="button"
                  className="btn suggestion"
                  onClick={() => setText({ zh: one.text.zh ?? "", en: one.text.en ?? "" })}
                >
                  <Written words={one.text} />
                </button>{" "}
                <span className="stamp">{m.template}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="row">
          <button
            type="button"
            className="btn btn-danger"
            disabled={!isWritten(text)}
            onClick={() => {
              onAnswer({ outcome: "returned", reasons: [{ item: null, text: writtenOf(text) }] });
              onClose();
            }}
          >
            {m.return}
          </button>
          {!isWritten(text) && <span className="quiet small">{answer.writeFirst}</span>}
        </p>
      </div>
    </Dialog>
  );
};
