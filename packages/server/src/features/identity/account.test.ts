/** One's own data, tokens for programs, and what the administrator does for accounts. */

import {
  createToken,
  disableUser,
  endAssignment,
  assignAssessor,
  eraseAccount,
  eraseUser,
  exportAccount,
  getAccount,
  getSession,
  issueResetLink,
  listAssignments,
  listEnterprises,
  listTokens,
  listUsers,
  resetPassword,
  revokeToken,
  saveFacts,
  signIn,
  unlockUser,
  updateAccount,
} from "@fenji/contract";
import type { ErrorCode } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "../../platform/ctx.ts";
import { asSystem, makeOrganisation, makePerson, type TestPerson } from "./testing/people.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit, type Visitor } from "./testing/visitor.ts";

let node: IdentityNode;
let vendorId: string;
let firmId: string;
let firmOrganisationId: string;
let administrator: Visitor;
let administratorPerson: TestPerson;
const password = "correct horse battery staple";

const refusal = (code: ErrorCode) => expect.objectContaining({ code });

beforeAll(async () => {
  node = await startIdentityNode();
  const operatorId = await makeOrganisation(node, { kind: "operator" });
  vendorId = await makeOrganisation(node, { kind: "vendor" });
  administratorPerson = await makePerson(node, {
    role: "administrator",
    organisationId: operatorId,
  });
  administrator = visit(node, administratorPerson.headers);
  firmId = await inTransaction(await asSystem(node), async (tx) => {
    const id = tx.newId();
    await tx.db
      .insertInto("enterprises")
      .values({
        enterprise_id: id,
        credit_code: "91X00000000000001A",
        name: "某厂",
        name_en: null,
        jurisdiction_code: "X0",
        city_code: null,
        division: "C39",
        sector: "electronics",
        synthetic: true,
        created_at: tx.now().toISOString(),
      })
      .execute();
    return id;
  });
  firmOrganisationId = await makeOrganisation(node, { kind: "enterprise", enterpriseId: firmId });
}, 60_000);

afterAll(() => node.close());

let people = 0;

const newPerson = async () => {
  people += 1;
  const email = `person-${people}@example.org`;
  const person = await makePerson(node, {
    role: "vendor",
    organisationId: vendorId,
    email,
    password,
  });
  return { ...person, visitor: visit(node, person.headers), path: { userId: person.userId } };
};

const enter = (email: string, typed = password) =>
  visit(node).call(signIn, { body: { email, password: typed } });

describe("one's own data", () => {
  test("is changed and taken along whole, without what would let somebody in", async () => {
    const { visitor, email } = await newPerson();
    expect(await visitor.call(updateAccount, { body: { name: "新 名" } })).toMatchObject({
      name: "新 名",
    });
    const copy = await visitor.call(exportAccount);
    expect(copy).toMatchObject({ account: { email, name: "新 名" }, sessions: [{}] });
    expect(copy.events.map(({ action }) => action)).toContain("user.renamed");
    expect(JSON.stringify(copy)).not.toMatch(/argon2|hash|\$m=/);
  });

  test("is erased on demand: nobody is left to sign in, and what was done stays under a bare id", async () => {
    const { visitor, email, userId } = await newPerson();
    await expect(
      visitor.call(eraseAccount, { body: { password: "wrong wrong wrong" } }),
    ).rejects.toEqual(refusal("account.password-wrong"));
    await expect(visitor.call(eraseAccount, { body: { password: null } })).rejects.toEqual(
      refusal("account.password-wrong"),
    );
    await visitor.call(eraseAccount, { body: { password } });
    await expect(visitor.call(getAccount)).rejects.toEqual(refusal("session.required"));
    await expect(enter(email)).rejects.toEqual(refusal("session.refused"));
    const left = await inTransaction(await asSystem(node), async (tx) => ({
      user: await tx.db.selectFrom("users").where("id", "=", userId).selectAll().executeTakeFirst(),
      members: await tx.db
        .selectFrom("memberships")
        .where("user_id", "=", userId)
        .selectAll()
        .execute(),
      events: await tx.db
        .selectFrom("events")
        .where("actor", "=", `user:${userId}`)
        .select("action")
        .execute(),
    }));
    expect(left.user).toMatchObject({ email: null, name: "", password_hash: null });
    expect(left.members).toEqual([]);
    expect(left.events.map(({ action }) => action)).toContain("user.erased");
  });
});

