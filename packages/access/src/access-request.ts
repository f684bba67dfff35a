/** What is asked of the decision point, what is known about those named, and what it answers. */

export interface EntityUid {
  /** With its namespace: `Fenji::Enterprise`. */
  readonly type: string;
  readonly id: string;
}

/**
 * A value in Cedar's own JSON: arrays are sets, `{ "__entity": { type, id } }` refers to an entity, `{ "__extn": { fn, arg } }`
 * is an extension value, any other object a record. Numbers are whole and within ±(2^53 − 1).
 */
export type CedarValue =
  | boolean
  | number
  | string
  | readonly CedarValue[]
  | { readonly [attribute: string]: CedarValue };

export type CedarRecord = Readonly<Record<string, CedarValue>>;

export interface Entity {
  readonly uid: EntityUid;
  readonly attrs: CedarRecord;
  readonly parents: readonly EntityUid[];
  readonly tags?: CedarRecord;
}

export interface AccessRequest {
  readonly principal: EntityUid;
  readonly action: EntityUid;
  readonly resource: EntityUid;
  readonly context: CedarRecord;
}

export interface PolicyFault {
  /** Id of the policy whose condition could not be evaluated. */
  readonly policy: string;
  readonly message: string;
}

export interface Decision {
  readonly allowed: boolean;
  /** Ids of the policies that decided, sorted; none when nothing permits. */
  readonly determining: readonly string[];
  /** Policies that failed and were therefore passed over, sorted by id. */
  readonly errors: readonly PolicyFault[];
}
