/** The beginning of a text document, in whatever encoding it is. */

import { detectEncoding, type EncodingLabel } from "@fenji/evidence";
import { NoPreview } from "./no-preview.ts";
import { previewLimits } from "./preview-limits.ts";

export interface ShownText {
  readonly text: string;
  readonly encoding: EncodingLabel;
  /** False: the file does not say it, and its bytes allow this reading. */
  readonly sure: boolean;
  readonly cut: boolean;
}

/** @throws NoPreview `unknown` for bytes that are no text */
export const shownText = (bytes: Uint8Array): ShownText => {
  const head = bytes.subarray(0, previewLimits.textBytes);
  const found = detectEncoding(head);
  if (found === undefined) throw new NoPreview("unknown");
  const cut = bytes.length > head.length;
  // A character that the cut goes through is left out.
  const text = new TextDecoder(found.label).decode(head, { stream: cut });
  return { text, encoding: found.label, sure: !found.guessed, cut };
};
