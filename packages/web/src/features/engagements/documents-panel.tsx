/** Documents that the team looked at: added once, previewed without running anything in them, with who opened each. */

import { openFieldDocument } from "@fenji/contract";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { client } from "../../contract-client.ts";
import { engagementsMessages } from "../../i18n/engagements/engagements-messages.ts";
import { formatBytes, formatInstant } from "../../i18n/format.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Failure } from "../../ui/failure.tsx";
import { saveBytes } from "../../ui/save-bytes.ts";
import type { EngagementProps } from "./engagement-props.ts";
import { documentsQuery, engagementKey, type FieldDocument } from "./engagement-queries.ts";
import { useKeepDocument, useWaiting } from "./field-work.ts";
import { mayWork } from "./use-may.ts";

export const DocumentsPanel = ({ enterpriseId, engagement }: EngagementProps) => {
  const m = useMessages(engagementsMessages);
  const path = { enterpriseId, engagementId: engagement.id };
  const { data, error } = useQuery(documentsQuery(path));
  const waiting = useWaiting(path).data?.documents ?? [];
  const keep = useKeepDocument(path);
  const [shown, setShown] = useState<FieldDocument>();
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
      <ul className="body documents">
        {waiting.map(({ sha256, name }) => (
          <li key={sha256}>
            {name} <span className="stamp">{m.device.waits}</span>
          </li>
        ))}
        {data?.documents.map((document) => (
          <li key={document.sha256}>
            <button type="button" className="btn btn-plain" onClick={() => setShown(document)}>
              {document.name}
            </button>{" "}
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
      {shown !== undefined && (
        <PreviewDialog path={path} document={shown} onClose={() => setShown(undefined)} />
      )}
    </section>
  );
};

interface PreviewDialogProps {
  readonly path: { readonly enterpriseId: string; readonly engagementId: string };
  readonly document: FieldDocument;
  readonly onClose: () => void;
}

const longestPreview = 200_000;

const PreviewDialog = ({ path, document, onClose }: PreviewDialogProps) => {
  const m = useMessages(engagementsMessages);
  const queries = useQueryClient();
  const open = useMutation({
    mutationFn: () =>
      client.call(openFieldDocument, { path: { ...path, sha256: document.sha256 }, body: {} }),
    onSuccess: () => queries.invalidateQueries({ queryKey: engagementKey(path.enterpriseId) }),
  });
  const { mutate } = open;
  useEffect(() => mutate(), [mutate]);
  return (
    <Dialog title={document.name} onClose={onClose}>
      <div className="stack">
        <p className="quiet small wrap-anywhere">
          {document.media} · {formatBytes(document.sizeBytes)} · SHA-256{" "}
          <code>{document.sha256}</code>
        </p>
        <p className="quiet small">{m.openingNoted}</p>
        {open.error !== null && <Failure error={open.error} />}
        {open.data !== undefined && <Preview document={document} bytes={open.data} />}
        {open.data !== undefined && (
          <p>
            <button
              type="button"
              className="btn"
              onClick={() => saveBytes(document.name, open.data)}
            >
              {m.download}
            </button>
          </p>
        )}
      </div>
    </Dialog>
  );
};

interface PreviewProps {
  readonly document: FieldDocument;
  readonly bytes: Uint8Array;
}

const Preview = ({ document, bytes }: PreviewProps) => {
  const m = useMessages(engagementsMessages);
  if (document.preview === "text")
    return (
      <pre className="preview">{new TextDecoder().decode(bytes.subarray(0, longestPreview))}</pre>
    );
  if (document.preview === "image")
    return <PreviewImage name={document.name} media={document.media} bytes={bytes} />;
  return <p className="quiet">{m.noPreview}</p>;
};

interface PreviewImageProps {
  readonly name: string;
  readonly media: string;
  readonly bytes: Uint8Array;
}

const PreviewImage = ({ name, media, bytes }: PreviewImageProps) => {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: media }));
    image.current?.setAttribute("src", address);
    return () => URL.revokeObjectURL(address);
  }, [media, bytes]);
  return <img ref={image} className="preview" alt={name} />;
};
