/** Signing in by password: who gets in, what refusals tell, how guessing is stopped, when a session ends. */

import {
  changePassword,
  createFirstAdministrator,
  getAccount,
  getSession,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  signIn,
  signOut,
  switchOrganisation,
} from "@fenji/contract";
import { AppError, type ErrorCode } from "@fenji/kernel";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { systemActor } from "../../platform/auth/actor.ts";
import { inTransaction } from "../../platform/ctx.ts";
import { offerFirstAdministrator } from "./first-administrator.ts";
import { asSystem, makeOrganisation, makePerson } from "./testing/people.ts";
import { startIdentityNode, type IdentityNode } from "./testing/start-identity-node.ts";
import { visit, type Visitor } from "./testing/visitor.ts";

let node: IdentityNode;
let organisationId: string;
const password = "correct horse battery staple";
const email = "first@example.org";

const refusal = (code: ErrorCode, params: unknown = expect.anything()) =>
  expect.objectContaining({ code, params });

const cookieOf = (visitor: Visitor): string => visitor.cookies.get("fenji-8420") ?? "";

beforeAll(async () => {
  node = await startIdentityNode();
  organisationId = await makeOrganisation(node, { kind: "vendor" });
}, 60_000);

afterAll(() => node.close());

const newPerson = (address: string) =>
  makePerson(node, { role: "vendor", organisationId, email: address, password });

const enter = async (address: string): Promise<Visitor> => {
  const visitor = visit(node);
  await visitor.call(signIn, { body: { email: address, password } });
  return visitor;
};

describe("the first administrator", () => {
  test("comes in once by the link of the terminal, with a password that is not guessed", async () => {
    const visitor = visit(node);
    const body = { code: node.firstCode, email, name: "甲", password };
    const wrong = { ...body, code: "x".repeat(43) };
    await expect(visitor.call(createFirstAdministrator, { body: wrong })).rejects.toEqual(
      refusal("link.spent"),
    );
    for (const [bad, code] of [
      ["short", "password.too-short"],
      ["fenji-fenji-2024", "password.guessable"],
    ] as const)
      await expect(
        visitor.call(createFirstAdministrator, { body: { ...body, password: bad } }),
      ).rejects.toEqual(refusal(code));
    await visitor.call(createFirstAdministrator, { body });
    expect(await visitor.call(getSession)).toMatchObject({
      mode: "server",
      signedIn: true,
      user: { email, name: "甲" },
      standing: { role: "administrator", manager: true, organisation: { kind: "operator" } },
      signInWays: { password: true, passkey: true, oidc: null },
    });
    await expect(
      visit(node).call(createFirstAdministrator, {
        body: { ...body, email: "second@example.org" },
      }),
    ).rejects.toEqual(refusal("link.spent"));
  });
});

test("no further link is offered, unless who runs the node asks for it", async () => {
  const offer = async (newAdministrator: boolean): Promise<readonly string[]> => {
    const lines: string[] = [];
    const services = { ...node.services, config: { ...node.services.config, newAdministrator } };
    await offerFirstAdministrator(
      node.ctx(systemActor),
      services,
      (_zh, en) => void lines.push(en),
    );
    return lines;
  };
  expect(await offer(false)).toEqual([]);
  const [line = ""] = await offer(true);
  const body = {
    code: line.split("#")[1] ?? "",
    email: "rescue@example.org",
    name: "救",
    password,
  };
  const visitor = visit(node);
  await visitor.call(createFirstAdministrator, { body });
  expect((await visitor.call(getSession)).standing?.role).toBe("administrator");
});

