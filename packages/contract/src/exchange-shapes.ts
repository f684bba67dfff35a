/** Shapes of what nodes know of each other and send each other. */

import { z } from "zod";
import { enterpriseId, instant, localizedText, sha256 } from "./schemas.ts";

export const nodeId = z.uuid().describe("id of a node, kept for life");

export const peerPath = z.object({ peerId: nodeId });

export const messageId = z.uuid();

export const keyId = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .describe("first 32 hexadecimal digits of the SHA-256 of the public key (SPKI)");

export const algorithm = z.enum(["Ed25519", "SM2-SM3"]);

/** As people wrote it; null in a language in which nobody did. */
export const written = z
  .object({
    zh: z.string().trim().min(1).max(4000).nullable(),
    en: z.string().trim().min(1).max(4000).nullable(),
  })
  .refine(({ zh, en }) => zh !== null || en !== null, "zh, en");

export const messageKind = z.enum([
  "enrolment",
  "enrolled",
  "filing",
  "receipt",
  "returned",
  "verified",
  "registered",
  "task",
  "task-receipt",
  "notice",
  "inspection",
  "release",
  "refusal",
  "aggregate",
  "key-rotation",
  "revoked",
]);

/** Outgoing: queued, sent (handed over, no receipt yet), acknowledged, refused, held (the other side is older). */
export const messageState = z.enum([
  "queued",
  "sent",
  "acknowledged",
  "refused",
  "held",
  "received",
]);

const failure = localizedText
  .extend({ code: z.string() })
  .describe("why, from the closed table of errors");

export const peer = z.object({
  id: nodeId,
  kind: z.enum(["enterprise", "supervisor"]),
  name: z.string(),
  relation: z.enum(["above", "below"]).describe("above: a supervisor of ours; below: we supervise"),
  address: z.string().nullable().describe("null: by collecting or by hand"),
  state: z.enum(["pending", "linked", "revoked"]),
  paused: z.boolean(),
  jurisdiction: z.string().nullable(),
  keys: z.array(
    z.object({
      keyId,
      algorithm,
      state: z.enum(["current", "replaced", "revoked"]),
      pinnedAt: instant,
    }),
  ),
  enterprises: z.array(
    z.object({ enterpriseId, creditCode: z.string(), name: z.string(), linkedAt: instant }),
  ),
  waiting: z.number().int().describe("outgoing messages without a final receipt"),
  lastContactAt: instant.nullable(),
  retryAt: instant.nullable(),
  failure: failure.nullable().describe("the last failure to reach it, while it lasts"),
});

export const messageSummary = z.object({
  id: messageId,
  direction: z.enum(["in", "out"]),
  kind: messageKind,
  schema: z.string(),
  peer: z.object({ id: nodeId, name: z.string() }),
  enterprise: z.object({ id: enterpriseId, name: z.string() }).nullable(),
  sequence: z.number().int(),
  state: messageState,
  failure: failure.nullable(),
  /** When it was made by its sender. */
  createdAt: instant,
  /** When it was taken in, or last handed over. */
  movedAt: instant.nullable(),
  receiptAt: instant.nullable(),
  sizeBytes: z.number().int(),
  hash: sha256.describe("SHA-256 of the signed bytes"),
});

export const messageRead = z.object({
  summary: messageSummary,
  bytes: z
    .string()
    .nullable()
    .describe("exactly as signed and sent; null: a release, kept apart and opened as such"),
  signatures: z.array(
    z.object({
      keyId,
      algorithm,
      owner: z.enum(["this-node", "peer", "unknown"]),
      verified: z.boolean(),
      keyState: z.enum(["current", "replaced", "revoked", "unknown"]),
    }),
  ),
  /** The other side's receipt (outgoing) or ours (incoming), as signed. */
  receipt: z.string().nullable(),
  inReplyTo: messageId.nullable(),
  replies: z.array(messageId),
});
