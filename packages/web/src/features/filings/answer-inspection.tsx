/** The firm's answer to an inspection request: the one file leaves the plant, or a refusal with its reason. */

import { refuseInspection, releaseItem } from "@fenji/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "../../contract-client.ts";
import { filingsMessages } from "../../i18n/filings/filings-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { ConfirmDialog } from "../../ui/confirm-dialog.tsx";
import { refreshExchange } from "../exchange/exchange-queries.ts";
import type { Inspection } from "./filing-queries.ts";
import { blankDraft, isWritten, writtenOf, WrittenFields } from "./written.tsx";

interface AnswerInspectionProps {
  readonly inspection: Inspection;
  readonly answer: "release" | "refuse";
  readonly onClose: () => void;
}

export const AnswerInspection = ({ inspection, answer, onClose }: AnswerInspectionProps) => {
  const m = useMessages(filingsMessages).inspections;
  const [reason, setReason] = useState(blankDraft);
  const queries = useQueryClient();
  const path = { enterpriseId: inspection.enterprise.id, inspectionId: inspection.id };
  const act = useMutation({
    mutationFn: () =>
      answer === "release"
        ? client.call(releaseItem, { path, body: { item: inspection.item } })
        : client.call(refuseInspection, { path, body: { reason: writtenOf(reason) } }),
    onSuccess: async () => {
      await refreshExchange(queries);
      onClose();
    },
  });
  if (answer === "release") {
    return (
      <ConfirmDialog
        title={m.releaseTitle}
        act={m.release}
        mutation={act}
        onConfirm={() => act.mutate()}
        onClose={onClose}
      >
        <p>
          <b className="wrap-anywhere">{inspection.itemName ?? inspection.item}</b>
        </p>
        <p className="notice notice-bad">{m.releaseWarning}</p>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      title={m.refuseTitle}
      act={m.refuse}
      mutation={act}
      onConfirm={() => {
        if (isWritten(reason)) act.mutate();
      }}
      onClose={onClose}
    >
      <p>{m.refuseText}</p>
      <WrittenFields label={m.why} value={reason} onChange={setReason} />
    </ConfirmDialog>
  );
};
