/** Knows an HTML text by its beginning and opens it in the encoding that it declares. */

import { bufferHead } from "../buffer-head.ts";
import { decodeText } from "../decode-text.ts";
import { detectEncoding, type EncodingLabel } from "../detect-encoding.ts";
import type { ByteStream, ReadContext } from "../reader.ts";
import { htmlTables, type HtmlTableEvent } from "./html-tables.ts";

const headBytes = 65_536;

/** What may stand before the first element: white space, an XML declaration, comments. Each part eats what it begins with. */
const before = /^\uFEFF?(?:\s+|<\?xml[^>]{0,200}>|<!--(?:(?!-->)[^]){0,2000}-->)*/;

const firstElement = /^<(?:!doctype\s+html|html|head|body|meta|table)\b/i;

/** `xls` files of many tools are HTML too. */
export const isHtml = (head: string): boolean => {
  const start = head.slice(0, 4_096);
  return firstElement.test(start.slice(before.exec(start)?.[0].length ?? 0));
};

export interface HtmlEncoding {
  readonly label: EncodingLabel;
  /** Set where what is declared cannot be so, or nothing is declared and several readings are possible. */
  readonly guessed: string | null;
}

const chinese = /^(?:gb18030|gbk|gb2312|gb_2312-80|x-gbk|cp936)$/i;

/** The first `charset` within a `meta` element or an XML declaration, which is ASCII whatever follows. */
const declaredIn = (head: Uint8Array): string | undefined => {
  const start = String.fromCharCode(...head.subarray(0, 4_096));
  const found =
    /<meta\s[^>]{0,300}charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(start) ??
    /^\W{0,3}<\?xml\s[^>]{0,200}encoding\s{0,9}=\s{0,9}["']([\w.-]{1,40})/.exec(start);
  return found?.[1];
};

/** Undefined for bytes that are no text in any encoding known here. */
export const htmlEncoding = (head: Uint8Array): HtmlEncoding | undefined => {
  const detected = detectEncoding(head);
  if (detected === undefined) return undefined;
  if (detected.label.startsWith("utf-16")) return { label: detected.label, guessed: null };
  const declared = declaredIn(head);
  const isChinese = declared !== undefined && chinese.test(declared);
  // Of ASCII alone both readings are the same so far; the declaration tells of what comes later.
  const isAscii = head.every((byte) => byte < 0x80);
  if (isChinese && (isAscii || detected.label === "gb18030"))
    return { label: "gb18030", guessed: null };
  if (detected.label === "utf-8")
    return { label: "utf-8", guessed: isChinese ? `not ${declared}; read as utf-8` : null };
  const because = declared === undefined ? "" : `not ${declared}; read as `;
  return { label: detected.label, guessed: `${because}${detected.label}` };
};

export interface OpenedHtml {
  readonly encoding: HtmlEncoding;
  /** To be read once. */
  readonly tables: AsyncGenerator<HtmlTableEvent>;
}

/** Undefined for bytes that are no HTML; `bytes` can then no longer be read. */
export const openHtml = async (
  bytes: ByteStream,
  context: ReadContext,
): Promise<OpenedHtml | undefined> => {
  const opened = await bufferHead(bytes, headBytes);
  const encoding = htmlEncoding(opened.head);
  if (encoding === undefined) return undefined;
  return { encoding, tables: htmlTables(decodeText(opened.bytes, encoding.label, context)) };
};
