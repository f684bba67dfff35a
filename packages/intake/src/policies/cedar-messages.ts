/** What is said between the node and the thread in which Cedar's own engine runs; JSON both ways, so that no name is special. */

import type { AccessRequest, Decision, Entity } from "@fenji/access";

export interface PolicyFile {
  /** Name inside the folder. */
  readonly name: string;
  readonly text: string;
}

export interface PolicyFolder {
  readonly policies: readonly PolicyFile[];
  readonly schema: PolicyFile | null;
}

export interface PolicyProblem {
  readonly code: "policy.invalid" | "policy.id-twice" | "policy.template";
  readonly file: string;
  readonly line: number;
  /** What Cedar says, or the id that is taken. */
  readonly detail: string;
  /** Where the id is taken. */
  readonly other?: string;
}

export interface ReadPolicies {
  /** Each policy in Cedar's JSON, by its id. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Name of the file and the policy as written, by its id. */
  readonly written: Readonly<Record<string, { readonly file: string; readonly text: string }>>;
  /** Actions of the schema, with their groups. */
  readonly actions: readonly Entity[];
}

/** A thread that is started anew is told again what it must hold. */
export type CedarQuestion =
  | { readonly ask: "open"; readonly folder: PolicyFolder }
  | {
      readonly ask: "decide";
      readonly request: AccessRequest;
      readonly entities: readonly Entity[];
    };

export type CedarAnswer =
  | { readonly answer: "opened"; readonly read: ReadPolicies }
  | { readonly answer: "problems"; readonly problems: readonly PolicyProblem[] }
  | { readonly answer: "decided"; readonly decision: Decision }
  | { readonly answer: "refused"; readonly detail: string };
