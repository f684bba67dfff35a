/** Why a document is not shown in the page; it can always be downloaded. */

export type NoPreviewReason = "damaged" | "locked" | "too-large" | "too-heavy" | "unknown";

export class NoPreview extends Error {
  readonly reason: NoPreviewReason;

  constructor(reason: NoPreviewReason, cause?: unknown) {
    super(`No preview: ${reason}`, { cause });
    this.name = "NoPreview";
    this.reason = reason;
  }
}

/** What a reader of somebody else's making throws is the document's fault, as far as whoever looks can tell. */
export const reasonOf = (error: unknown): NoPreviewReason =>
  error instanceof NoPreview ? error.reason : "damaged";
