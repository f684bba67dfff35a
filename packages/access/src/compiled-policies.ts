/** What a compiled set of policies can be asked. */

import type { AccessRequest, Decision, Entity, EntityUid } from "./access-request.ts";

/** A policy as people see it. */
export interface PolicyText {
  readonly id: string;
  readonly effect: "permit" | "forbid";
  /** `zh` and `en` give the reason that is shown to people. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** Entities that a decision may look at, checked and ready; made by `entityStore`, may be kept for many decisions. */
export interface EntityStore {
  readonly get: (uid: EntityUid) => Entity | undefined;
  readonly entities: () => readonly Entity[];
}

/** Cedar's policy set as JSON, each policy in the form that `policyToJson` gives, by its id. */
export interface CedarPolicySetJson {
  readonly staticPolicies: Readonly<Record<string, unknown>>;
  readonly templateLinks?: readonly { readonly newId: string }[];
}

export interface CompiledPolicies {
  /** The entities that could matter to a request, as Cedar's own engine must be given them. */
  readonly slice: (request: AccessRequest, entities: EntityStore) => readonly Entity[];
  /** In the order of their ids. */
  readonly policies: readonly PolicyText[];
  /** Ids of policies that the compiler cannot carry out exactly. A request that one of them could touch is not decided here. */
  readonly uncovered: readonly string[];
  /**
   * Never wrong on the side of allowing: where `tryDecide` has no answer, it denies and says why in `errors`.
   * @throws AppError `access.value-refused` for a context that is no Cedar value
   */
  readonly decide: (request: AccessRequest, entities: EntityStore) => Decision;
  /** Cedar's own answer, or undefined where it takes what is not covered: then ask the reference. */
  readonly tryDecide: (request: AccessRequest, entities: EntityStore) => Decision | undefined;
}
