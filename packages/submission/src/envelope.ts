/** A message and its signatures, as they travel and as they are kept: canonical JSON (RFC 8785) in UTF-8. */

import { canonicalJson } from "@fenji/kernel";
import { z } from "zod";
import { schemaOf, type BodyOfKind, type Kind } from "./kinds.ts";
import { algorithm, creditCode, instant, keyId, messageId, nodeId } from "./words.ts";

export const format = "fenji-message/1";

const signature = z.strictObject({
  keyId,
  algorithm,
  /** 64 bytes in base64url without padding; for SM2 r and s, 32 bytes each. */
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
});

export type Signature = z.infer<typeof signature>;

/** Everything but the body, which its kind describes. */
const message = z.strictObject({
  id: messageId,
  kind: z
    .string()
    .max(40)
    .regex(/^[a-z]+(-[a-z]+)*$/),
  schema: z.string().regex(/^[a-z]+(-[a-z]+)*\/[1-9]\d{0,3}$/),
  from: nodeId,
  to: nodeId,
  /** Counts what one node says to another, from 1; 0 for what is not counted: receipts and requests to collect. */
  sequence: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  createdAt: instant,
  /** Credit code of the enterprise that it is about. */
  about: creditCode.nullable(),
  inReplyTo: messageId.nullable(),
  body: z.record(z.string(), z.unknown()),
});

export const envelope = z.strictObject({
  format: z.literal(format),
  message,
  signatures: z.array(signature).min(1).max(8),
});

export type Message = z.infer<typeof message>;

/** What its maker says; format, kind and version of the schema follow from the kind. */
export interface Draft<K extends Kind> extends Omit<Message, "kind" | "schema" | "body"> {
  readonly kind: K;
  readonly body: BodyOfKind<K>;
}

/** Signs the UTF-8 of a text; the signature in base64url without padding. */
export interface Signer {
  readonly keyId: string;
  readonly algorithm: Signature["algorithm"];
  readonly sign: (text: string) => string;
}

/** The exact text that is hashed and signed. */
export const messageText = <K extends Kind>(draft: Draft<K>): string =>
  canonicalJson({ ...draft, schema: schemaOf(draft.kind) });

const opening = `{"format":"${format}","message":`;

/** Signs a message's text anew, by each signer; what is signed stays as it is. */
export const sealText = (text: string, signers: readonly Signer[]): string => {
  const signatures = signers.map(({ keyId: key, algorithm: by, sign }) => ({
    keyId: key,
    algorithm: by,
    signature: sign(text),
  }));
  return joinEnvelope(text, signatures);
};

/** The envelope's canonical text, whose members happen to stand in this order. */
export const joinEnvelope = (text: string, signatures: readonly Signature[]): string =>
  `${opening}${text},"signatures":${canonicalJson(signatures)}}`;

/** The canonical text of the body alone, out of a message's: in canonical order it stands between two known members. */
export const bodyText = (text: string): string =>
  text.slice(text.indexOf('"body":') + '"body":'.length, text.lastIndexOf(',"createdAt":"'));

/** The parts of an envelope that this node itself has made or checked. */
export const splitEnvelope = (
  envelopeText: string,
): { readonly text: string; readonly signatures: readonly Signature[] } => {
  const end = envelopeText.lastIndexOf(',"signatures":[');
  const { signatures } = z
    .object({ signatures: z.array(signature) })
    .parse(JSON.parse(`{${envelopeText.slice(end + 1)}`));
  return { text: envelopeText.slice(opening.length, end), signatures };
};

/** The same message signed by these keys; as it is where they have signed it. */
export const resealed = (envelopeText: string, signers: readonly Signer[]): string => {
  const { text, signatures } = splitEnvelope(envelopeText);
  const signed = signers.every(({ keyId: key }) => signatures.some((one) => one.keyId === key));
  return signed ? envelopeText : sealText(text, signers);
};
