/** Asks an enterprise to release one named item of evidence, with a reason and a due date. */

import { askInspection } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { client } from "../../contract-client.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { refreshExchange } from "../exchange/exchange-queries.ts";
import { blankDraft, isWritten, writtenOf, WrittenFields } from "./written.tsx";

interface AskInspectionProps {
  readonly enterpriseId: string;
  /** Hash of the evidence file. */
  readonly item: string;
  readonly onClose: () => void;
}

export const AskInspection = ({ enterpriseId, item, onClose }: AskInspectionProps) => {
  const m = useMessages(filingsMessages).inspections;
  const [reason, setReason] = useState(blankDraft);
  const [dueDate, setDueDate] = useState("");
  const [today] = useState(() => formatInstant(new Date().toISOString()).slice(0, 10));
  const queries = useQueryClient();
  const ask = useMutation({
    mutationFn: () =>
      client.call(askInspection, {
        path: { enterpriseId },
        body: { item, reason: writtenOf(reason), dueDate },
      }),
    onSuccess: async () => {
      await refreshExchange(queries);
      onClose();
    },
  });
  const complete = isWritten(reason) && dueDate >= today;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete) ask.mutate();
  };
  return (
    <Dialog title={m.askTitle} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>{m.askText}</p>
        <p>
          <code className="wrap-anywhere">{item}</code>
        </p>
        <WrittenFields label={m.why} value={reason} onChange={setReason} />
        <label className="field">
          <span>{m.due}</span>
          <input
            className="input"
            type="date"
            required
            min={today}
            value={dueDate}
            onChange={(event) => setDueDate(event.target.value)}
          />
        </label>
        {ask.error !== null && <Failure error={ask.error} />}
        <p className="row">
          <button type="submit" className="btn btn-primary" disabled={!complete || ask.isPending}>
            {m.ask}
          </button>
          {!complete && <span className="quiet small">{m.missing}</span>}
        </p>
      </form>
    </Dialog>
  );
};
