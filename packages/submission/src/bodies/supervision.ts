/** Bodies of a supervisor's answers and requests, and of what firms and provinces say to them. */

import { z } from "zod";
import { count, date, hash, jurisdiction, messageId, packWord, words } from "../words.ts";

const filingNamed = { filing: messageId };

export const returnedBody = z.strictObject({
  ...filingNamed,
  reasons: z
    .array(z.strictObject({ item: packWord.nullable(), text: words }))
    .min(1)
    .max(200),
});

export const verifiedBody = z.strictObject({ ...filingNamed, note: words.nullable() });

export const registrationNumber = z.string().regex(/^FJ-[0-9A-Z]{2,8}-\d{4}-\d{6}$/);

export const registeredBody = z.strictObject({ ...filingNamed, number: registrationNumber });

export const taskBody = z.strictObject({
  task: messageId,
  title: words,
  text: words,
  dueDate: date.nullable(),
});

export type TaskBody = z.infer<typeof taskBody>;

/** From a firm: seen or done. From a province: how many of its firms have seen and done it. */
export const taskReceiptBody = z.strictObject({
  task: messageId,
  state: z.enum(["seen", "done"]),
  firms: z.strictObject({ asked: count, seen: count, done: count }).nullable(),
});

export const noticeBody = z.strictObject({ title: words, text: words });

export const inspectionBody = z.strictObject({
  inspection: messageId,
  item: hash,
  reason: words,
  dueDate: date,
});

const isBase64Sign = (code: number): boolean =>
  (code >= 0x30 && code <= 0x39) || // 0-9
  (code >= 0x41 && code <= 0x5a) || // A-Z
  (code >= 0x61 && code <= 0x7a) || // a-z
  code === 0x2b || // +
  code === 0x2f; // /

/** A loop, because an expression would need a stack as deep as the file is long. */
const isBase64 = (text: string): boolean => {
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  if (text.length % 4 !== 0) return false;
  for (let index = 0; index < text.length - padding; index += 1)
    if (!isBase64Sign(text.charCodeAt(index))) return false;
  return true;
};

/** The one body that carries evidence: the item that was asked for, in base64, released by the firm. */
export const releaseBody = z.strictObject({
  inspection: messageId,
  item: hash,
  sizeBytes: count,
  content: z.string().refine(isBase64, "base64"),
});

export const refusalBody = z.strictObject({
  inspection: messageId,
  item: hash,
  reason: words,
});

/** A count under the threshold of suppression is null. */
const cell = z.strictObject({
  sector: packWord,
  type: packWord,
  grade: z.number().int().min(0).max(99).nullable(),
  enterprises: count.nullable(),
});

export const aggregateBody = z.strictObject({
  jurisdiction,
  asOf: date,
  pack: z.strictObject({ id: packWord, version: packWord }),
  /** Counts from 1 to `threshold - 1` are not told, nor one that could be worked out from the others. */
  threshold: z.number().int().min(2).max(100),
  enterprises: count.nullable(),
  filings: z.strictObject({
    filed: count.nullable(),
    returned: count.nullable(),
    verified: count.nullable(),
    registered: count.nullable(),
  }),
  cells: z.array(cell).max(20_000),
});

export type AggregateBody = z.infer<typeof aggregateBody>;
