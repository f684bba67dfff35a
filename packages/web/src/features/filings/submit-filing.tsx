/** Files what the preview shows, after a last look at what goes where; refused when it has changed since. */

import { submitFiling } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { casesMessages } from "../../i18n/cases/cases-messages.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { formatBytes } from "../../i18n/format.ts";
import { shellMessages } from "../../i18n/shell/shell-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { refreshExchange } from "../exchange/exchange-queries.ts";
import type { Filing, FilingWish, Preview } from "./filing-queries.ts";

interface SubmitFilingProps {
  readonly enterpriseId: string;
  readonly preview: Preview;
  readonly current: Filing | undefined;
  readonly wish: FilingWish;
  /** What is shown is still that of an earlier wish. */
  readonly busy: boolean;
}

const useSubmit = (
  { enterpriseId, preview, wish }: Omit<SubmitFilingProps, "current" | "busy">,
  onDone: () => void,
) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      client.call(submitFiling, {
        path: { enterpriseId },
        body: {
          sha256: preview.sha256,
          ...(wish.occasion === undefined ? {} : { occasion: wish.occasion }),
          ...(wish.withOpenItems === true ? { withOpenItems: true } : {}),
        },
      }),
    onSuccess: onDone,
    onSettled: () => refreshExchange(queries),
  });
};

export const SubmitFiling = (props: SubmitFilingProps) => {
  const { enterpriseId, preview, current, wish, busy } = props;
  const m = useMessages(filingsMessages).firm;
  const c = useMessages(casesMessages);
  const shell = useMessages(shellMessages);
  const [asked, setAsked] = useState(false);
  const submit = useSubmit({ enterpriseId, preview, wish }, () => setAsked(false));
  const verb = current === undefined ? m.submit : m.resubmit;
  // A returned filing may be sent again as it is; otherwise the same content needs no second filing.
  const open =
    preview.openItems.length > 0 &&
    wish.withOpenItems !== true &&
    (preview.content.occasion === "assessment" || preview.content.occasion === "rectification");
  const same = !preview.changedSinceLast && current !== undefined && current.state !== "returned";
  return (
    <span className="row no-print">
      {submit.isSuccess && <span role="status">✓ {m.submitted}</span>}
      {same && !submit.isSuccess && <span className="quiet small">{m.same}</span>}
      <button
        type="button"
        className="btn btn-primary"
        disabled={same || open || busy || submit.isPending}
        onClick={() => setAsked(true)}
      >
        {verb}
      </button>
      {asked && (
        <Dialog title={m.confirmTitle} onClose={() => setAsked(false)}>
          <div className="stack">
            <p>
              <b>{c.occasions[preview.content.occasion ?? "initial"]}</b>
            </p>
            <p>{m.confirmText(preview.peer?.name ?? "", formatBytes(preview.sizeBytes))}</p>
            {submit.error !== null && <Failure error={submit.error} />}
            <p className="row">
              <button
                type="button"
                className="btn btn-primary"
                disabled={submit.isPending}
                onClick={() => submit.mutate()}
              >
                {submit.isPending ? m.submitting : verb}
              </button>
              <button type="button" className="btn" onClick={() => setAsked(false)}>
                {shell.cancel}
              </button>
            </p>
          </div>
        </Dialog>
      )}
    </span>
  );
};
