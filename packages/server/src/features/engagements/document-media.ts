/** What kind of document it is by its first bytes, whatever its name says, and whether it may be kept at all. */

const startsWith = (head: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => head[at + index] === byte);

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));

const signatures: readonly { readonly media: string; readonly bytes: readonly number[] }[] = [
  { media: "application/pdf", bytes: ascii("%PDF-") },
  { media: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { media: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
  { media: "image/gif", bytes: ascii("GIF8") },
  { media: "application/zip", bytes: [0x50, 0x4b, 0x03, 0x04] },
];

/** UTF-8 with no control characters but line ends and tabs; the last character may be cut by the end of the head. */
const isText = (head: Uint8Array): boolean => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    // oxlint-disable-next-line no-control-regex
    return !/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/.test(text);
  } catch {
    return false;
  }
};

/** Markup is text: it is shown as it is written and never run. */
export const mediaOf = (head: Uint8Array): string => {
  const known = signatures.find(({ bytes }) => startsWith(head, bytes));
  if (known !== undefined) return known.media;
  if (startsWith(head, ascii("RIFF")) && startsWith(head, ascii("WEBP"), 8)) return "image/webp";
  return isText(head) ? "text/plain" : "application/octet-stream";
};

export const previewOf = (media: string): "text" | "pdf" | "image" | "none" => {
  if (media === "application/pdf") return "pdf";
  if (media.startsWith("image/")) return "image";
  return media === "text/plain" ? "text" : "none";
};

/** Marks of state secrets: 绝密★, 机密★, 秘密★ with or without a term, and 涉密 in a name. */
export const isMarkedSecret = (name: string, head: Uint8Array): boolean => {
  const mark = /(?:绝密|机密|秘密)\s{0,4}[★☆]/u;
  if (/涉密|绝密|机密/u.test(name) || mark.test(name)) return true;
  return isText(head) && mark.test(new TextDecoder().decode(head));
};
