/** Bodies by which nodes come to know each other, change keys and part. */

import { z } from "zod";
import { creditCode, hash, instant, jurisdiction, keyId, nodeCard, shortText } from "../words.ts";
import { filedEnterprise } from "./filing.ts";

/** `proof` is an HMAC-SHA-256, under the secret of the code, of who enrols with which keys. */
export const enrolmentBody = z.strictObject({
  code: hash,
  proof: hash,
  node: nodeCard,
  /** null: a supervisor's node enrols with the one above it. */
  enterprise: filedEnterprise.nullable(),
  jurisdiction: jurisdiction.nullable(),
});

export type EnrolmentBody = z.infer<typeof enrolmentBody>;

export const enrolledBody = z.strictObject({
  node: nodeCard,
  creditCode: creditCode.nullable(),
  /** As whose supervisor the enrolled node is linked. */
  jurisdiction: jurisdiction.nullable(),
});

/** The message itself is signed by the keys that go and by those that come. */
export const keyRotationBody = z.strictObject({
  retired: z.array(keyId).min(1).max(4),
  node: nodeCard,
});

export const revokedBody = z.strictObject({ reason: shortText });

/** Asks for what waits here for the sender. Never stored; `createdAt` must be later than that of the last one. */
export const collectBody = z.strictObject({
  limit: z.number().int().min(1).max(500),
});

/** Over the id and the hash of one message: it was taken in, refused, or kept for a newer version to read. */
export const receiptBody = z.strictObject({
  message: z.strictObject({ id: nodeCard.shape.id, hash }),
  outcome: z.enum(["accepted", "refused"]),
  /** Code and parameters from the closed table of errors. */
  reason: z
    .strictObject({
      code: z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/),
      params: z.record(z.string().max(40), z.union([z.string().max(400), z.number()])),
    })
    .nullable(),
  receivedAt: instant,
});

export type ReceiptBody = z.infer<typeof receiptBody>;
