/** Limits that an account lives within: sessions at once, length of passwords, and a reset that opens half a door only. */

import {
  confirmTotp,
  beginTotp,
  getAccount,
  issueResetLink,
  listSessions,
  resetPassword,
  signIn,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "../../platform/ctx.ts";
import { beginSession } from "./begin-session.ts";
import { hashPassword } from "./hash-password.ts";
import { asSystem, makeOrganisation, makePerson } from "./testing/people.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit } from "./testing/visitor.ts";

let node: IdentityNode;
let organisationId = "";
const password = "correct horse battery staple";

beforeAll(async () => {
  node = await startIdentityNode();
  organisationId = await makeOrganisation(node, { kind: "vendor" });
}, 60_000);

afterAll(() => node.close());

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

it("twenty sessions at once; one more ends the one unused longest", async () => {
  const person = await makePerson(node, { role: "vendor", organisationId });
  const first = visit(node, person.headers);
  const caller = {
    network: "127.0.0.0/24",
    address: "127.0.0.1",
    agent: "?",
    agentHash: Buffer.alloc(32),
  };
  const begin = async () =>
    inTransaction(await asSystem(node), (tx) =>
      beginSession(tx, caller, { userId: person.userId, secondFactor: false, device: "unknown" }),
    );
  for (let turn = 0; turn < 19; turn += 1) await begin();
  expect((await first.call(listSessions)).sessions).toHaveLength(20);
  await inTransaction(await asSystem(node), (tx) =>
    tx.db
      .updateTable("sessions")
      .set({ last_seen_at: new Date(Date.now() - 60_000).toISOString() })
      .where("user_id", "=", person.userId)
      .where("agent", "=", "fenji-test")
      .execute(),
  );
  await begin();
  expect(await codeOf(first.call(getAccount))).toBe("session.required");
});

it("passwords of 200 characters, whatever they are, and no longer ones", () => {
  const wanted = (length: number) =>
    resetPassword.body.safeParse({ secret: "s".repeat(43), password: "密 ".repeat(length / 2) });
  expect([wanted(64).success, wanted(200).success, wanted(202).success]).toEqual([
    true,
    true,
    false,
  ]);
});

it("a password is kept as argon2id with the parameters that are documented", async () => {
  const [one, two] = [await hashPassword(password), await hashPassword(password)];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(two);
});

it("a reset link leaves the authenticator in force unless it was issued to remove it", async () => {
  const email = "both@example.org";
  const person = { role: "vendor", organisationId, secondFactor: false, email, password } as const;
  const { headers, userId } = await makePerson(node, person);
  const visitor = visit(node, headers);
  const { secret } = await visitor.call(beginTotp, { body: {} });
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  await visitor.call(confirmTotp, { body: { code } });
  const operatorId = await makeOrganisation(node, { kind: "operator" });
  const office = await makePerson(node, { role: "administrator", organisationId: operatorId });
  const reset = async (removeSecondFactor: boolean, next: string) => {
    const { url } = await visit(node, office.headers).call(issueResetLink, {
      path: { userId },
      body: { removeSecondFactor },
    });
    const body = { secret: url.split("#")[1] ?? "", password: next };
    await visit(node).call(resetPassword, { body });
    return codeOf(visit(node).call(signIn, { body: { email, password: next } }));
  };
  expect(await reset(false, "another quite long sentence")).toBe("session.second-factor-needed");
  expect(await reset(true, "a third quite long sentence")).toBe("ok");
});
