/**
 * Every operation of the contract with values that nobody means well: in its path, its query and every leaf of its body.
 * Whatever comes back is an answer of the house or a refusal in its words, never a fault; nothing is echoed into a header.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operations, type Endpoint } from "@fenji/contract";
import { creditCodeCheck } from "@fenji/kernel";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { features } from "./node-features.ts";
import { addressOf, encodeText, plausible, schemaOf } from "./platform/testing/plausible.ts";
import { startTestNode, type TestNode } from "./platform/testing/start-test-node.ts";

let node: TestNode;
let enterpriseId = "";

const texts: readonly string[] = [
  "\0",
  "a\0b",
  "\ud800",
  "' or 1=1; drop table users; --",
  "../../../../etc/passwd",
  "..%2f..%2f",
  "%00",
  "__proto__",
  "\r\nset-cookie: planted=1",
  "\u202e\u0007",
  "9".repeat(400),
  "x".repeat(20_000),
  "9007199254740993",
  "-1",
  "1e400",
  "NaN",
  "😀".repeat(200),
];

const others: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e300,
  2 ** 53 - 1,
  [],
  {},
  [[[[[[]]]]]],
  { a: { __defineGetter__: 1, constructor: { prototype: { admin: true } } } },
  Array.from({ length: 50_000 }, () => 0),
];

type Place = readonly (string | number)[];

const leavesOf = (value: unknown, at: Place = []): readonly Place[] => {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...at, key]))];
};

const replaced = (value: unknown, [key, ...rest]: Place, put: unknown): unknown => {
  if (key === undefined) return put;
  if (Array.isArray(value))
    return value.map((part, at) => (at === Number(key) ? replaced(part, rest, put) : part));
  if (typeof value !== "object" || value === null) return put;
  const held = Object.entries(value);
  return Object.fromEntries(held.map(([k, v]) => [k, k === key ? replaced(v, rest, put) : v]));
};

interface Try {
  readonly operation: Endpoint;
  readonly url: string;
  readonly payload?: string;
}

const triesOf = (operation: Endpoint): readonly Try[] => {
  const good = addressOf(operation, { enterpriseId });
  const names = Object.keys(schemaOf(operation.path).properties ?? {});
  const asked = Object.keys(schemaOf(operation.query).properties ?? {});
  const paths = names.flatMap((name) =>
    texts.map((text) => ({ operation, url: addressOf(operation, { enterpriseId, [name]: text }) })),
  );
  const queries = asked.flatMap((name) =>
    texts.map((text) => ({ operation, url: `${good}?${name}=${encodeText(text)}` })),
  );
  const body = schemaOf(operation.body);
  if (operation.method === "GET" || body.type === undefined) return [...paths, ...queries];
  const whole = plausible(body);
  const bodies = leavesOf(whole).flatMap((place) =>
    [...texts, ...others].map((put) => ({
      operation,
      url: good,
      payload: JSON.stringify(replaced(whole, place, put)),
    })),
  );
  return [...paths, ...queries, ...bodies];
};

/** The first is our fault; the second would mean that nothing was tried. */
const faults = new Set(["platform.internal", "request.too-many"]);

/** What went wrong, or nothing. From many addresses, because one alone would soon be told to wait. */
const attempt = async (
  { operation, url, payload }: Try,
  at: number,
): Promise<string | undefined> => {
  const reply = await node.app.inject({
    method: operation.method,
    url,
    remoteAddress: `127.0.${at >> 8}.${at & 0xff}`,
    ...(payload === undefined ? {} : { payload, headers: { "content-type": "application/json" } }),
  });
  const what = `${operation.name} ${url.slice(0, 120)} ${payload?.slice(0, 200) ?? ""}`;
  if (reply.headers["set-cookie"] !== undefined) return `${what} sets a cookie`;
  if (reply.statusCode < 400) return undefined;
  const problem = z.object({ code: z.string(), zh: z.string(), en: z.string() });
  const { code } = problem.parse(reply.json());
  return faults.has(code) ? `${what}: ${code}` : undefined;
};

beforeAll(async () => {
  node = await startTestNode({ features, environment: { FENJI_NODE: "supervisor" } });
  const stem = "91320000000000001";
  const made = await node.app.inject({
    method: "POST",
    url: "/api/enterprises",
    payload: {
      name: "某厂",
      creditCode: stem + creditCodeCheck(stem),
      jurisdiction: "32",
      city: null,
      division: "C39",
    },
  });
  enterpriseId = z.object({ id: z.string() }).parse(made.json()).id;
}, 60_000);

afterAll(() => node.close());

it("answers hostile values on every operation without a fault", async () => {
  const tries = operations.flatMap(triesOf);
  const found: string[] = [];
  for (const [at, one] of tries.entries()) {
    const fault = await attempt(one, at);
    if (fault !== undefined) found.push(fault);
  }
  process.stdout.write(`${tries.length} requests to ${operations.length} operations\n`);
  expect(found).toEqual([]);
}, 600_000);

it("keeps a log of one object a line, with nothing of a body, a query, a header or a cookie", async () => {
  await node.app.inject({
    method: "POST",
    url: "/api/enterprises/%0a%7B%22level%22:60%7D?name=secret-query",
    headers: {
      "content-type": "application/json",
      authorization: "Bearer secret-token-of-a-program",
      cookie: "fenji-8420=secret-cookie-of-a-person",
      "user-agent": "secret-agent",
    },
    payload: { note: "secret-body" },
  });
  const readLines = () =>
    readFileSync(join(node.dataFolder, "logs", "fenji.log"), "utf8")
      .trimEnd()
      .split("\n");
  // The line is written once the answer is out.
  const written = () =>
    readLines().some((one) => one.includes("/enterprises/%0a%7B%22level%22:60"));
  await expect.poll(written).toBe(true);
  const lines = readLines();
  const line = z.object({ level: z.number(), time: z.iso.datetime(), msg: z.string() });
  for (const one of lines) expect(line.safeParse(JSON.parse(one)).success).toBe(true);
  expect(lines.length).toBeGreaterThan(1_000);
  expect(lines.filter((one) => one.includes("secret-"))).toEqual([]);
});
