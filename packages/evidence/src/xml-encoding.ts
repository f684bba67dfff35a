/** Decides how an XML file is encoded: byte order mark, then what the bytes allow, then its declaration. */

import { AppError } from "@fenji/kernel";
import { detectEncoding } from "./detect-encoding.ts";

export interface XmlEncoding {
  /** Label of the WHATWG encoding standard. */
  readonly label: string;
  /** Set when the declaration is missing or wrong and another encoding was taken. */
  readonly guessed: string | null;
}

/** GB18030 holds GBK and GB2312; windows-1252 is what browsers and tools mean by ISO-8859-1. */
const knownLabels: ReadonlyMap<string, string> = new Map([
  ["utf-8", "utf-8"],
  ["utf8", "utf-8"],
  ["us-ascii", "utf-8"],
  ["ascii", "utf-8"],
  ["gb18030", "gb18030"],
  ["gbk", "gb18030"],
  ["gb2312", "gb18030"],
  ["cp936", "gb18030"],
  ["iso-8859-1", "windows-1252"],
  ["windows-1252", "windows-1252"],
  ["utf-16", "utf-8"],
  ["utf-16le", "utf-8"],
  ["utf-16be", "utf-8"],
]);

/**
 * XML 1.0 appendix F. A declaration of UTF-16 in bytes that are not UTF-16 cannot be true and is passed over.
 * @throws AppError `evidence.xml-encoding`, `evidence.xml-malformed` for bytes that are no text
 */
export const xmlEncoding = (head: Uint8Array): XmlEncoding => {
  const detected = detectEncoding(head);
  if (detected?.label === "utf-16le" || detected?.label === "utf-16be")
    return { label: detected.label, guessed: null };
  const declared = declaredEncoding(head);
  const label = declared === null ? "utf-8" : knownLabels.get(declared.toLowerCase());
  if (label === undefined)
    throw new AppError("evidence.xml-encoding", { at: "1:1", encoding: declared ?? "?" });
  if (label !== "utf-8") return { label, guessed: null };
  if (detected === undefined)
    throw new AppError("evidence.xml-malformed", { at: "1:1", detail: "bytes that are no text" });
  if (detected.label === "utf-8") return { label, guessed: null };
  return {
    label: detected.label,
    guessed: `not ${declared ?? "UTF-8"}; read as ${detected.label}`,
  };
};

/** The declaration is ASCII in every encoding left by then. */
const declaredEncoding = (head: Uint8Array): string | null => {
  const start = String.fromCharCode(...head.subarray(0, 256)).replace(/^ï»¿/, "");
  const match = /^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']/.exec(start);
  return match?.[1] ?? null;
};
