/** What is being imported and what came of it, at the corner of the page; spoken to screen readers. */

import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { UploadRow } from "./upload-row.tsx";
import { isSettled } from "./upload-queue.ts";
import { uploads, useUploads, useUploadsPaused } from "./uploads.ts";

export const UploadPanel = ({ enterpriseId }: { readonly enterpriseId: string }) => {
  const m = useMessages(evidenceMessages);
  const mine = useUploads(enterpriseId);
  const done = mine.filter(isSettled).length;
  const isPaused = useUploadsPaused();
  const failed = mine.filter(({ state }) => state.step === "failed").length;
  const changed = mine.reduce(
    (sum, { state }) => sum + (state.step === "done" ? state.reply.verdictsChanged : 0),
    0,
  );
  useWarnBeforeLeaving(done < mine.length);
  if (mine.length === 0) return null;
  return (
    <section className="upload-panel no-print" aria-label={m.uploads}>
      <header>
        <h2>{m.uploads}</h2>
        <span role="status" className="quiet small">
          {m.summary(done, mine.length)}
          {isPaused && ` · ${m.paused}`}
          {failed > 0 && ` · ${m.failedCount(failed)}`}
          {changed > 0 && ` · ${m.verdictsChanged(changed)}`}
        </span>
        <span className="grow" />
        {done < mine.length && <QueueActs />}
        <Link
          to="/enterprises/$enterpriseId/assessment"
          params={{ enterpriseId }}
          className="btn btn-plain"
        >
          {m.openAssessment}
        </Link>
        <button
          type="button"
          className="btn btn-plain"
          disabled={done < mine.length}
          onClick={uploads.clear}
        >
          {m.hide}
        </button>
      </header>
      <ul aria-live="polite">
        {mine.map((upload) => (
          <UploadRow key={upload.id} upload={upload} />
        ))}
      </ul>
    </section>
  );
};

const QueueActs = () => {
  const m = useMessages(evidenceMessages);
  const isPaused = useUploadsPaused();
  return (
    <>
      <button
        type="button"
        className="btn btn-plain"
        onClick={isPaused ? uploads.resume : uploads.pause}
      >
        {isPaused ? m.resume : m.pause}
      </button>
      <button type="button" className="btn btn-plain" onClick={uploads.cancelAll}>
        {m.cancelAll}
      </button>
    </>
  );
};

/** Closing the browser's tab would cut an import off half-way. */
const useWarnBeforeLeaving = (running: boolean): void => {
  useEffect(() => {
    if (!running) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [running]);
};
