/** In local mode there is one person, who owns the node: nothing of signing in is there, and nothing is asked for. */

import {
  beginPasskeySignIn,
  createFirstAdministrator,
  getAccount,
  getSession,
  listOrganisations,
  signIn,
  signOut,
} from "@fenji/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit } from "./testing/visitor.ts";

let node: IdentityNode;

beforeAll(async () => {
  node = await startIdentityNode({ FENJI_MODE: "local" });
}, 60_000);

afterAll(() => node.close());

test("nobody has to sign in, and nobody can", async () => {
  const visitor = visit(node);
  expect(await visitor.call(getSession)).toMatchObject({
    mode: "local",
    actor: "local",
    signedIn: true,
    user: null,
    signInWays: { password: false, passkey: false, oidc: null },
  });
  const refused = expect.objectContaining({ code: "session.local-mode" });
  const account = { email: "a@example.org", password: "correct horse battery staple" };
  await expect(visitor.call(signIn, { body: account })).rejects.toEqual(refused);
  await expect(visitor.call(beginPasskeySignIn, { body: {} })).rejects.toEqual(refused);
  await expect(visitor.call(getAccount)).rejects.toEqual(refused);
  const first = { ...account, name: "甲", code: "x".repeat(43) };
  await expect(visitor.call(createFirstAdministrator, { body: first })).rejects.toEqual(refused);
  expect(await visitor.call(signOut)).toEqual({ signedIn: false });
  expect(await visitor.call(listOrganisations)).toEqual({ organisations: [] });
  expect(node.firstCode).toBe("");
});
