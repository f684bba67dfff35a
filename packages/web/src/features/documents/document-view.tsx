/** The content of a document, each kind in its own way, or why it is not shown. */

import { lazy, Suspense, useEffect, useState } from "react";
import { documentsMessages } from "../../i18n/documents/documents-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ImageView } from "./image-view.tsx";
import { NotShown } from "./not-shown.tsx";
import { reasonOf, type NoPreviewReason } from "./no-preview.ts";
import { readDocument, type ReadDocument } from "./read-document.ts";
import { SheetView } from "./sheet-view.tsx";

const PdfView = lazy(async () => ({ default: (await import("./pdf-view.tsx")).PdfView }));

interface DocumentViewProps {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Outcome = ReadDocument | { readonly kind: "not-shown"; readonly reason: NoPreviewReason };

const useOutcome = (bytes: Uint8Array): Outcome | undefined => {
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    let wanted = true;
    const tell = (told: Outcome) => {
      if (wanted) setOutcome(told);
    };
    readDocument(bytes).then(tell, (error: unknown) =>
      tell({ kind: "not-shown", reason: reasonOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [bytes]);
  return outcome;
};

export const DocumentView = ({ name, bytes }: DocumentViewProps) => {
  const outcome = useOutcome(bytes);
  switch (outcome?.kind) {
    case undefined:
      return <Skeleton rows={6} />;
    case "not-shown":
      return <NotShown reason={outcome.reason} />;
    case "image":
      return <ImageView name={name} media={outcome.media} bytes={bytes} />;
    case "pdf":
      return (
        <Suspense fallback={<Skeleton rows={6} />}>
          <PdfView bytes={bytes} />
        </Suspense>
      );
    case "sheet":
      return <SheetView sheet={outcome} />;
    case "docx":
    case "text":
      return <TextView document={outcome} />;
  }
};

interface TextViewProps {
  readonly document: Extract<ReadDocument, { readonly kind: "text" | "docx" }>;
}

const TextView = ({ document }: TextViewProps) => {
  const m = useMessages(documentsMessages);
  const encoding =
    document.kind === "docx"
      ? m.textOnly
      : m.encoding(document.encoding.toUpperCase(), document.sure);
  return (
    <>
      <p className="quiet small">
        {encoding}
        {document.cut && m.cutText}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <pre className="document-text" tabIndex={0} aria-label={m.content}>
        {document.text}
      </pre>
    </>
  );
};