describe("the administrator", () => {
  test("finds accounts and not their secrets, and nobody else does", async () => {
    const { visitor, email } = await newPerson();
    const { users } = await administrator.call(listUsers, {
      query: { search: email.toUpperCase() },
    });
    expect(users).toMatchObject([{ email, memberships: [{ role: "vendor" }], lockedUntil: null }]);
    const page = await administrator.call(listUsers, { query: { limit: 1 } });
    const next = await administrator.call(listUsers, {
      query: { limit: 1, cursor: page.nextCursor ?? "" },
    });
    expect(next.users[0]?.email).not.toBe(page.users[0]?.email);
    expect((await administrator.call(listUsers, { query: { search: "%" } })).users).toEqual([]);
    for (const query of [{ search: "a\u0000" }, { cursor: "\u0000" }])
      await expect(administrator.call(listUsers, { query })).rejects.toEqual(
        refusal("request.invalid"),
      );
    await expect(visitor.call(listUsers)).rejects.toEqual(refusal("permission.denied"));
  });

  test("issues a link by which a new password is set, once; sessions end and the lock is lifted", async () => {
    const { visitor, email, path } = await newPerson();
    for (let turn = 0; turn < 10; turn += 1)
      await enter(email, "wrong wrong wrong").catch(() => undefined);
    await expect(enter(email)).rejects.toEqual(refusal("session.locked"));
    const first = await administrator.call(issueResetLink, {
      path,
      body: { removeSecondFactor: false },
    });
    const second = await administrator.call(issueResetLink, {
      path,
      body: { removeSecondFactor: false },
    });
    const use = (url: string, next: string) =>
      visit(node).call(resetPassword, {
        body: { secret: url.split("#")[1] ?? "", password: next },
      });
    const next = "another quite long sentence";
    await expect(use(first.url, next)).rejects.toEqual(refusal("link.spent"));
    await expect(use(second.url, email)).rejects.toEqual(refusal("password.guessable"));
    const both = await Promise.allSettled([use(second.url, next), use(second.url, next)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await expect(visitor.call(getAccount)).rejects.toEqual(refusal("session.required"));
    await expect(enter(email)).rejects.toEqual(refusal("session.refused"));
    await enter(email, next);
  });

  test("lifts a lock, disables and enables an account with effect on the next request", async () => {
    const { visitor, email, path } = await newPerson();
    for (let turn = 0; turn < 10; turn += 1)
      await enter(email, "wrong wrong wrong").catch(() => undefined);
    const [locked] = (await administrator.call(listUsers, { query: { search: email } })).users;
    expect(locked?.lockedUntil).not.toBeNull();
    await administrator.call(unlockUser, { path, body: {} });
    await enter(email);
    await administrator.call(disableUser, { path, body: { disabled: true } });
    await expect(visitor.call(getAccount)).rejects.toEqual(refusal("session.required"));
    await expect(enter(email)).rejects.toEqual(refusal("session.refused"));
    await administrator.call(disableUser, { path, body: { disabled: false } });
    await enter(email);
    const self = { userId: administratorPerson.userId };
    await expect(
      administrator.call(disableUser, { path: self, body: { disabled: true } }),
    ).rejects.toEqual(refusal("member.last-lead"));
  });

  test("erases an account at its person's request, by its address", async () => {
    const { email, path } = await newPerson();
    await expect(
      administrator.call(eraseUser, { path, body: { email: "other@example.org" } }),
    ).rejects.toEqual(refusal("request.not-found"));
    await administrator.call(eraseUser, { path, body: { email } });
    expect((await administrator.call(listUsers, { query: { search: email } })).users).toEqual([]);
  });
});

describe("a token", () => {
  const owner = async () => {
    const person = await makePerson(node, {
      role: "enterprise-owner",
      organisationId: firmOrganisationId,
    });
    return { visitor: visit(node, person.headers), userId: person.userId };
  };
  const path = () => ({ organisationId: firmOrganisationId });
  const issue = (visitor: Visitor, permissions: string[], days = 1) =>
    visitor.call(createToken, { path: path(), body: { name: "扫描器", permissions, days } });
  const program = (secret: string): Visitor => visit(node, { authorization: `Bearer ${secret}` });

  test("acts in the role of its person, limited to what it names", async () => {
    const { visitor, userId } = await owner();
    const { token, secret } = await issue(visitor, ["registry:read", "enterprise:read"]);
    expect(secret).toMatch(/^fenji_/);
    const scanner = program(secret);
    expect((await scanner.call(listEnterprises)).items.map(({ id }) => id)).toEqual([firmId]);
    await expect(
      scanner.call(saveFacts, {
        path: { enterpriseId: firmId },
        body: { facts: {}, basedOn: null },
      }),
    ).rejects.toEqual(refusal("permission.denied"));
    await expect(scanner.call(getAccount)).rejects.toEqual(refusal("permission.denied"));
    const listed = await visitor.call(listTokens, { path: path() });
    expect(listed.tokens).toContainEqual(
      expect.objectContaining({ id: token.id, userId, lastUsedAt: expect.any(String) }),
    );
    expect(JSON.stringify(listed)).not.toContain(secret);
  });

  test("does not hold what belongs to people, nor what does not exist", async () => {
    const { visitor } = await owner();
    for (const permission of [
      "account:write",
      "member:write",
      "token:write",
      "user:manage",
      "enterprise:own",
    ])
      await expect(issue(visitor, [permission])).rejects.toEqual(refusal("token.permissions"));
  });

  test("ends when revoked, over, or its person's membership ends, at the very next request", async () => {
    const { visitor, userId } = await owner();
    const tokens = await Promise.all([1, 2, 3].map(() => issue(visitor, ["registry:read"])));
    const [revoked, over, orphaned] = tokens;
    if (revoked === undefined || over === undefined || orphaned === undefined)
      throw new Error("three");
    const works = (secret: string) => program(secret).call(listEnterprises);
    for (const { secret } of tokens) await works(secret);
    const stranger = visit(
      node,
      (await makePerson(node, { role: "vendor", organisationId: vendorId, manager: true })).headers,
    );
    const which = { ...path(), tokenId: revoked.token.id };
    await expect(stranger.call(revokeToken, { path: which })).rejects.toEqual(
      refusal("request.not-found"),
    );
    await visitor.call(revokeToken, { path: which });
    await expect(works(revoked.secret)).rejects.toEqual(refusal("token.refused"));
    const system = await asSystem(node);
    await inTransaction(system, (tx) =>
      tx.db
        .updateTable("api_tokens")
        .set({ expires_at: new Date(0).toISOString() })
        .where("id", "=", over.token.id)
        .execute(),
    );
    await expect(works(over.secret)).rejects.toEqual(refusal("token.refused"));
    await inTransaction(system, (tx) =>
      tx.db.deleteFrom("memberships").where("user_id", "=", userId).execute(),
    );
    await expect(works(orphaned.secret)).rejects.toEqual(refusal("token.refused"));
  });

  test("that nobody issued is refused even where nothing is asked for", async () => {
    await expect(program(`fenji_${"A".repeat(43)}`).call(getSession)).rejects.toEqual(
      refusal("token.refused"),
    );
    await expect(program("short").call(getSession)).rejects.toEqual(refusal("token.refused"));
  });
});

describe("an assessor", () => {
  test("sees a firm from its assignment until its end, and not a moment longer", async () => {
    const assessorId = await makeOrganisation(node, { kind: "assessor" });
    const assessor = visit(
      node,
      (await makePerson(node, { role: "assessor", organisationId: assessorId })).headers,
    );
    const owner = visit(
      node,
      (await makePerson(node, { role: "enterprise-owner", organisationId: firmOrganisationId }))
        .headers,
    );
    const path = { enterpriseId: firmId };
    const seen = async () => (await assessor.call(listEnterprises)).items.map(({ id }) => id);
    expect(await seen()).toEqual([]);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const later = {
      organisationId: assessorId,
      from: new Date(Date.now() + 3_600_000).toISOString(),
      until,
    };
    expect((await owner.call(assignAssessor, { path, body: later })).state).toBe("planned");
    expect(await seen()).toEqual([]);
    const running = await owner.call(assignAssessor, {
      path,
      body: { organisationId: assessorId, until },
    });
    expect(running).toMatchObject({
      state: "running",
      organisation: { id: assessorId },
      assignedBy: "enterprise-owner",
    });
    expect(await seen()).toEqual([firmId]);
    expect((await assessor.call(listAssignments, { path })).assignments).toHaveLength(2);
    await owner.call(endAssignment, { path: { ...path, assignmentId: running.id } });
    expect(await seen()).toEqual([]);
    await expect(assessor.call(listAssignments, { path })).rejects.toEqual(
      refusal("request.not-found"),
    );
  });

  test("is assigned by the owner only, for a possible time, and is one", async () => {
    const owner = visit(
      node,
      (await makePerson(node, { role: "enterprise-owner", organisationId: firmOrganisationId }))
        .headers,
    );
    const editor = visit(
      node,
      (await makePerson(node, { role: "enterprise-editor", organisationId: firmOrganisationId }))
        .headers,
    );
    const path = { enterpriseId: firmId };
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const body = { organisationId: vendorId, until };
    await expect(owner.call(assignAssessor, { path, body })).rejects.toEqual(
      refusal("assignment.not-assessor"),
    );
    await expect(editor.call(assignAssessor, { path, body })).rejects.toEqual(
      refusal("permission.denied"),
    );
    const assessorId = await makeOrganisation(node, { kind: "assessor" });
    for (const period of [
      { until: new Date(0).toISOString() },
      { from: until, until },
      { until: new Date(Date.now() + 400 * 86_400_000).toISOString() },
    ])
      await expect(
        owner.call(assignAssessor, { path, body: { organisationId: assessorId, ...period } }),
      ).rejects.toEqual(refusal("assignment.period"));
  });
});
