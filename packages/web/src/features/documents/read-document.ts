/** Takes a document apart for looking at, by what it contains; nothing in it is ever run. */

import { documentMedia } from "@fenji/evidence";
import { docxPart, docxText, type OfficeText } from "./docx-text.ts";
import { firstSheet, workbookPart, type FirstSheet } from "./first-sheet.ts";
import { imageSize } from "./image-size.ts";
import { NoPreview } from "./no-preview.ts";
import { previewLimits } from "./preview-limits.ts";
import { shownText, type ShownText } from "./shown-text.ts";
import { openZip } from "./zip-directory.ts";

export type ReadDocument =
  | { readonly kind: "pdf" }
  | { readonly kind: "image"; readonly media: string }
  | ({ readonly kind: "text" } & ShownText)
  | ({ readonly kind: "docx" } & OfficeText)
  | ({ readonly kind: "sheet" } & FirstSheet);

const readOffice = async (bytes: Uint8Array): Promise<ReadDocument> => {
  const zip = openZip(bytes);
  if (zip.has(docxPart)) return { kind: "docx", ...(await docxText(zip)) };
  if (zip.has(workbookPart)) return { kind: "sheet", ...(await firstSheet(zip)) };
  throw new NoPreview("unknown");
};

const readImage = (media: string, bytes: Uint8Array): ReadDocument => {
  const size = imageSize(media, bytes);
  if (size === undefined) throw new NoPreview("damaged");
  if (size.width * size.height > previewLimits.maxPixels) throw new NoPreview("too-large");
  return { kind: "image", media };
};

const headBytes = 4_096;

/** @throws NoPreview, which says why there is nothing to look at */
export const readDocument = async (bytes: Uint8Array): Promise<ReadDocument> => {
  const media = documentMedia(bytes.subarray(0, headBytes));
  if (media === "application/pdf") return { kind: "pdf" };
  if (media === "text/plain") return { kind: "text", ...shownText(bytes) };
  if (media === "application/octet-stream") throw new NoPreview("unknown");
  if (bytes.length > previewLimits.maxBytes) throw new NoPreview("too-large");
  return media === "application/zip" ? readOffice(bytes) : readImage(media, bytes);
};
