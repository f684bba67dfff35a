/** Reads the bytes of a message: size and depth before anything is parsed, then one spelling only, then its shape. */

import { AppError, canonicalJson, err, ok, type Json, type Result } from "@fenji/kernel";
import type { z } from "zod";
import { envelope, joinEnvelope, type Message, type Signature } from "./envelope.ts";
import { messageLimitBytes, releaseLimitBytes } from "./kinds.ts";

export interface ReadTools {
  /** UTF-8; throws for what is not. */
  readonly decode: (bytes: Uint8Array) => string;
}

export interface ReadEnvelope {
  readonly message: Message;
  readonly signatures: readonly Signature[];
  /** What is signed and hashed. */
  readonly text: string;
  /** All of it, exactly as it came. */
  readonly envelopeText: string;
}

export const maxDepth = 16;

const megabytes = (bytes: number): string => `${bytes / 2 ** 20} MB`;

const refuse = (detail: string): { readonly ok: false; readonly error: AppError } =>
  err(new AppError("exchange.malformed", { detail }));

const byte = { quote: 0x22, backslash: 0x5c, open: 0x5b, close: 0x5d, brace: 0x7b, unbrace: 0x7d };

/** Deepest nesting of arrays and objects, looked for no further than `maxDepth`. */
const isTooDeep = (bytes: Uint8Array): boolean => {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const at = bytes[index];
    if (inText) {
      if (at === byte.backslash) index += 1;
      else if (at === byte.quote) inText = false;
    } else if (at === byte.quote) inText = true;
    else if (at === byte.open || at === byte.brace) {
      depth += 1;
      if (depth > maxDepth) return true;
    } else if (at === byte.close || at === byte.unbrace) depth -= 1;
  }
  return false;
};

/** In canonical order a message's kind stands after its body, near the end of the bytes. */
const tailBytes = 4096;

/** Only a release may be large; told by its end, so that nothing else is parsed at that size. */
const limitFor = (bytes: Uint8Array, { decode }: ReadTools): number => {
  if (bytes.length <= messageLimitBytes) return messageLimitBytes;
  try {
    // A text may not begin inside a character, and near the end there are only ASCII members.
    const tail = decode(bytes.subarray(bytes.length - tailBytes));
    return tail.includes('"kind":"release","schema":"release/')
      ? releaseLimitBytes
      : messageLimitBytes;
  } catch {
    return messageLimitBytes;
  }
};

/** The first issue, in a form that names the place and repeats nothing of the content. */
export const firstIssue = (error: z.ZodError): { readonly at: string; readonly detail: string } => {
  const issue = error.issues[0];
  return { at: issue?.path.map(String).join(".").slice(0, 200) ?? "", detail: issue?.code ?? "" };
};

const parse = (text: string): Json | undefined => {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};

const isNewerFormat = (value: Json): string | undefined => {
  if (typeof value !== "object" || value === null || !("format" in value)) return undefined;
  const { format } = value;
  return typeof format === "string" && /^fenji-message\/([2-9]|[1-9]\d+)$/.test(format)
    ? format
    : undefined;
};

/** Says nothing yet about who sent it, or what its body holds. */
export const readEnvelope = (
  bytes: Uint8Array,
  tools: ReadTools,
): Result<ReadEnvelope, AppError> => {
  const limit = limitFor(bytes, tools);
  if (bytes.length > limit)
    return err(new AppError("exchange.too-large", { limit: megabytes(limit) }));
  if (isTooDeep(bytes)) return err(new AppError("exchange.too-deep", { limit: maxDepth }));
  let envelopeText: string;
  try {
    envelopeText = tools.decode(bytes);
  } catch {
    return refuse("UTF-8");
  }
  const value = parse(envelopeText);
  if (value === undefined) return refuse("JSON");
  const newer = isNewerFormat(value);
  if (newer !== undefined) return err(new AppError("exchange.newer-schema", { schema: newer }));
  const parsed = envelope.safeParse(value);
  if (!parsed.success) return err(new AppError("exchange.schema", firstIssue(parsed.error)));
  const { message, signatures } = parsed.data;
  if (bytes.length > messageLimitBytes && message.kind !== "release")
    return err(new AppError("exchange.too-large", { limit: megabytes(messageLimitBytes) }));
  // Duplicate names, other orders, spaces, other spellings of numbers: not the bytes that canonical JSON gives.
  const text = canonicalText(message);
  if (text === undefined || joinEnvelope(text, signatures) !== envelopeText)
    return refuse("RFC 8785");
  return ok({ message, signatures, text, envelopeText });
};

const canonicalText = (message: Message): string | undefined => {
  try {
    return canonicalJson(message as Json);
  } catch {
    return undefined;
  }
};
