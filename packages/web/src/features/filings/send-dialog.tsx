/** Writes a task or a notice once and sends it to one enterprise, to many, or to nodes below. */

import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Choice } from "../../ui/choice.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useFailureText } from "../../ui/failure.tsx";
import { peersQuery } from "../exchange/exchange-queries.ts";
import { RecipientChoice, recipientsOf } from "./recipient-choice.tsx";
import { useSend, type Sending } from "./use-send.ts";
import { blankDraft, isWritten, WrittenFields } from "./written.tsx";

interface SendDialogProps {
  /** The one enterprise that gets it; left out: choose. */
  readonly only?: string;
  readonly onClose: () => void;
}

/** By the clock of whoever chooses the day. */
const today = (): string => formatInstant(new Date().toISOString()).slice(0, 10);

const blank: Sending = { kind: "task", title: blankDraft, text: blankDraft, dueDate: "" };

const kinds = ["task", "notice"] as const;

export const SendDialog = ({ only, onClose }: SendDialogProps) => {
  const m = useMessages(filingsMessages).tasks;
  const [draft, setDraft] = useState(blank);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const all = recipientsOf(useQuery(peersQuery).data?.peers ?? []);
  const send = useSend();
  const recipients =
    only === undefined
      ? all.filter(({ id, kind }) => chosen.has(id) && (draft.kind === "task" || kind === "firm"))
      : [{ kind: "firm" as const, id: only, name: "", code: "" }];
  const [leaving, setLeaving] = useState(false);
  const written = send.data === undefined && isBegun(draft);
  const late = isLate(draft);
  const complete =
    !late && isWritten(draft.title) && isWritten(draft.text) && recipients.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) send.mutate({ draft, recipients });
  };
  return (
    <Dialog
      title={m.write}
      onClose={onClose}
      mayClose={() => {
        if (!written) return true;
        setLeaving(true);
        return false;
      }}
    >
      {leaving && <Unsent onDiscard={onClose} onKeep={() => setLeaving(false)} />}
      {send.data === undefined ? (
        <form className="stack" onSubmit={submit}>
          <DraftFields draft={draft} onChange={setDraft} />
          {only === undefined && (
            <RecipientChoice
              recipients={all}
              firmsOnly={draft.kind === "notice"}
              chosen={chosen}
              onChange={setChosen}
            />
          )}
          <p className="row">
            <button
              type="submit"
              className="btn btn-primary"
              disabled={!complete || send.isPending}
            >
              {send.isPending ? m.sending : m.send}
            </button>
            {!complete && <span className="quiet small">{late ? m.past : m.missing}</span>}
          </p>
        </form>
      ) : (
        <SendResult result={send.data} />
      )}
    </Dialog>
  );
};

const isBegun = ({ title, text, dueDate }: Sending): boolean =>
  isWritten(title) || isWritten(text) || dueDate !== "";

const isLate = ({ kind, dueDate }: Sending): boolean =>
  kind === "task" && dueDate !== "" && dueDate < today();

interface UnsentProps {
  readonly onDiscard: () => void;
  readonly onKeep: () => void;
}

/** What was written is not lost by a key. */
const Unsent = ({ onDiscard, onKeep }: UnsentProps) => {
  const m = useMessages(filingsMessages).tasks;
  return (
    <div className="notice notice-warn row" role="alert">
      {m.unsent}
      <button type="button" className="btn btn-danger" onClick={onDiscard}>
        {m.discard}
      </button>
      <button type="button" className="btn" onClick={onKeep}>
        {m.keepWriting}
      </button>
    </div>
  );
};

interface DraftFieldsProps {
  readonly draft: Sending;
  readonly onChange: (draft: Sending) => void;
}

const DraftFields = ({ draft, onChange }: DraftFieldsProps) => {
  const m = useMessages(filingsMessages).tasks;
  return (
    <>
      <p className="row row-end">
        <Choice
          label={m.kind}
          value={draft.kind}
          options={kinds.map((value) => ({ value, label: m.kinds[value] }))}
          onChange={(kind) => onChange({ ...draft, kind: kind === "notice" ? "notice" : "task" })}
        />
        {draft.kind === "task" && (
          <label className="field">
            <span>{m.dueDate}</span>
            <input
              className="input"
              type="date"
              min={today()}
              value={draft.dueDate}
              onChange={(event) => onChange({ ...draft, dueDate: event.target.value })}
            />
          </label>
        )}
      </p>
      <WrittenFields
        label={m.subject}
        value={draft.title}
        onChange={(title) => onChange({ ...draft, title })}
        short
      />
      <WrittenFields
        label={m.text}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
      />
    </>
  );
};

type SendOutcome = NonNullable<ReturnType<typeof useSend>["data"]>;

const SendResult = ({ result }: { readonly result: SendOutcome }) => {
  const m = useMessages(filingsMessages).tasks;
  const textOf = useFailureText();
  return (
    <div className="stack" role="status">
      <p>{m.sent(result.sent)}</p>
      {result.failures.length > 0 && (
        <ul className="notice notice-bad">
          {result.failures.map(({ name, error }) => (
            <li key={name}>
              {m.failed}: {name} {textOf(error)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
