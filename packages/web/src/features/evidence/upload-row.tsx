/** One file on its way: progress with a way to cancel, then its result or what to do about its failure. */

import { evidenceMessages } from "../../i18n/evidence/evidence-messages.ts";
import { verdictWords } from "../../i18n/verdict-words.ts";
import { formatBytes, formatPercent } from "../../i18n/format.ts";
import { useLanguage, useMessages, useText } from "../../i18n/language.tsx";
import { useFailureText } from "../../ui/failure.tsx";
import type { ImportReply } from "./send-file.ts";
import { UploadRefused } from "./send-in-parts.ts";
import { isSettled, type Upload } from "./upload-queue.ts";
import { uploads } from "./uploads.ts";
import { Warnings } from "./warnings.tsx";

export const UploadRow = ({ upload }: { readonly upload: Upload }) => {
  const m = useMessages(evidenceMessages);
  return (
    <li className="upload">
      <div className="upload-line">
        <span className="upload-name wrap-anywhere">{upload.name}</span>
        <span className="quiet small">{formatBytes(upload.sizeBytes)}</span>
        {!isSettled(upload) && (
          <button
            type="button"
            className="btn btn-plain"
            aria-label={`${m.cancel} ${upload.name}`}
            onClick={() => uploads.cancel(upload.id)}
          >
            {m.cancel}
          </button>
        )}
      </div>
      <Outcome upload={upload} />
    </li>
  );
};

const Outcome = ({ upload }: { readonly upload: Upload }) => {
  const m = useMessages(evidenceMessages);
  const { language } = useLanguage();
  const textOf = useFailureText();
  const { state } = upload;
  if (state.step === "waiting") return <p className="quiet small">{m.waiting}</p>;
  if (state.step === "sending" || state.step === "reading") return <Progress upload={upload} />;
  if (state.step === "cancelled") return <p className="quiet small">⊘ {m.cancelled}</p>;
  if (state.step === "done") return <Result reply={state.reply} />;
  return (
    <div className="upload-failed">
      <p>
        <b>✕ {m.failed}</b>{" "}
        {state.error instanceof UploadRefused ? state.error.text[language] : textOf(state.error)}
      </p>
      <button type="button" className="btn btn-plain" onClick={() => uploads.retry(upload.id)}>
        {m.again}
      </button>
    </div>
  );
};

const Progress = ({ upload }: { readonly upload: Upload }) => {
  const m = useMessages(evidenceMessages);
  const sent = upload.state.step === "sending" ? upload.state.sentBytes : upload.sizeBytes;
  const share = upload.sizeBytes === 0 ? 1 : sent / upload.sizeBytes;
  return (
    <>
      <progress aria-label={upload.name} max={1} value={share} />
      <p className="quiet small">
        {upload.state.step === "reading" ? m.reading : m.sending(formatPercent(share, 0))}
      </p>
      {upload.state.step === "sending" && upload.state.broken && (
        <p className="small" role="status">
          {m.broken}
        </p>
      )}
    </>
  );
};

const Result = ({ reply }: { readonly reply: ImportReply }) => {
  const m = useMessages(evidenceMessages);
  const { file, observations, verdictsChanged } = reply;
  if (file.status === "identical") return <p className="small">＝ {m.identical}</p>;
  return (
    <div className="small">
      <p>
        <span className="good">✓ {m.imported}</span> {file.format}
        {file.tool !== null && ` · ${file.tool.name} ${file.tool.version ?? ""}`}
      </p>
      <p>
        {m.counts(observations.added, observations.closed, observations.unchanged)} ·{" "}
        <b>{m.verdictsChanged(verdictsChanged)}</b>
      </p>
      {reply.changes.length > 0 && <Changes reply={reply} />}
      {file.warnings.length > 0 && <Warnings warnings={file.warnings} />}
    </div>
  );
};

const Changes = ({ reply }: { readonly reply: ImportReply }) => {
  const m = useMessages(evidenceMessages);
  const text = useText();
  const words = useMessages(verdictWords);
  const nameOf = (verdict: string | null) =>
    Object.entries(words).find(([known]) => known === verdict)?.[1] ?? "—";
  return (
    <details>
      <summary>{m.changes}</summary>
      {reply.regimes.map((regime) => (
        <section key={regime.pack} aria-label={text(regime.title)}>
          <p className="quiet">
            {text(regime.title)} · {m.verdictsChanged(regime.changed)}
            {regime.firstJudged && ` · ${m.firstJudged}`}
          </p>
          <ul className="changes">
            {reply.changes
              .filter(({ pack }) => pack === regime.pack)
              .slice(0, 100)
              .map((change) => (
                <li key={`${change.type} ${change.requirement}`}>
                  <code>{change.requirement}</code> {nameOf(change.from)} → {nameOf(change.to)}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </details>
  );
};
