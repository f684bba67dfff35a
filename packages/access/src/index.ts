/** Policies in, decisions with their reasons out: Cedar's policy JSON compiled to a JavaScript rule list. */

export { accessLimits } from "./access-limits.ts";
export type {
  AccessRequest,
  CedarRecord,
  CedarValue,
  Decision,
  Entity,
  EntityUid,
  PolicyFault,
} from "./access-request.ts";
export { compilePolicies } from "./compile-policies.ts";
export type {
  CedarPolicySetJson,
  CompiledPolicies,
  EntityStore,
  PolicyText,
} from "./compiled-policies.ts";
export {
  answerErrorOf,
  answerEvaluation,
  answerEvaluations,
  type Answer,
  type AnswerError,
  type AnswerList,
  type DecisionPoint,
} from "./authzen/answer.ts";
export { authzenMetadata, authzenPaths } from "./authzen/metadata.ts";
export { executorsDisagree, type Reason } from "./authzen/reasons.ts";
export {
  answerSearch,
  type Found,
  type SearchableDecisionPoint,
  type SearchAnswer,
} from "./authzen/search.ts";
export { entityStore } from "./entity-store.ts";
export { readEntities, readRequest } from "./read-entities.ts";
