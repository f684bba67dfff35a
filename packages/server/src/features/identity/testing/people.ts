/** Organisations and signed-in people for tests, made in the database directly and entering by real cookies. */

import { createHash } from "node:crypto";
import type { Line, OrganisationKind, Role } from "@fenji/contract";
import { cookieNames } from "../../../platform/auth/cookies.ts";
import { systemActor } from "../../../platform/auth/actor.ts";
import { identityCtx, type IdentityCtx } from "../../../platform/auth/identity-ctx.ts";
import { inTransaction } from "../../../platform/ctx.ts";
import type { TestNode } from "../../../platform/testing/start-test-node.ts";
import { beginSession } from "../begin-session.ts";
import { createUser } from "../create-user.ts";
import { hashPassword } from "../hash-password.ts";

const agent = "fenji-test";

export const asSystem = (node: TestNode): Promise<IdentityCtx> =>
  identityCtx(node.services, node.ctx(systemActor));

export interface OrganisationParts {
  readonly kind: OrganisationKind;
  readonly name?: string;
  /** Of kind enterprise; the enterprise must be registered. */
  readonly enterpriseId?: string;
  /** Of kind supervisor. */
  readonly jurisdiction?: string;
  readonly line?: Line;
}

/** Answers the organisation's id. */
export const makeOrganisation = async (
  node: TestNode,
  { kind, name, enterpriseId, jurisdiction, line }: OrganisationParts,
): Promise<string> =>
  inTransaction(await asSystem(node), async (tx) => {
    const id = tx.newId();
    await tx.db
      .insertInto("organisations")
      .values({
        id,
        kind,
        name: name ?? kind,
        enterprise_id: enterpriseId ?? null,
        jurisdiction_code: jurisdiction ?? null,
        line: line ?? null,
        created_at: tx.now().toISOString(),
      })
      .execute();
    return id;
  });

export interface PersonParts {
  readonly role: Role;
  readonly organisationId: string;
  /** Owners and administrators always are. */
  readonly manager?: boolean;
  /** Shown just now, unless false. */
  readonly secondFactor?: boolean;
  readonly email?: string;
  /** Hashing takes a moment, so only those who sign in by it have one. */
  readonly password?: string;
}

export interface TestPerson {
  readonly userId: string;
  readonly email: string;
  readonly organisationId: string;
  /** What each request of theirs carries. */
  readonly headers: { readonly cookie: string; readonly "user-agent": string };
}

const always = new Set<Role>(["enterprise-owner", "administrator"]);

/** A member of the organisation with a session that acts for it. */
export const makePerson = async (node: TestNode, parts: PersonParts): Promise<TestPerson> => {
  const { role, organisationId, manager, secondFactor = true, password } = parts;
  const ctx = await asSystem(node);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const userId = ctx.newId();
  const email = parts.email ?? `${role}-${userId}@example.org`;
  const secret = await inTransaction(ctx, async (tx) => {
    await createUser(tx, { id: userId, email, name: role, passwordHash });
    await tx.db
      .insertInto("memberships")
      .values({
        id: tx.newId(),
        user_id: userId,
        organisation_id: organisationId,
        role,
        manager: always.has(role) || (manager ?? false),
        created_at: tx.now().toISOString(),
      })
      .execute();
    const caller = {
      network: "127.0.0.0/24",
      address: "127.0.0.1",
      agent,
      agentHash: createHash("sha256").update(agent).digest(),
    };
    return beginSession(tx, caller, { userId, secondFactor, device: "unknown" });
  });
  const { session } = cookieNames(node.services.config);
  return {
    userId,
    email,
    organisationId,
    headers: { cookie: `${session}=${secret}`, "user-agent": agent },
  };
};
