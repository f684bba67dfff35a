/** Searches agree with evaluations, come page by page without loss, and hold to what was asked first. */

import { AppError } from "@fenji/kernel";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccessRequest, Decision, EntityUid } from "../access-request.ts";
import { answerEvaluation } from "./answer.ts";
import { answerSearch, type SearchableDecisionPoint } from "./search.ts";

const actions: readonly EntityUid[] = [
  { type: "Action", id: "write" },
  { type: "Action", id: "read" },
  { type: "Plant::Action", id: "load" },
  { type: "Plant::Action", id: 'not "nameable"' },
];

interface World extends SearchableDecisionPoint {
  readonly asked: AccessRequest[];
}

const worldOf = (ids: readonly string[], allows: (request: AccessRequest) => boolean): World => {
  const sorted = ids.toSorted((a, b) => (a < b ? -1 : 1));
  const asked: AccessRequest[] = [];
  return {
    policies: new Map(),
    asked,
    actions,
    idsOf: (type) => (type === "User" || type === "Device" ? sorted : []),
    decide: (request): Decision => {
      asked.push(request);
      return { allowed: allows(request), determining: [], errors: [] };
    },
  };
};

const question = {
  subject: { type: "User", id: "a" },
  action: { name: "read" },
  resource: { type: "Device", id: "a" },
};

const refusal = async (answer: Promise<unknown>): Promise<string> => {
  try {
    return `answered ${JSON.stringify(await answer)}`;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return `${error.code} ${String(error.params["at"] ?? "")}`.trim();
  }
};

const walkPages = async (
  world: SearchableDecisionPoint,
  request: Readonly<Record<string, unknown>>,
  kind: "subject" | "resource",
): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  let page: Readonly<Record<string, unknown>> = { ...(request["page"] as object) };
  for (let turn = 0; turn < 10_000; turn += 1) {
    const answer = await answerSearch(JSON.stringify({ ...request, page }), kind, world);
    expect(answer.page.count).toBe(answer.results.length);
    found.push(...answer.results);
    if (answer.page.next_token === "") return found;
    page = { ...page, token: answer.page.next_token };
  }
  throw new Error("no end");
};

test("whatever the ids, the policies and the size of a page, all pages together are what evaluations permit", async () => {
  const ids = fc.uniqueArray(fc.string({ unit: "grapheme", maxLength: 4 }), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(
      ids,
      fc.func(fc.boolean()),
      fc.integer({ min: 1, max: 7 }),
      fc.constantFrom("subject" as const, "resource" as const),
      async (names, permits, limit, kind) => {
        const part = kind === "subject" ? "principal" : "resource";
        const world = worldOf(names, (request) => permits(request[part].id));
        const found = await walkPages(world, { ...question, page: { limit } }, kind);
        const type = question[kind].type;
        const expected: unknown[] = [];
        for (const id of names.toSorted((a, b) => (a < b ? -1 : 1))) {
          const request = { ...question, [kind]: { type, id } };
          if ((await answerEvaluation(JSON.stringify(request), world)).decision)
            expected.push({ type, id });
        }
        expect(found).toEqual(expected);
      },
    ),
    { numRuns: 200 },
  );
});

test("the id of what is looked for is ignored, whatever it is; the other parts are asked as given", async () => {
  const world = worldOf(["x"], () => true);
  const request = {
    ...question,
    subject: { type: "User", id: 7, properties: { shift: "A" } },
    context: { minute: 1 },
  };
  const { results } = await answerSearch(JSON.stringify(request), "subject", world);
  expect(results).toEqual([{ type: "User", id: "x" }]);
  expect(world.asked).toEqual([
    {
      principal: { type: "User", id: "x" },
      action: { type: "Action", id: "read" },
      resource: { type: "Device", id: "a" },
      context: { minute: 1, subject: { shift: "A" } },
    },
  ]);
});

test("actions are found under the names by which this subject asks for them", async () => {
  const world = worldOf([], ({ action }) => action.id !== "write");
  const asked = (type: string) =>
    answerSearch(JSON.stringify({ ...question, subject: { type, id: "a" } }), "action", world);
  expect((await asked("User")).results).toEqual([
    { name: 'Plant::Action::"load"' },
    { name: "read" },
  ]);
  expect((await asked("Plant::User")).results).toEqual([
    { name: 'Action::"read"' },
    { name: "load" },
    { name: 'not "nameable"' },
  ]);
});

test("a rare result is looked for in bounded steps, with a token to go on", async () => {
  const ids = Array.from({ length: 5_000 }, (_, index) => String(index).padStart(4, "0"));
  const world = worldOf(ids, ({ principal }) => principal.id === "4999");
  const first = await answerSearch(JSON.stringify(question), "subject", world);
  expect(first.results).toEqual([]);
  expect(first.page.next_token).not.toBe("");
  expect(world.asked.length).toBe(2_000);
  expect(await walkPages(world, question, "subject")).toEqual([{ type: "User", id: "4999" }]);
});

test("a token goes with its own request only; an empty one begins anew", async () => {
  const world = worldOf(["a", "b", "c"], () => true);
  const ask = (change: object, page: object, kind: "subject" | "resource" = "subject") =>
    answerSearch(JSON.stringify({ ...question, ...change, page }), kind, world);
  const { page } = await ask({}, { limit: 1 });
  const token = page.next_token;
  expect((await ask({}, { limit: 1, token })).results).toEqual([{ type: "User", id: "b" }]);
  expect((await ask({}, { limit: 1, token: "" })).results).toEqual([{ type: "User", id: "a" }]);
  const bad = "authzen.bad-page page.token";
  expect(await refusal(ask({ action: { name: "write" } }, { limit: 1, token }))).toBe(bad);
  expect(await refusal(ask({ context: { a: 1 } }, { limit: 1, token }))).toBe(bad);
  expect(await refusal(ask({}, { limit: 2, token }))).toBe(bad);
  expect(await refusal(ask({}, { limit: 1, token }, "resource"))).toBe(bad);
  expect(await refusal(ask({}, { token: "forged" }))).toBe(bad);
  expect(await refusal(ask({}, { token: 7 }))).toBe(bad);
  expect(await refusal(ask({}, { limit: -1 }))).toBe("authzen.bad-page page.limit");
  expect(await refusal(ask({}, { limit: 1.5 }))).toBe("authzen.bad-page page.limit");
  expect(await refusal(ask({ subject: undefined }, {}))).toBe("authzen.missing-member subject");
  expect(await refusal(ask({ subject: {} }, {}))).toBe("authzen.missing-member subject.type");
  expect((await ask({}, { limit: 0 })).results).toEqual([]);
});
