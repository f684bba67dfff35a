/** Passkeys, with an authenticator in software: registered, signed in with, challenge taken once, never by another. */

import {
  beginPasskeyRegistration,
  beginPasskeySignIn,
  beginTotp,
  finishPasskeyRegistration,
  finishPasskeySignIn,
  getAccount,
  getSession,
  listPasskeys,
  removePasskey,
  webAuthnJson,
} from "@fenji/contract";
import type { ErrorCode } from "@fenji/kernel";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../platform/ctx.ts";
import { asSystem, makeOrganisation, makePerson } from "./testing/people.ts";
import {
  softwareAuthenticator,
  type SoftwareAuthenticator,
} from "./testing/software-authenticator.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit, type Visitor } from "./testing/visitor.ts";

const origin = "http://localhost:8420";
let node: IdentityNode;
let organisationId: string;

const refusal = (code: ErrorCode) => expect.objectContaining({ code });

beforeAll(async () => {
  node = await startIdentityNode();
  organisationId = await makeOrganisation(node, { kind: "vendor" });
}, 60_000);

afterAll(() => node.close());

const person = async (): Promise<Visitor> =>
  visit(
    node,
    (await makePerson(node, { role: "vendor", organisationId, secondFactor: false })).headers,
  );

const register = async (visitor: Visitor, key: SoftwareAuthenticator, name = "key") => {
  const { options } = await visitor.call(beginPasskeyRegistration, { body: {} });
  const response = webAuthnJson.parse(key.register(options));
  return visitor.call(finishPasskeyRegistration, { body: { name, response } });
};

const answer = async (visitor: Visitor, key: SoftwareAuthenticator, change = {}) => {
  const { options } = await visitor.call(beginPasskeySignIn, { body: {} });
  return { response: webAuthnJson.parse(key.signIn(options, change)) };
};

const newKey = () => softwareAuthenticator("localhost", origin);

test("is registered by its person, and then signs in alone, as two factors at once", async () => {
  const owner = await person();
  const key = newKey();
  expect(await register(owner, key, "我的密钥")).toMatchObject({
    name: "我的密钥",
    backedUp: false,
  });
  const visitor = visit(node);
  await visitor.call(finishPasskeySignIn, { body: await answer(visitor, key) });
  const session = await visitor.call(getSession);
  expect(session).toMatchObject({ signedIn: true, secondFactor: { available: true } });
  expect(session.secondFactor.provedAt).not.toBeNull();
  expect(session.user).toEqual((await owner.call(getSession)).user);
  expect((await owner.call(listPasskeys)).passkeys).toMatchObject([
    { lastUsedAt: expect.any(String) },
  ]);
});

test("a challenge is taken once, by the browser that asked for it", async () => {
  const key = newKey();
  await register(await person(), key);
  const [visitor, thief] = [visit(node), visit(node)];
  const body = await answer(visitor, key);
  const held = new Map(visitor.cookies);
  await expect(thief.call(finishPasskeySignIn, { body })).rejects.toEqual(
    refusal("passkey.refused"),
  );
  await visitor.call(finishPasskeySignIn, { body });
  for (const [name, value] of held) thief.cookies.set(name, value);
  await expect(thief.call(finishPasskeySignIn, { body })).rejects.toEqual(
    refusal("passkey.refused"),
  );
});

test.each([
  ["from another origin", { origin: "http://evil.example" }],
  ["without the person verified", { userVerified: false }],
  ["with a counter that went back", { counter: 1 }],
])("an answer %s is refused", async (_what, change) => {
  const key = newKey();
  await register(await person(), key);
  const first = visit(node);
  await first.call(finishPasskeySignIn, { body: await answer(first, key, { counter: 5 }) });
  const visitor = visit(node);
  const body = await answer(visitor, key, { counter: 6, ...change });
  await expect(visitor.call(finishPasskeySignIn, { body })).rejects.toEqual(
    refusal("passkey.refused"),
  );
  expect((await visitor.call(getSession)).signedIn).toBe(false);
});

test("an unknown key, a foreign signature and the key of a disabled account are refused", async () => {
  const owner = await person();
  const [known, unknown] = [newKey(), newKey()];
  await register(owner, known);
  const visitor = visit(node);
  await expect(
    visitor.call(finishPasskeySignIn, { body: await answer(visitor, unknown) }),
  ).rejects.toEqual(refusal("passkey.refused"));
  const { id, rawId } = known.signIn({});
  const forged = webAuthnJson.parse({ ...(await answer(visitor, unknown)).response, id, rawId });
  await expect(visitor.call(finishPasskeySignIn, { body: { response: forged } })).rejects.toEqual(
    refusal("passkey.refused"),
  );
  const { user } = await owner.call(getSession);
  await inTransaction(await asSystem(node), (tx) =>
    tx.db
      .updateTable("users")
      .set({ disabled_at: tx.now().toISOString() })
      .where("id", "=", user?.id ?? "")
      .execute(),
  );
  await expect(
    visitor.call(finishPasskeySignIn, { body: await answer(visitor, known) }),
  ).rejects.toEqual(refusal("passkey.refused"));
});

test("for who is signed in it shows the second factor again, in a renewed session", async () => {
  const owner = await person();
  const key = newKey();
  await register(owner, key);
  await inTransaction(await asSystem(node), (tx) =>
    tx.db
      .updateTable("sessions")
      .set({ second_factor_at: new Date(0).toISOString() })
      .execute(),
  );
  await expect(owner.call(beginPasskeyRegistration, { body: {} })).rejects.toEqual(
    refusal("session.step-up-needed"),
  );
  await expect(owner.call(beginTotp, { body: {} })).rejects.toEqual(
    refusal("session.step-up-needed"),
  );
  owner.headers.set("user-agent", "another");
  expect((await owner.call(getSession)).risk).toBe("elevated");
  const before = owner.cookies.get("fenji-8420");
  await owner.call(finishPasskeySignIn, { body: await answer(owner, key) });
  expect(owner.cookies.get("fenji-8420")).not.toBe(before);
  expect((await owner.call(getSession)).risk).toBe("normal");
  await owner.call(beginPasskeyRegistration, { body: {} });
});

test("the same key is not registered twice, nor by an answer to another's challenge", async () => {
  const [one, two] = [await person(), await person()];
  const key = newKey();
  await register(one, key);
  await expect(register(two, key)).rejects.toEqual(refusal("passkey.refused"));
  const { options } = await one.call(beginPasskeyRegistration, { body: {} });
  await two.call(beginPasskeyRegistration, { body: {} });
  const response = webAuthnJson.parse(newKey().register(options));
  await expect(
    two.call(finishPasskeyRegistration, { body: { name: "x", response } }),
  ).rejects.toEqual(refusal("passkey.refused"));
});

test("the only way in is not removed, and nobody removes another's", async () => {
  const [owner, stranger] = [await person(), await person()];
  const { id } = await register(owner, newKey());
  const path = { passkeyId: id };
  await expect(stranger.call(removePasskey, { path })).rejects.toEqual(
    refusal("request.not-found"),
  );
  await expect(owner.call(removePasskey, { path })).rejects.toEqual(refusal("account.last-way"));
  await register(owner, newKey());
  await owner.call(removePasskey, { path });
  expect((await owner.call(getAccount)).passkeys).toBe(1);
});
