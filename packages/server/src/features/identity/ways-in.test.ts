/** Who may add a way to sign in: whoever has just signed in here, not whoever finds a screen or a cookie of that person. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  beginOidcSignIn,
  beginPasskeyRegistration,
  beginTotp,
  createFirstAdministrator,
} from "@fenji/contract";
import { AppError } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../platform/ctx.ts";
import { refusedPasswords } from "./refused-passwords.ts";
import { asSystem, makeOrganisation, makePerson } from "./testing/people.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit, type Visitor } from "./testing/visitor.ts";

let node: IdentityNode;
let organisationId = "";
const folder = mkdtempSync(join(tmpdir(), "fenji-list-"));
const list = join(folder, "refused.txt");

beforeAll(async () => {
  writeFileSync(list, "Nine lives of a cat\r\n\r\n窗外的雨下了三天三夜\n");
  node = await startIdentityNode({ FENJI_PASSWORD_LIST: list });
  organisationId = await makeOrganisation(node, { kind: "vendor" });
}, 60_000);

afterAll(async () => {
  await node.close();
  rmSync(folder, { recursive: true });
});

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "ok",
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const tryAll = (visitor: Visitor): Promise<readonly string[]> =>
  Promise.all([
    codeOf(visitor.call(beginTotp, { body: {} })),
    codeOf(visitor.call(beginPasskeyRegistration, { body: {} })),
    codeOf(visitor.call(beginOidcSignIn, { body: {} })),
  ]);

describe("a further way to sign in", () => {
  it("is begun by who has just signed in", async () => {
    const person = await makePerson(node, { role: "vendor", organisationId, secondFactor: false });
    // Single sign-on is not set up here, which is found out after the person was asked about.
    expect(await tryAll(visit(node, person.headers))).toEqual(["ok", "ok", "oidc.unavailable"]);
  });

  it("is not begun from a screen that was left open", async () => {
    const person = await makePerson(node, { role: "vendor", organisationId, secondFactor: false });
    await inTransaction(await asSystem(node), (tx) =>
      tx.db
        .updateTable("sessions")
        .set({ started_at: new Date(Date.now() - 16 * 60_000).toISOString() })
        .where("user_id", "=", person.userId)
        .execute(),
    );
    expect(await tryAll(visit(node, person.headers))).toEqual(
      Array.from({ length: 3 }, () => "session.sign-in-again"),
    );
  });

  it("is not begun with a cookie that was carried to another browser", async () => {
    const person = await makePerson(node, { role: "vendor", organisationId, secondFactor: false });
    const thief = visit(node, { ...person.headers, "user-agent": "another" });
    expect(await tryAll(thief)).toEqual([
      "permission.denied",
      "permission.denied",
      "session.sign-in-again",
    ]);
  });
});

describe("the operator's list of passwords", () => {
  it("holds wherever one is set", async () => {
    const setting = (password: string) =>
      codeOf(
        visit(node).call(createFirstAdministrator, {
          body: { code: node.firstCode, email: "a@example.org", name: "甲", password },
        }),
      );
    expect(await setting("nine lives of a cat")).toBe("password.guessable");
    expect(await setting("ten lives of a cat")).toBe("ok");
  });

  it("is named when it cannot be read", () => {
    const { config } = node.services;
    expect(() => refusedPasswords({ ...config, passwordList: join(folder, "none.txt") })).toThrow(
      expect.objectContaining({ code: "config.unreadable" }),
    );
    expect(refusedPasswords({ ...config, passwordList: null }).size).toBe(0);
    expect(refusedPasswords(config).size).toBe(2);
  });
});
