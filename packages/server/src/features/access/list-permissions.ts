/** What an actor may do with a resource now: every permission of the contract that can be asked of it. */

import { operations, type Permission } from "@fenji/contract";
import type { Actor } from "../../platform/auth/actor.ts";
import type { DecisionPoint } from "../../platform/access/decision-point.ts";
import type { Resource } from "../../platform/access/access-question.ts";
import type { RulingReason } from "../../platform/access/ruling.ts";

export interface Permitted {
  readonly permission: Permission;
  readonly allowed: boolean;
  /** It is, or would be once a second factor has just been shown. */
  readonly withSecondFactor: boolean;
  readonly reasons: readonly RulingReason[];
}

/** Permissions by what the address of their operations names. */
const permissionsOn = (kind: Resource["kind"]): readonly Permission[] => {
  const parameter = { node: null, enterprise: "{enterpriseId}", organisation: "{organisationId}" }[
    kind
  ];
  const fitting = operations.filter(({ url }) =>
    parameter === null ? !/\{(enterprise|organisation)Id\}/.test(url) : url.includes(parameter),
  );
  return [...new Set(fitting.flatMap(({ permission }) => permission ?? []))].toSorted();
};

/** The same person, a moment after showing a second factor. */
const proved = (actor: Actor, now: Date): Actor =>
  actor.session === null
    ? actor
    : {
        ...actor,
        session: { ...actor.session, secondFactorAt: now.toISOString(), secondFactorKept: true },
      };

const byKind = new Map<Resource["kind"], readonly Permission[]>();

export const listPermissions = (
  decisions: DecisionPoint,
  asked: { readonly actor: Actor; readonly resource: Resource; readonly now: Date },
): readonly Permitted[] => {
  const { kind } = asked.resource;
  const permissions = byKind.get(kind) ?? permissionsOn(kind);
  byKind.set(kind, permissions);
  return permissions.map((permission) => {
    const { allowed, reasons } = decisions.consider({ ...asked, permission });
    const withSecondFactor =
      allowed ||
      decisions.consider({ ...asked, permission, actor: proved(asked.actor, asked.now) }).allowed;
    return { permission, allowed, withSecondFactor, reasons };
  });
};
