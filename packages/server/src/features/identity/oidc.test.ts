/** Single sign-on against a real provider: invited newcomers, linked accounts, and answers that are not believed. */

import {
  beginOidcSignIn,
  finishOidcSignIn,
  getAccount,
  getSession,
  inviteMember,
  listMembers,
} from "@fenji/contract";
import type { ErrorCode } from "@fenji/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOrganisation, makePerson } from "./testing/people.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import {
  startOidcProvider,
  type OidcPerson,
  type TestOidc,
} from "./testing/start-oidc-provider.ts";
import { visit, type Visitor } from "./testing/visitor.ts";

let oidc: TestOidc;
let node: IdentityNode;
let organisationId: string;
let manager: Visitor;

const refusal = (code: ErrorCode) => expect.objectContaining({ code });

beforeAll(async () => {
  oidc = await startOidcProvider("http://localhost:8420/sign-in/oidc");
  node = await startIdentityNode({
    FENJI_OIDC_ISSUER: oidc.issuer,
    FENJI_OIDC_CLIENT_ID: oidc.clientId,
    FENJI_OIDC_CLIENT_SECRET: oidc.clientSecret,
    FENJI_OIDC_NAME: "统一认证",
  });
  organisationId = await makeOrganisation(node, { kind: "vendor" });
  manager = visit(
    node,
    (await makePerson(node, { role: "vendor", organisationId, manager: true })).headers,
  );
}, 60_000);

afterAll(async () => {
  await node.close();
  await oidc.close();
});

const invite = async (): Promise<string> => {
  const path = { organisationId };
  const body = { role: "vendor", manager: false, email: null } as const;
  const { link } = await manager.call(inviteMember, { path, body });
  return link.url.split("#")[1] ?? "";
};

const begin = async (visitor: Visitor, person: OidcPerson, invitation?: string) => {
  const body = invitation === undefined ? {} : { invitation };
  const { url } = await visitor.call(beginOidcSignIn, { body });
  return oidc.walk(url, person);
};

const person = (sub: string, more: Partial<OidcPerson> = {}): OidcPerson => ({
  sub,
  email: `${sub}@example.org`,
  email_verified: true,
  name: `人 ${sub}`,
  ...more,
});

test("the page is told its name", async () => {
  expect((await visit(node).call(getSession)).signInWays.oidc).toBe("统一认证");
});

test("who is invited joins with an account of their own, and later just signs in", async () => {
  const visitor = visit(node);
  const body = await begin(visitor, person("new"), await invite());
  expect(await visitor.call(finishOidcSignIn, { body })).toMatchObject({
    user: { name: "人 new" },
  });
  expect(await visitor.call(getAccount)).toMatchObject({
    email: "new@example.org",
    passwordSet: false,
    oidc: true,
  });
  expect(await visitor.call(getSession)).toMatchObject({
    standing: { role: "vendor", manager: false },
  });
  const later = visit(node);
  await later.call(finishOidcSignIn, { body: await begin(later, person("new")) });
  expect((await later.call(getSession)).user?.email).toBe("new@example.org");
  const { members } = await manager.call(listMembers, { path: { organisationId } });
  expect(members.map(({ email }) => email)).toContain("new@example.org");
});

test("an identity without an account and without an invitation stays outside, whatever its address", async () => {
  await makePerson(node, { role: "vendor", organisationId, email: "taken@example.org" });
  const visitor = visit(node);
  const claimed = person("impostor", { email: "taken@example.org" });
  await expect(
    visitor.call(finishOidcSignIn, { body: await begin(visitor, claimed) }),
  ).rejects.toEqual(refusal("oidc.unknown"));
  await expect(
    visitor.call(finishOidcSignIn, { body: await begin(visitor, claimed, await invite()) }),
  ).rejects.toEqual(refusal("account.exists"));
  const unverified = person("unverified", { email_verified: false });
  await expect(
    visitor.call(finishOidcSignIn, { body: await begin(visitor, unverified, await invite()) }),
  ).rejects.toEqual(refusal("oidc.refused"));
  expect((await visitor.call(getSession)).signedIn).toBe(false);
});

test("who is signed in links an identity, which then signs in to that account only", async () => {
  const owner = visit(node, (await makePerson(node, { role: "vendor", organisationId })).headers);
  await owner.call(finishOidcSignIn, { body: await begin(owner, person("linked")) });
  expect((await owner.call(getAccount)).oidc).toBe(true);
  const later = visit(node);
  await later.call(finishOidcSignIn, { body: await begin(later, person("linked")) });
  expect((await later.call(getSession)).user).toEqual((await owner.call(getSession)).user);
  const other = visit(node, (await makePerson(node, { role: "vendor", organisationId })).headers);
  await expect(
    other.call(finishOidcSignIn, { body: await begin(other, person("linked")) }),
  ).rejects.toEqual(refusal("oidc.unknown"));
});

test("an answer is taken once, with its own state, by the browser that began", async () => {
  const [visitor, thief] = [visit(node), visit(node)];
  const body = await begin(visitor, person("new"));
  await expect(thief.call(finishOidcSignIn, { body })).rejects.toEqual(refusal("oidc.refused"));
  const flow = new Map(visitor.cookies);
  await visitor.call(finishOidcSignIn, { body });
  for (const [name, value] of flow) thief.cookies.set(name, value);
  await expect(thief.call(finishOidcSignIn, { body })).rejects.toEqual(refusal("oidc.refused"));
  for (const change of [{ state: "other" }, { code: "other" }, { iss: "http://evil.example" }]) {
    const again = await begin(thief, person("new"));
    await expect(thief.call(finishOidcSignIn, { body: { ...again, ...change } })).rejects.toEqual(
      refusal("oidc.refused"),
    );
  }
  expect((await thief.call(getSession)).signedIn).toBe(false);
});

test("a spent invitation does not begin anything", async () => {
  const visitor = visit(node);
  await expect(
    visitor.call(beginOidcSignIn, { body: { invitation: "x".repeat(43) } }),
  ).rejects.toEqual(refusal("link.spent"));
});
