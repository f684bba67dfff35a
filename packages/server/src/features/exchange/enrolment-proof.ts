/** How a code proves who enrols without being sent: an HMAC under its secret, of the node, its keys and the firm. */

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { canonicalJson } from "@fenji/kernel";
import type { EnrolmentBody } from "@fenji/submission";

/**
 * What the supervisor keeps of a secret: its SHA-256. Whoever reads the supervisor's database could enrol with codes that
 * are not used yet; whoever reads a message or a file in between cannot.
 */
export const hashSecret = (secret: string): string =>
  createHash("sha256")
    .update("fenji-enrolment/1\n")
    .update(Buffer.from(secret, "hex"))
    .digest("hex");

/** Name of the code in a message: tells nothing of the key that the proof needs. */
export const nameOfCode = (secretHash: string): string =>
  createHash("sha256").update(Buffer.from(secretHash, "hex")).digest("hex");

type Proven = Pick<EnrolmentBody, "node" | "enterprise" | "jurisdiction">;

export const proveEnrolment = (
  secretHash: string,
  of: Proven & { readonly to: string },
): string => {
  const { node, enterprise, jurisdiction, to } = of;
  const text = canonicalJson({ node, enterprise, jurisdiction, to });
  return createHmac("sha256", Buffer.from(secretHash, "hex")).update(text).digest("hex");
};

export const proofHolds = (expected: string, given: string): boolean =>
  timingSafeEqual(Buffer.from(expected, "hex"), Buffer.from(given, "hex"));
