/** The kinds of message: what each may hold, who may send it, and how large it may be. */

import type { z } from "zod";
import { filingBody } from "./bodies/filing.ts";
import {
  collectBody,
  enrolledBody,
  enrolmentBody,
  keyRotationBody,
  receiptBody,
  revokedBody,
} from "./bodies/linking.ts";
import {
  aggregateBody,
  inspectionBody,
  noticeBody,
  refusalBody,
  registeredBody,
  releaseBody,
  returnedBody,
  taskBody,
  taskReceiptBody,
  verifiedBody,
} from "./bodies/supervision.ts";

export const bodies = {
  enrolment: enrolmentBody,
  enrolled: enrolledBody,
  filing: filingBody,
  receipt: receiptBody,
  returned: returnedBody,
  verified: verifiedBody,
  registered: registeredBody,
  task: taskBody,
  "task-receipt": taskReceiptBody,
  notice: noticeBody,
  inspection: inspectionBody,
  release: releaseBody,
  refusal: refusalBody,
  aggregate: aggregateBody,
  "key-rotation": keyRotationBody,
  revoked: revokedBody,
  collect: collectBody,
} as const;

export type Kind = keyof typeof bodies;

export type BodyOfKind<K extends Kind> = z.infer<(typeof bodies)[K]>;

export const isKind = (kind: string): kind is Kind => Object.hasOwn(bodies, kind);

/** `up`: from a firm or a province to the node above it; `down`: the other way; `both`. */
export const directionOf: Readonly<Record<Kind, "up" | "down" | "both">> = {
  enrolment: "up",
  enrolled: "down",
  filing: "up",
  receipt: "both",
  returned: "down",
  verified: "down",
  registered: "down",
  task: "down",
  "task-receipt": "up",
  notice: "down",
  inspection: "down",
  release: "up",
  refusal: "up",
  aggregate: "up",
  "key-rotation": "both",
  revoked: "both",
  collect: "up",
};

/** Every kind is at its first version; a change that older nodes cannot read gets the next. */
export const schemaVersion = 1;

export const schemaOf = (kind: string): string => `${kind}/${schemaVersion}`;

export const messageLimitBytes = 4 * 2 ** 20;

/** An evidence file in base64 with its envelope. */
export const releaseLimitBytes = 64 * 2 ** 20;

/** The largest file that fits into a release. */
export const releasedItemLimitBytes = Math.floor((releaseLimitBytes - 65_536) / 4) * 3;
