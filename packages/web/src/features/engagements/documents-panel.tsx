/** Documents that the team looked at: added once, previewed without running anything in them, with who opened each. */

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatBytes, formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { WaitingDocument } from "../../offline/field-store.ts";
import { Failure } from "../../ui/failure.tsx";
import { DocumentDialog } from "../documents/document-dialog.tsx";
import type { DocumentSource } from "../documents/document-source.ts";
import type { EngagementProps } from "./engagement-props.ts";
import { documentsQuery, type EngagementPath, type FieldDocument } from "./engagement-queries.ts";
import { useKeepDocument, useWaiting } from "./field-work.ts";
import { fromDevice, useFromNode } from "./open-document.ts";
import { mayWork } from "./use-may.ts";

export const DocumentsPanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const path = { enterpriseId, engagementId: engagement.id };
  const { data, error } = useQuery(documentsQuery(path));
  const waiting = useWaiting(path).data?.documents ?? [];
  const keep = useKeepDocument(path);
  const none = data?.documents.length === 0 && waiting.length === 0;
  return (
    <section className="panel" aria-label={m.documents}>
      <header>
        <h2>{m.documents}</h2>
        <span className="quiet small grow">{m.documentsNote}</span>
        {mayWork(engagement, ["plan", "field", "report"]) && (
          <label className="btn no-print">
            {m.addDocument}
            <input
              type="file"
              className="sr-only"
              disabled={keep.isPending}
              onChange={(event) => {
                const [file] = event.target.files ?? [];
                if (file !== undefined) keep.mutate(file);
                event.target.value = "";
              }}
            />
          </label>
        )}
      </header>
      {error !== null && data === undefined && <Failure error={error} />}
      {keep.error !== null && <Failure error={keep.error} />}
      {none && <p className="body quiet">{m.noDocuments}</p>}
      <DocumentList path={path} documents={data?.documents ?? []} waiting={waiting} />
    </section>
  );
};

interface DocumentListProps {
  readonly path: EngagementPath;
  readonly documents: readonly FieldDocument[];
  readonly waiting: readonly WaitingDocument[];
}

const DocumentList = ({ path, documents, waiting }: DocumentListProps) => {
  const m = useMessages(engagementsMessages);
  const fromNode = useFromNode(path);
  const [shown, setShown] = useState<DocumentSource>();
  return (
    <>
      <ul className="body documents">
        {waiting.map((document) => (
          <li key={document.sha256}>
            <OpenButton source={fromDevice(document)} onOpen={setShown} />{" "}
            <span className="stamp">{m.device.waits}</span>
          </li>
        ))}
        {documents.map((document) => (
          <li key={document.sha256}>
            <OpenButton source={fromNode(document)} onOpen={setShown} />{" "}
            <span className="quiet small">
              {formatBytes(document.sizeBytes)} · {document.addedBy.name} ·{" "}
              {formatInstant(document.addedAt)} ·{" "}
              {document.seen.length === 0
                ? m.unseen
                : m.seenBy([...new Set(document.seen.map(({ by }) => by.name))].join(" · "))}
            </span>
          </li>
        ))}
      </ul>
      {shown !== undefined && <DocumentDialog source={shown} onClose={() => setShown(undefined)} />}
    </>
  );
};

interface OpenButtonProps {
  readonly source: DocumentSource;
  readonly onOpen: (source: DocumentSource) => void;
}

const OpenButton = ({ source, onOpen }: OpenButtonProps) => (
  <button type="button" className="btn btn-plain" onClick={() => onOpen(source)}>
    {source.name}
  </button>
);
