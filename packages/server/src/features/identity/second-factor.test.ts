/** Authenticators and recovery codes: set up, asked for at sign-in, taken once, shown again, removed. */

import {
  beginTotp,
  confirmTotp,
  getAccount,
  getSession,
  proveSecondFactor,
  removeTotp,
  signIn,
} from "@fenji/contract";
import type { ErrorCode } from "@fenji/kernel";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { inTransaction } from "../../platform/ctx.ts";
import { asSystem, makeOrganisation, makePerson } from "./testing/people.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit, type Visitor } from "./testing/visitor.ts";

let node: IdentityNode;
let organisationId: string;
const password = "correct horse battery staple";

const refusal = (code: ErrorCode) => expect.objectContaining({ code });

beforeAll(async () => {
  node = await startIdentityNode();
  organisationId = await makeOrganisation(node, { kind: "vendor" });
  // The clock stands still, so that a slow machine does not walk out of the period of a code.
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
}, 60_000);

afterAll(async () => {
  vi.useRealTimers();
  await node.close();
});

/** Codes of other periods, so that no test waits: the node takes one before and one ahead of its clock. */
const codeAt = (secret: string, periods: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + periods * 30_000,
  });

interface SetUp {
  readonly visitor: Visitor;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  readonly body: { readonly email: string; readonly password: string };
}

const setUp = async (email: string): Promise<SetUp> => {
  const body = { email, password };
  const person = { role: "vendor", organisationId, secondFactor: false, ...body } as const;
  const visitor = visit(node, (await makePerson(node, person)).headers);
  const { secret } = await visitor.call(beginTotp, { body: {} });
  // One period back leaves the present and the next one for the test.
  const { recoveryCodes } = await visitor.call(confirmTotp, { body: { code: codeAt(secret, -1) } });
  return { visitor, secret, recoveryCodes, body };
};

test("setting up asks for a first code, and shows recovery codes once", async () => {
  const person = {
    role: "vendor",
    organisationId,
    secondFactor: false,
    email: "a@example.org",
  } as const;
  const visitor = visit(node, (await makePerson(node, person)).headers);
  await expect(visitor.call(confirmTotp, { body: { code: "123456" } })).rejects.toEqual(
    refusal("totp.not-begun"),
  );
  const { secret, url } = await visitor.call(beginTotp, { body: {} });
  expect(url).toContain(`secret=${secret}`);
  expect((await visitor.call(getAccount)).totp).toBe(false);
  const wrong = codeAt(secret, 40);
  await expect(visitor.call(confirmTotp, { body: { code: wrong } })).rejects.toEqual(
    refusal("session.code-wrong"),
  );
  const before = [...visitor.cookies.values()];
  const { recoveryCodes } = await visitor.call(confirmTotp, { body: { code: codeAt(secret, 0) } });
  expect(new Set(recoveryCodes).size).toBe(10);
  // 24 letters of 32: 120 bits, which need no slow hash.
  for (const code of recoveryCodes)
    expect(code).toMatch(/^([a-hjkmnp-z02-9]{4}-){5}[a-hjkmnp-z02-9]{4}$/);
  expect([...visitor.cookies.values()]).not.toEqual(before);
  expect(await visitor.call(getAccount)).toMatchObject({ totp: true, recoveryCodesLeft: 10 });
  expect((await visitor.call(getSession)).secondFactor).toEqual({
    available: true,
    provedAt: expect.any(String),
  });
  await expect(visitor.call(beginTotp, { body: {} })).rejects.toEqual(refusal("totp.exists"));
});

test("the seed is sealed: neither it nor a recovery code stands in the database", async () => {
  const { secret, recoveryCodes } = await setUp("sealed@example.org");
  const bytes = Buffer.from(Secret.fromBase32(secret).bytes);
  const rows = await inTransaction(await asSystem(node), async (tx) => ({
    seeds: await tx.db.selectFrom("totp_secrets").select("sealed").execute(),
    codes: await tx.db.selectFrom("recovery_codes").select("code_hash").execute(),
  }));
  expect(rows.seeds.length).toBeGreaterThan(0);
  for (const { sealed } of rows.seeds) expect(sealed.includes(bytes)).toBe(false);
  for (const { code_hash } of rows.codes)
    expect(recoveryCodes.some((code) => code_hash.includes(Buffer.from(code)))).toBe(false);
});

test("sign-in asks for a code after the password, takes it once, and not another's", async () => {
  const { secret, body } = await setUp("sign-in@example.org");
  const other = await setUp("other@example.org");
  await expect(visit(node).call(signIn, { body })).rejects.toEqual(
    refusal("session.second-factor-needed"),
  );
  await expect(
    visit(node).call(signIn, { body: { ...body, password: "wrong wrong wrong" } }),
  ).rejects.toEqual(refusal("session.refused"));
  const foreign = codeAt(other.secret, 0);
  await expect(visit(node).call(signIn, { body: { ...body, code: foreign } })).rejects.toEqual(
    refusal("session.refused"),
  );
  const code = codeAt(secret, 0);
  const both = await Promise.allSettled(
    [1, 2, 3].map(() => visit(node).call(signIn, { body: { ...body, code } })),
  );
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const again = visit(node);
  await again.call(signIn, { body: { ...body, code: codeAt(secret, 1) } });
  expect((await again.call(getSession)).secondFactor.provedAt).not.toBeNull();
});

test("asking for the code does not clear the count of wrong ones", async () => {
  const { body } = await setUp("guess@example.org");
  const outcomes: unknown[] = [];
  for (let turn = 0; turn < 11; turn += 1) {
    await visit(node)
      .call(signIn, { body })
      .catch(() => undefined);
    await visit(node)
      .call(signIn, { body: { ...body, code: "000000" } })
      .catch((error: unknown) => outcomes.push(error));
  }
  expect(outcomes.at(9)).toEqual(refusal("session.refused"));
  expect(outcomes.at(10)).toEqual(refusal("session.locked"));
});

test("a recovery code replaces one code, once", async () => {
  const { recoveryCodes, body } = await setUp("recover@example.org");
  const [code = ""] = recoveryCodes;
  const visitor = visit(node);
  await visitor.call(signIn, { body: { ...body, code: code.toUpperCase().replaceAll("-", " ") } });
  expect((await visitor.call(getAccount)).recoveryCodesLeft).toBe(9);
  await expect(visit(node).call(signIn, { body: { ...body, code } })).rejects.toEqual(
    refusal("session.refused"),
  );
});

test("showing it again renews the session; a code that was used does not", async () => {
  const { visitor, secret } = await setUp("again@example.org");
  const before = [...visitor.cookies.values()];
  const code = codeAt(secret, 0);
  await visitor.call(proveSecondFactor, { body: { code } });
  expect([...visitor.cookies.values()]).not.toEqual(before);
  await expect(visitor.call(proveSecondFactor, { body: { code } })).rejects.toEqual(
    refusal("session.code-wrong"),
  );
  await expect(visitor.call(removeTotp, { body: { code } })).rejects.toEqual(
    refusal("session.code-wrong"),
  );
  await visitor.call(removeTotp, { body: { code: codeAt(secret, 1) } });
  expect(await visitor.call(getAccount)).toMatchObject({ totp: false, recoveryCodesLeft: 0 });
});
