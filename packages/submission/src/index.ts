/** What travels between nodes: signed messages in canonical JSON that cannot hold raw evidence. */

export {
  filingBody,
  occasions,
  type FiledEnterprise,
  type FilingBody,
  type Occasion,
} from "./bodies/filing.ts";
export type { EnrolmentBody, ReceiptBody } from "./bodies/linking.ts";
export type { AggregateBody, TaskBody } from "./bodies/supervision.ts";
export {
  caseStages,
  standsOnRegistration,
  stepCase,
  unfiledCase,
  type CaseRefusal,
  type CaseStage,
  type CaseState,
  type CaseStep,
} from "./case-stage.ts";
export { readBundle, writeBundle, type Bundle, type BundleHeader } from "./bundle.ts";
export { readEnrolmentCode, writeEnrolmentCode, type EnrolmentCode } from "./enrolment-code.ts";
export {
  bodyText,
  messageText,
  resealed,
  sealText,
  splitEnvelope,
  type Draft,
  type Message,
  type Signature,
  type Signer,
} from "./envelope.ts";
export {
  directionOf,
  messageLimitBytes,
  releasedItemLimitBytes,
  releaseLimitBytes,
  type BodyOfKind,
  type Kind,
} from "./kinds.ts";
export { readBody, type Typed } from "./read-body.ts";
export { readEnvelope, type ReadEnvelope } from "./read-envelope.ts";
export { verifyMessage, type PinnedKey } from "./verify-message.ts";
export type { Algorithm, NodeCard, PublicKey } from "./words.ts";
