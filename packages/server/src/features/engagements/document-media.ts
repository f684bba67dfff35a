/** How a kind of document can be looked at in the page, and whether it may be kept at all. */

import { detectEncoding } from "@fenji/evidence";

export type Preview = "text" | "pdf" | "image" | "office" | "none";

export const previewOf = (media: string): Preview => {
  if (media === "application/pdf") return "pdf";
  if (media.startsWith("image/")) return "image";
  if (media === "application/zip") return "office";
  return media === "text/plain" ? "text" : "none";
};

/** Marks of state secrets: 绝密★, 机密★, 秘密★ with or without a term, and 涉密 in a name; in whatever encoding text is. */
export const isMarkedSecret = (name: string, head: Uint8Array): boolean => {
  const mark = /(?:绝密|机密|秘密)\s{0,4}[★☆]/u;
  if (/涉密|绝密|机密/u.test(name) || mark.test(name)) return true;
  const encoding = detectEncoding(head);
  return encoding !== undefined && mark.test(new TextDecoder(encoding.label).decode(head));
};
