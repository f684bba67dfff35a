/** Documents that the team looked at: added once, previewed without running anything in them, with who opened each. */

import { useQuery } from "@tanstack/react-query";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatBytes, formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import type { WaitingDocument } from "../../offline/field-store.ts";
import { Failure } from "../../ui/failure.tsx";
import { fromDevice, useFromNode } from "../documents/document-sources.ts";
import { OpenDocument } from "../documents/open-document.tsx";
import type { EngagementProps } from "./engagement-props.ts";
import { documentsQuery, type EngagementPath, type FieldDocument } from "./engagement-queries.ts";
import { useKeepDocument, useWaiting } from "./field-work.ts";
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
  return (
    <ul className="body documents">
      {waiting.map((document) => (
        <li key={document.sha256}>
          <OpenDocument source={fromDevice(document)} />{" "}
          <span className="stamp">{m.device.waits}</span>
        </li>
      ))}
      {documents.map((document) => (
        <li key={document.sha256}>
          <OpenDocument source={fromNode(document)} />{" "}
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
  );
};
