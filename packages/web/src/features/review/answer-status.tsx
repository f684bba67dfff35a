/** What is about to be answered, with the way back, and what became of every answer. */

import { Link } from "@tanstack/react-router";
import { useLanguage, useMessages } from "../../i18n/language.tsx";
import { reviewMessages } from "../../i18n/review/review-messages.ts";
import type { Answers, Batch } from "./use-answers.ts";

interface AnswerStatusProps {
  readonly answers: Answers;
  readonly nameOf: (filingId: string) => string;
}

const shown = 20;

export const AnswerStatus = ({ answers, nameOf }: AnswerStatusProps) => {
  const m = useMessages(reviewMessages);
  const { language } = useLanguage();
  return (
    <div className="stack no-print" role="status">
      {answers.batches.map((batch) => (
        <Held
          key={batch.id}
          batch={batch}
          onUndo={() => answers.undo(batch.id)}
          onSend={() => answers.sendNow(batch.id)}
        />
      ))}
      {answers.results.length > 0 && (
        <details className="notice" open={answers.results.some(({ error }) => error !== null)}>
          <summary>{m.results}</summary>
          <ul className="small answer-results">
            {answers.results.slice(0, shown).map(({ enterpriseId, filingId, state, error }) => (
              <li key={`${filingId} ${state ?? error?.code ?? ""}`}>
                <Link
                  to="/enterprises/$enterpriseId/filing/$filingId"
                  params={{ enterpriseId, filingId }}
                >
                  {nameOf(filingId)}
                </Link>{" "}
                {error === null ? (
                  <span className="good">✓ {resultText(m.resultStates, state)}</span>
                ) : (
                  <span className="bad">
                    ✕ {m.notAnswered}: {error[language]}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
};

type States = Readonly<Record<"returned" | "verified" | "registered", string>>;

/** One line of two that verify leaves a filing as it was. */
const resultText = (states: States, state: string | null): string =>
  state === "returned" || state === "verified" || state === "registered" ? states[state] : "";

interface HeldProps {
  readonly batch: Batch;
  readonly onUndo: () => void;
  readonly onSend: () => void;
}

const Held = ({ batch, onUndo, onSend }: HeldProps) => {
  const m = useMessages(reviewMessages).held;
  const outcome = batch.answers[0]?.answer.outcome ?? "verified";
  return (
    <p className="notice notice-warn row">
      <b>{m[outcome](batch.answers.length)}</b>
      {batch.sending ? (
        <span>{m.sending}…</span>
      ) : (
        <>
          <button type="button" className="btn" onClick={onUndo}>
            {m.undo}
          </button>
          <button type="button" className="btn btn-plain" onClick={onSend}>
            {m.now}
          </button>
          <span className="quiet small">{m.note}</span>
        </>
      )}
    </p>
  );
};