describe("signing in", () => {
  test("gives a cookie that scripts and foreign pages do not get", async () => {
    await newPerson("cookie@example.org");
    const visitor = await enter("Cookie@Example.org ");
    expect(visitor.received.at(-1)).toMatch(
      /^fenji-8420=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(await visitor.call(getSession)).toMatchObject({ signedIn: true, risk: "normal" });
  });

  test("without a session only what is open answers", async () => {
    const visitor = visit(node);
    expect(await visitor.call(getSession)).toMatchObject({
      mode: "server",
      actor: "anonymous",
      signedIn: false,
      user: null,
      standing: null,
    });
    await expect(visitor.call(getAccount)).rejects.toEqual(refusal("session.required"));
  });

  test("refusals are the same for a wrong password, no password, no account and a disabled one", async () => {
    await newPerson("known@example.org");
    const disabled = await newPerson("disabled@example.org");
    await makePerson(node, { role: "vendor", organisationId, email: "nopassword@example.org" });
    await inTransaction(await asSystem(node), (tx) =>
      tx.db
        .updateTable("users")
        .set({ disabled_at: tx.now().toISOString() })
        .where("id", "=", disabled.userId)
        .execute(),
    );
    const answers = [];
    for (const [address, typed] of [
      ["known@example.org", "not the password"],
      ["nobody@example.org", password],
      ["disabled@example.org", password],
      ["nopassword@example.org", password],
    ] as const) {
      const reply = await node.app.inject({
        method: "POST",
        url: "/api/session",
        payload: { email: address, password: typed },
      });
      const { requestId: _id, ...problem } = reply.json();
      answers.push([reply.statusCode, problem, reply.headers["set-cookie"]]);
    }
    expect(answers[0]?.[0]).toBe(401);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test.each([
    { email: "a\u0000b@example.org", password },
    { email: "no address", password },
    { email: `${"a".repeat(300)}@example.org`, password },
    { email: "long@example.org", password: "x".repeat(201) },
    { email: ["known@example.org"], password },
    { email: { $ne: null }, password: { $ne: null } },
  ])("%j is no sign-in at all", async (payload) => {
    const reply = await node.app.inject({ method: "POST", url: "/api/session", payload });
    expect(reply.json()).toMatchObject({ status: 400, code: "request.invalid" });
  });

  test("unknown members of a body change nothing", async () => {
    const person = await newPerson("mass@example.org");
    const body = { email: "mass@example.org", password, role: "administrator", manager: true };
    const visitor = visit(node);
    await visitor.call(signIn, { body });
    expect(await visitor.call(getSession)).toMatchObject({
      standing: { role: "vendor", manager: false },
      user: { id: person.userId },
    });
  });

  test("a planted cookie is not taken over, and an earlier session of the browser ends", async () => {
    await newPerson("fixed@example.org");
    const first = await enter("fixed@example.org");
    const planted = cookieOf(first);
    await first.call(signIn, { body: { email: "fixed@example.org", password } });
    expect(cookieOf(first)).not.toBe(planted);
    const attacker = visit(node, { cookie: `fenji-8420=${planted}` });
    expect((await attacker.call(getSession)).signedIn).toBe(false);
    const made = visit(node, { cookie: `fenji-8420=${"A".repeat(43)}` });
    await made.call(signIn, { body: { email: "fixed@example.org", password } });
    expect(cookieOf(made)).not.toBe("A".repeat(43));
  });

  test("a cookie that comes twice is believed in neither form", async () => {
    await newPerson("twice@example.org");
    const held = cookieOf(await enter("twice@example.org"));
    const reply = await node.app.inject({
      url: "/api/session",
      headers: { cookie: `fenji-8420=${held}; fenji-8420=${"B".repeat(43)}` },
    });
    expect(reply.json().signedIn).toBe(false);
  });
});

describe("lock-out", () => {
  const tryOften = async (address: string, times: number): Promise<readonly string[]> => {
    const codes = Array.from({ length: times }, async () => {
      const attempt = visit(node).call(signIn, {
        body: { email: address, password: "wrong wrong wrong" },
      });
      return attempt.then(
        () => "in",
        (error: unknown) => (error instanceof AppError ? error.code : "?"),
      );
    });
    return Promise.all(codes);
  };

  test("ten failures pause an account, also all at once, and also one that does not exist", async () => {
    await newPerson("locked@example.org");
    for (const address of ["locked@example.org", "ghost@example.org"]) {
      const codes = await tryOften(address, 12);
      expect(codes.filter((code) => code === "session.refused")).toHaveLength(10);
      expect(codes.filter((code) => code === "session.locked")).toHaveLength(2);
    }
    await expect(enter("locked@example.org")).rejects.toEqual(
      refusal("session.locked", { seconds: expect.closeTo(900, -1) }),
    );
  });

  test("after the pause one more failure pauses twice as long, a success forgets", async () => {
    await newPerson("again@example.org");
    await tryOften("again@example.org", 10);
    const system = await asSystem(node);
    const passPause = () =>
      inTransaction(system, (tx) =>
        tx.db
          .updateTable("sign_in_failures")
          .set({ locked_until: new Date(0).toISOString() })
          .execute(),
      );
    await passPause();
    expect(await tryOften("again@example.org", 1)).toEqual(["session.refused"]);
    await expect(enter("again@example.org")).rejects.toEqual(
      refusal("session.locked", { seconds: expect.closeTo(1800, -1) }),
    );
    await passPause();
    await enter("again@example.org");
    expect(await tryOften("again@example.org", 2)).toEqual(["session.refused", "session.refused"]);
    await enter("again@example.org");
  });
});

describe("a session", () => {
  test("ends when signed out, and the cookie is worth nothing afterwards", async () => {
    await newPerson("out@example.org");
    const visitor = await enter("out@example.org");
    const held = cookieOf(visitor);
    await visitor.call(signOut);
    expect(cookieOf(visitor)).toBe("");
    const later = visit(node, { cookie: `fenji-8420=${held}` });
    await expect(later.call(getAccount)).rejects.toEqual(refusal("session.required"));
  });

  test.each([
    ["12 hours after it began", { expires_at: new Date(0).toISOString() }],
    [
      "after an hour without a request",
      { last_seen_at: new Date(Date.now() - 3_601_000).toISOString() },
    ],
  ])("ends %s", async (_when, change) => {
    const { headers, userId } = await makePerson(node, { role: "vendor", organisationId });
    const visitor = visit(node, headers);
    expect((await visitor.call(getSession)).signedIn).toBe(true);
    await inTransaction(await asSystem(node), (tx) =>
      tx.db.updateTable("sessions").set(change).where("user_id", "=", userId).execute(),
    );
    await expect(visitor.call(getAccount)).rejects.toEqual(refusal("session.required"));
  });

  test("is known by its list, and each can be ended from another, not by others", async () => {
    await newPerson("many@example.org");
    const [here, there] = [await enter("many@example.org"), await enter("many@example.org")];
    const stranger = visit(
      node,
      (await makePerson(node, { role: "vendor", organisationId })).headers,
    );
    const { sessions } = await here.call(listSessions);
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const other = (await there.call(listSessions)).sessions.find(({ current }) => current);
    const path = { sessionId: other?.id ?? "" };
    await expect(stranger.call(revokeSession, { path })).rejects.toEqual(
      refusal("request.not-found"),
    );
    await here.call(revokeSession, { path });
    await expect(there.call(getAccount)).rejects.toEqual(refusal("session.required"));
    const third = await enter("many@example.org");
    expect(await here.call(revokeOtherSessions)).toEqual({ revoked: 2 });
    await expect(third.call(getAccount)).rejects.toEqual(refusal("session.required"));
    await here.call(getAccount);
  });

  test("from another browser or network is marked", async () => {
    await newPerson("moved@example.org");
    const visitor = await enter("moved@example.org");
    visitor.headers.set("user-agent", "another");
    expect(await visitor.call(getSession)).toMatchObject({ signedIn: true, risk: "elevated" });
  });

  test("acts for one organisation at a time and gets a new secret with each switch", async () => {
    const person = await newPerson("both@example.org");
    const second = await makeOrganisation(node, { kind: "fund" });
    const foreign = await makeOrganisation(node, { kind: "park" });
    await inTransaction(await asSystem(node), (tx) =>
      tx.db
        .insertInto("memberships")
        .values({
          id: tx.newId(),
          user_id: person.userId,
          organisation_id: second,
          role: "fund",
          manager: true,
          created_at: tx.now().toISOString(),
        })
        .execute(),
    );
    const visitor = await enter("both@example.org");
    const before = cookieOf(visitor);
    const switched = await visitor.call(switchOrganisation, { body: { organisationId: second } });
    expect(switched.standing).toMatchObject({ role: "fund", manager: true });
    expect(cookieOf(visitor)).not.toBe(before);
    expect((await visit(node, { cookie: `fenji-8420=${before}` }).call(getSession)).signedIn).toBe(
      false,
    );
    expect(await visitor.call(getSession)).toMatchObject({ standing: { role: "fund" } });
    await expect(
      visitor.call(switchOrganisation, { body: { organisationId: foreign } }),
    ).rejects.toEqual(refusal("request.not-found"));
  });

  test("ends everywhere else when the password changes", async () => {
    await newPerson("change@example.org");
    const [here, there] = [await enter("change@example.org"), await enter("change@example.org")];
    const next = "another quite long sentence";
    await expect(
      here.call(changePassword, { body: { current: "wrong wrong wrong", password: next } }),
    ).rejects.toEqual(refusal("account.password-wrong"));
    await expect(
      here.call(changePassword, { body: { current: password, password: "change@example.org" } }),
    ).rejects.toEqual(refusal("password.guessable"));
    await here.call(changePassword, { body: { current: password, password: next } });
    await here.call(getAccount);
    await expect(there.call(getAccount)).rejects.toEqual(refusal("session.required"));
    await expect(enter("change@example.org")).rejects.toEqual(refusal("session.refused"));
    await visit(node).call(signIn, { body: { email: "change@example.org", password: next } });
  });
});
