/** Shapes that bodies share: ids, hashes, instants and short texts, each bounded and by pattern. */

import { z } from "zod";

const uuidVersion7 = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

export const messageId = uuidVersion7.describe("UUID version 7");

export const nodeId = uuidVersion7.describe("UUID version 7 of a node, kept for life");

export const keyId = z.string().regex(/^[0-9a-f]{32}$/);

export const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const instant = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);

export const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const creditCode = z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/);

/** Ids of packs, types, facts, options, requirements and capabilities, as packs may spell them. */
export const packWord = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/);

/** No control characters, and no marks that make one text look like another. */
const shown = /^[^\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u;

export const shortText = z.string().min(1).max(200).regex(shown);

/** Written by a person in office; lines may break. */
export const writtenText = z
  .string()
  .min(1)
  .max(4000)
  .regex(
    /^[^\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*(\n[^\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*)*$/u,
  );

/** As written; the other language is null where nobody translated it. */
export const words = z.strictObject({
  zh: writtenText.nullable(),
  en: writtenText.nullable(),
});

export const jurisdiction = z.string().regex(/^[0-9A-Z]{2,8}$/);

export const count = z.number().int().min(0).max(1e12);

export const share = z.number().min(0).max(1);

export const publicKey = z.strictObject({
  keyId,
  algorithm: z.enum(["Ed25519", "SM2-SM3"]),
  /** SubjectPublicKeyInfo, DER, in base64url without padding. */
  spki: z.string().regex(/^[A-Za-z0-9_-]{40,400}$/),
});

export type PublicKey = z.infer<typeof publicKey>;

export const algorithm = publicKey.shape.algorithm;

export type Algorithm = z.infer<typeof algorithm>;

export const nodeCard = z.strictObject({
  id: nodeId,
  kind: z.enum(["enterprise", "supervisor"]),
  name: shortText,
  keys: z.array(publicKey).min(1).max(4),
});

export type NodeCard = z.infer<typeof nodeCard>;
