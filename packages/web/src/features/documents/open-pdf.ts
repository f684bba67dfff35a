/** Opens a PDF by pdf.js in workers of its own; without scripts, forms, links or anything from elsewhere. */

import {
  getDocument,
  GlobalWorkerOptions,
  PDFWorker,
  type PDFDocumentProxy,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import { NoPreview } from "./no-preview.ts";
import { previewLimits } from "./preview-limits.ts";

/** Put in by the build: the folder with character maps, standard fonts and decoders of pdf.js. */
declare const fenjiPdfParts: string;

export interface DrawnPage {
  readonly canvas: HTMLCanvasElement;
  /** What it says, for a screen reader; "" where a page is a picture of text. */
  readonly text: string;
}

export interface OpenedPdf {
  readonly pages: number;
  /** `number` from 1, `width` in pixels of CSS. @throws NoPreview */
  readonly draw: (number: number, width: number) => Promise<DrawnPage>;
  readonly close: () => void;
}

const inTime = async <Value>(work: Promise<Value>, stop?: () => void): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NoPreview("too-heavy"));
      stop?.();
    }, previewLimits.pageMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

const asNoPreview = (error: unknown): NoPreview => {
  if (error instanceof NoPreview) return error;
  const locked = error instanceof Error && error.name === "PasswordException";
  return new NoPreview(locked ? "locked" : "damaged", error);
};

const textOf = async (page: Awaited<ReturnType<PDFDocumentProxy["getPage"]>>): Promise<string> => {
  const { items } = await page.getTextContent();
  return items
    .map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : ""))
    .join("")
    .slice(0, previewLimits.pageCharacters);
};

const drawPage = async (
  pdf: PDFDocumentProxy,
  number: number,
  width: number,
): Promise<DrawnPage> => {
  const page = await pdf.getPage(number);
  const own = page.getViewport({ scale: 1 });
  const sharp = (width * Math.min(window.devicePixelRatio, 2)) / own.width;
  const most = Math.sqrt(previewLimits.pagePixels / (own.width * own.height));
  const viewport = page.getViewport({ scale: Math.min(sharp, most) });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  const drawing = page.render({ canvas, viewport });
  await inTime(drawing.promise, () => drawing.cancel());
  const text = await textOf(page);
  page.cleanup();
  return { canvas, text };
};

/** @throws NoPreview `damaged`, `locked`, `too-heavy` */
export const openPdf = async (bytes: Uint8Array): Promise<OpenedPdf> => {
  const reader = new Worker(new URL("./pdf-reader.worker.ts", import.meta.url), { type: "module" });
  const renderer = new Worker(new URL("./pdf-renderer.worker.ts", import.meta.url), {
    type: "module",
  });
  // A browser without canvases for workers draws on the page instead.
  GlobalWorkerOptions.rendererPorts = [renderer];
  const loading = getDocument({
    worker: PDFWorker.create({ port: reader, verbosity: 0 }),
    // pdf.js hands what it is given to its worker, and the bytes are still wanted for saving them.
    data: bytes.slice(),
    cMapUrl: `${fenjiPdfParts}cmaps/`,
    standardFontDataUrl: `${fenjiPdfParts}standard_fonts/`,
    wasmUrl: `${fenjiPdfParts}wasm/`,
    // The content security policy allows no compilation; the decoders have a form in plain JavaScript.
    useWasm: false,
    enableXfa: false,
    disableAutoFetch: true,
    maxImageSize: previewLimits.maxPixels,
    verbosity: 0,
  });
  const close = () => {
    reader.terminate();
    renderer.terminate();
  };
  try {
    const pdf = await inTime(loading.promise);
    const draw = (number: number, width: number) =>
      inTime(drawPage(pdf, number, width)).catch((error: unknown) => {
        throw asNoPreview(error);
      });
    return { pages: pdf.numPages, draw, close };
  } catch (error) {
    close();
    throw asNoPreview(error);
  }
};
