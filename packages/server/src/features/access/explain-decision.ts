/** Says why an access would be allowed or denied, for oneself or for somebody supposed; nothing is done or noted. */

import {
  organisationKind,
  permissions,
  rolesOf,
  type BodyOf,
  type explainDecision as operation,
  type OrganisationKind,
  type ReplyOf,
  type Role,
} from "@fenji/contract";
import { AppError, type EnterpriseId } from "@fenji/kernel";
import type { Actor } from "../../platform/auth/actor.ts";
import {
  askedOf,
  type AccessQuestion,
  type Resource,
} from "../../platform/access/access-question.ts";
import { findResource, type Gate } from "../../platform/access/authorise.ts";
import { inSnapshot, type Ctx } from "../../platform/ctx.ts";

type Input = BodyOf<typeof operation>;

/** Ids of what is only supposed; no row bears them. */
const supposedEnterprise = "00000000-0000-7000-8000-000000000001" as EnterpriseId;
const supposedOwn = "00000000-0000-7000-8000-000000000002";
const supposedOther = "00000000-0000-7000-8000-000000000003";

const kindOfRole = (role: Role): OrganisationKind =>
  organisationKind.options.find((kind) => rolesOf[kind].includes(role)) ?? "operator";

const supposedActor = (
  subject: Extract<Input["subject"], { kind: "supposed" }>,
  resource: Input["resource"],
  now: Date,
): Actor => ({
  id: "supposed",
  kind: subject.program ? "token" : "user",
  scope: {
    kind: "own",
    enterpriseIds:
      resource.kind === "supposed-enterprise" && resource.relation === "own"
        ? [supposedEnterprise]
        : resource.kind === "enterprise"
          ? [resource.enterpriseId as EnterpriseId]
          : [],
  },
  standing: {
    organisationId: supposedOwn,
    organisationKind: kindOfRole(subject.role),
    role: subject.role,
    manager: subject.manager,
    enterpriseId: null,
    jurisdiction: subject.jurisdiction,
    line: subject.line,
  },
  session: {
    id: "supposed",
    startedAt: now.toISOString(),
    secondFactorAt: null,
    secondFactorKept: false,
    risk: "normal",
    device: "unknown",
  },
  limitedTo: subject.limitedTo as Actor["limitedTo"],
});

const resourceOf = async (ctx: Ctx, gate: Gate, wish: Input["resource"]): Promise<Resource> => {
  switch (wish.kind) {
    case "node":
      return { kind: "node" };
    case "enterprise":
      return inSnapshot(ctx, (tx) => findResource(tx, gate, { enterpriseId: wish.enterpriseId }));
    case "supposed-enterprise": {
      const { jurisdiction, lines, grade, posture } = wish;
      return { kind: "enterprise", id: supposedEnterprise, jurisdiction, lines, grade, posture };
    }
    case "supposed-organisation":
      return {
        kind: "organisation",
        id: wish.relation === "own" ? supposedOwn : supposedOther,
        organisationKind: wish.organisationKind,
      };
  }
};

/** The session as it is, with what was supposed instead. */
const under = (actor: Actor, wish: Input["circumstances"], now: Date): Actor => {
  if (actor.session === null) return actor;
  const age = wish.secondFactorAgeSeconds;
  return {
    ...actor,
    session: {
      ...actor.session,
      ...(age === undefined
        ? {}
        : {
            secondFactorAt:
              age === null ? null : new Date(now.getTime() - age * 1000).toISOString(),
          }),
      secondFactorKept: wish.secondFactorKept ?? actor.session.secondFactorKept,
      risk: wish.risk ?? actor.session.risk,
      device: wish.device ?? actor.session.device,
    },
  };
};

/** @throws AppError `access.unknown-permission`, `request.not-found` for an enterprise that the asker may not see. */
export const explainDecision = async (
  ctx: Ctx,
  gate: Gate,
  input: Input,
): Promise<ReplyOf<typeof operation>> => {
  const permission = permissions.find((known) => known === input.permission);
  if (permission === undefined)
    throw new AppError("access.unknown-permission", { permission: input.permission });
  const now = ctx.now();
  const resource = await resourceOf(ctx, gate, input.resource);
  const actor =
    input.subject.kind === "self" ? ctx.actor : supposedActor(input.subject, input.resource, now);
  const question: AccessQuestion = {
    actor: under(actor, input.circumstances, now),
    permission,
    resource,
    now,
  };
  const { allowed, reasons } = gate.decisions.consider(question);
  return {
    allowed,
    reasons: [...reasons],
    policies: [...gate.decisions.outcomes(question)],
    asked: JSON.stringify(askedOf(question), null, 2),
  };
};
