/** A document looked at in the page: what it is, its content where that can be shown, and the way to the file itself. */

import { useMutation } from "@tanstack/react-query";
import { lazy, Suspense, useEffect } from "react";
import { documentsMessages } from "../../i18n/documents/documents-messages.ts";
import { formatBytes } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { saveBytes } from "../../ui/save-bytes.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { DocumentSource } from "./document-source.ts";
import "./documents.css";

const DocumentView = lazy(async () => ({
  default: (await import("./document-view.tsx")).DocumentView,
}));

interface DocumentDialogProps {
  readonly source: DocumentSource;
  readonly onClose: () => void;
}

export const DocumentDialog = ({ source, onClose }: DocumentDialogProps) => {
  const m = useMessages(documentsMessages);
  const { name, sha256, sizeBytes } = source;
  const reading = useMutation({ mutationFn: source.read });
  const { mutate } = reading;
  useEffect(() => mutate(), [mutate]);
  const { bytes, from } = reading.data ?? {};
  return (
    <Dialog title={name} onClose={onClose}>
      <div className="stack document">
        <p className="quiet small wrap-anywhere">
          {formatBytes(sizeBytes)} · SHA-256 <code>{sha256}</code>
        </p>
        {bytes !== undefined && from !== undefined && (
          <p className="row small">
            <span className="quiet">{m.from[from]}</span>
            <button type="button" className="btn btn-cell" onClick={() => saveBytes(name, bytes)}>
              {m.download}
            </button>
          </p>
        )}
        {reading.error !== null && <Failure error={reading.error} retry={() => mutate()} />}
        {reading.isPending && <Skeleton rows={6} />}
        {bytes !== undefined && (
          <Suspense fallback={<Skeleton rows={6} />}>
            <DocumentView name={name} bytes={bytes} />
          </Suspense>
        )}
      </div>
    </Dialog>
  );
};
