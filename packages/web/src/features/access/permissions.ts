/** Reads the node's answer about permissions: what to show, and what to say where something is absent. */

import type { listPermissions, Permission, ReplyOf } from "@fenji/contract";

export type Permitted = ReplyOf<typeof listPermissions>["permissions"][number];
export type RulingReason = Permitted["reasons"][number];

export interface Permissions {
  /** False until the node has answered; until then nothing is allowed, and nothing is missed. */
  readonly known: boolean;
  /** Allowed now, or once a second factor has been shown again. */
  readonly may: (permission: Permission) => boolean;
  /** Known, and not allowed: absence has a reason. */
  readonly mayNot: (permission: Permission) => boolean;
  readonly why: (permission: Permission) => readonly RulingReason[];
}

export const readPermissions = (answer: readonly Permitted[] | undefined): Permissions => {
  const byName = new Map(answer?.map((permitted) => [permitted.permission, permitted]));
  const may = (permission: Permission): boolean => {
    // What a second factor would put right is asked for when the act is tried, not hidden before.
    return byName.get(permission)?.withSecondFactor ?? false;
  };
  return {
    known: answer !== undefined,
    may,
    mayNot: (permission) => answer !== undefined && !may(permission),
    why: (permission) => byName.get(permission)?.reasons ?? [],
  };
};

export const everything: Permissions = {
  known: true,
  may: () => true,
  mayNot: () => false,
  why: () => [],
};
