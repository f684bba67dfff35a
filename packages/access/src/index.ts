/** Policies in, decisions with their reasons out: Cedar's policy JSON compiled to a JavaScript rule list. */

export type {
  AccessRequest,
  CedarRecord,
  CedarValue,
  Decision,
  Entity,
  EntityUid,
  PolicyFault,
} from "./access-request.ts";
export type {
  CedarPolicySetJson,
  CompiledPolicies,
  EntityStore,
  PolicyText,
} from "./compiled-policies.ts";
