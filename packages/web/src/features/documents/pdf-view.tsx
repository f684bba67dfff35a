/** A PDF page by page, drawn as a picture with its text for screen readers; arrows turn pages. */

import { useEffect, useRef, useState } from "react";
import { documentsMessages } from "../../i18n/documents/documents-messages.ts";
import { useMessages } from "../../i18n/language.tsx";
import { isTyping } from "../../ui/keyboard.ts";
import { Skeleton } from "../../ui/skeleton.tsx";
import { reasonOf, type NoPreviewReason } from "./no-preview.ts";
import { NotShown } from "./not-shown.tsx";
import { openPdf, type OpenedPdf } from "./open-pdf.ts";

interface PdfViewProps {
  readonly bytes: Uint8Array;
}

export const PdfView = ({ bytes }: PdfViewProps) => {
  const [pdf, setPdf] = useState<OpenedPdf>();
  const [reason, setReason] = useState<NoPreviewReason>();
  useEffect(() => {
    let wanted = true;
    let opened: OpenedPdf | undefined;
    const open = async (): Promise<void> => {
      try {
        opened = await openPdf(bytes);
        if (wanted) setPdf(opened);
        else opened.close();
      } catch (error) {
        if (wanted) setReason(reasonOf(error));
      }
    };
    void open();
    return () => {
      wanted = false;
      opened?.close();
    };
  }, [bytes]);
  if (reason !== undefined) return <NotShown reason={reason} />;
  return pdf === undefined ? <Skeleton rows={6} /> : <Pages pdf={pdf} />;
};

const zooms = [0.5, 0.75, 1, 1.5, 2, 3] as const;
const fitting = zooms.indexOf(1);

/** By how many pages a key moves; to the ends where it is infinite. */
const turns: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  PageUp: -1,
  ArrowRight: 1,
  PageDown: 1,
  Home: -Infinity,
  End: Infinity,
};

/** A page wider than its frame is moved sideways by the same keys while it has the focus. */
const isWide = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.scrollWidth > target.clientWidth;

/** Anywhere in the dialog, since focus begins at its head. */
const useTurning = (host: React.RefObject<HTMLElement | null>, turn: (by: number) => void) => {
  const latest = useRef(turn);
  useEffect(() => {
    latest.current = turn;
  });
  useEffect(() => {
    const area = host.current?.closest("dialog");
    const onKey = (event: KeyboardEvent) => {
      const by = turns[event.key];
      if (by === undefined || isTyping(event.target) || isWide(event.target)) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      event.preventDefault();
      latest.current(by);
    };
    area?.addEventListener("keydown", onKey);
    return () => area?.removeEventListener("keydown", onKey);
  }, [host]);
};

/** A button at the end of its way keeps the focus, and with it the keys. */
const Pages = ({ pdf }: { readonly pdf: OpenedPdf }) => {
  const m = useMessages(documentsMessages);
  const host = useRef<HTMLDivElement>(null);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(fitting);
  const turn = (by: number) => setPage((before) => Math.min(pdf.pages, Math.max(1, before + by)));
  useTurning(host, turn);
  const scale = zooms[zoom] ?? 1;
  return (
    <div className="stack" ref={host}>
      <div className="row small" role="group" aria-label={m.pages}>
        <button
          type="button"
          className="btn btn-cell"
          aria-disabled={page === 1}
          onClick={() => turn(-1)}
        >
          {m.previousPage}
        </button>
        <span role="status">{m.pageOf(page, pdf.pages)}</span>
        <button
          type="button"
          className="btn btn-cell"
          aria-disabled={page === pdf.pages}
          onClick={() => turn(1)}
        >
          {m.nextPage}
        </button>
        <button
          type="button"
          className="btn btn-cell"
          aria-disabled={zoom === 0}
          onClick={() => setZoom(Math.max(0, zoom - 1))}
        >
          {m.smaller}
        </button>
        <span>{Math.round(scale * 100)} %</span>
        <button
          type="button"
          className="btn btn-cell"
          aria-disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(Math.min(zooms.length - 1, zoom + 1))}
        >
          {m.larger}
        </button>
      </div>
      <Page pdf={pdf} number={page} scale={scale} />
      <p className="quiet small">{m.keys}</p>
    </div>
  );
};

interface PageProps {
  readonly pdf: OpenedPdf;
  readonly number: number;
  /** 1 fills the width. */
  readonly scale: number;
}

interface Drawn {
  readonly number: number;
  readonly scale: number;
  readonly text: string;
  readonly reason: NoPreviewReason | undefined;
}

/** Puts the page onto `paper`; undefined while it is being drawn. */
const useDrawn = (
  { pdf, number, scale }: PageProps,
  paper: React.RefObject<HTMLElement | null>,
): Drawn | undefined => {
  const [drawn, setDrawn] = useState<Drawn>();
  useEffect(() => {
    let wanted = true;
    const draw = async (): Promise<void> => {
      const width = Math.max(200, paper.current?.parentElement?.clientWidth ?? 0) * scale;
      try {
        const { canvas, text } = await pdf.draw(number, width);
        if (!wanted) return;
        canvas.style.width = `${width}px`;
        canvas.setAttribute("aria-hidden", "true");
        paper.current?.replaceChildren(canvas);
        setDrawn({ number, scale, text, reason: undefined });
      } catch (error) {
        if (!wanted) return;
        paper.current?.replaceChildren();
        setDrawn({ number, scale, text: "", reason: reasonOf(error) });
      }
    };
    void draw();
    return () => {
      wanted = false;
    };
  }, [pdf, number, scale, paper]);
  return drawn?.number === number && drawn.scale === scale ? drawn : undefined;
};

const Page = (props: PageProps) => {
  const m = useMessages(documentsMessages);
  const paper = useRef<HTMLDivElement>(null);
  const drawn = useDrawn(props, paper);
  return (
    <div
      className="document-page"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={m.page(props.number)}
      aria-busy={drawn === undefined}
    >
      {drawn?.reason !== undefined && <NotShown reason={drawn.reason} />}
      <div ref={paper} />
      {drawn?.reason === undefined && (
        <div className="sr-only">{drawn?.text.trim() === "" ? m.noPageText : drawn?.text}</div>
      )}
    </div>
  );
};
