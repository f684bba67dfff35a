/** What every operation gets from the platform: guards, limits, validation both ways, and problems in two languages. */

import { endpoint } from "@fenji/contract";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { mountEndpoint } from "./mount-endpoint.ts";
import type { FeatureRegistrar } from "./node-services.ts";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

const shared = {
  summary: { zh: "试", en: "try" },
  permission: null,
  query: z.object({}),
  errors: [],
} as const;

const echo = endpoint({
  ...shared,
  name: "echo",
  method: "POST",
  url: "/test/{word}",
  path: z.object({ word: z.string().max(5) }),
  query: z.object({ times: z.coerce.number().int().default(1) }),
  body: z.object({ n: z.number() }),
  reply: z.object({ said: z.string() }),
});

const upload = endpoint({
  ...shared,
  name: "upload",
  method: "POST",
  url: "/test-upload",
  path: z.object({}),
  body: z.undefined(),
  binary: true,
  reply: z.object({ bytes: z.number() }),
});

const liar = endpoint({
  ...shared,
  name: "liar",
  method: "GET",
  url: "/test-liar",
  path: z.object({}),
  body: z.undefined(),
  reply: z.object({ n: z.number() }),
});

const file = endpoint({
  ...liar,
  name: "file",
  url: "/test-file",
  reply: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

const largeFile = endpoint({
  ...liar,
  name: "largeTestFile",
  url: "/test-large-file",
  reply: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

const writer = endpoint({ ...liar, name: "writer", url: "/test-writer" });

const registerTest: FeatureRegistrar = (app) => {
  mountEndpoint(app, echo, async (_ctx, { path, query, body }) => ({
    said: path.word.repeat(query.times) + body.n,
    extra: "secret",
  }));
  mountEndpoint(app, upload, async (_ctx, { bytes }) => {
    let count = 0;
    for await (const chunk of bytes) count += chunk.length;
    return { bytes: count };
  });
  mountEndpoint(app, liar, async () => ({ n: JSON.parse('"not a number"') }));
  mountEndpoint(app, file, async () => new TextEncoder().encode("<script>"));
  mountEndpoint(app, largeFile, async () => new Uint8Array(40_000_000));
  mountEndpoint(app, writer, async (ctx) => {
    await ctx.db.deleteFrom("verdicts").execute();
    return { n: 1 };
  });
};

let node: TestNode;

beforeAll(async () => {
  node = await startTestNode({ features: [registerTest] });
}, 60_000);

afterAll(() => node.close());

const post = (url: string, payload: unknown, headers: Record<string, string> = {}) =>
  node.app.inject({
    method: "POST",
    url,
    payload: payload as string,
    headers: { "content-type": "application/json", ...headers },
  });

describe("an endpoint", () => {
  test("answers what the contract says and nothing else", async () => {
    const reply = await post("/api/test/ab?times=2", '{"n":7}');
    expect([reply.statusCode, reply.json()]).toEqual([200, { said: "abab7" }]);
  });

  test.each([
    ["/api/test/toolong", '{"n":7}', "path.word"],
    ["/api/test/ab?times=x", '{"n":7}', "query.times"],
    ["/api/test/ab", '{"n":"7"}', "body.n"],
    ["/api/test/ab", "{", "body"],
    ["/api/test/ab", '{"__proto__":1}', "body"],
  ])("%s with %s is refused at %s", async (url, body, at) => {
    const reply = await post(url, body);
    expect(reply.headers["content-type"]).toContain("application/problem+json");
    expect(reply.json()).toMatchObject({ status: 400, code: "request.invalid", params: { at } });
    expect(reply.json().requestId).toBe(reply.headers["x-request-id"]);
  });

  test("takes raw bytes beyond the limit of JSON", async () => {
    const headers = { "content-type": "application/octet-stream" };
    const reply = await node.app.inject({
      method: "POST",
      url: "/api/test-upload",
      payload: Buffer.alloc(3_000_000),
      headers,
    });
    expect(reply.json()).toEqual({ bytes: 3_000_000 });
  });

  test("refuses JSON over its limit, and other types", async () => {
    const large = await post("/api/test/ab", JSON.stringify({ n: 1, pad: "x".repeat(1_100_000) }));
    expect(large.json()).toMatchObject({ status: 413, code: "request.too-large" });
    const typed = await post("/api/test/ab", "<x/>", { "content-type": "text/xml" });
    expect(typed.json()).toMatchObject({ status: 415, code: "request.wrong-type" });
  });

  test("that breaks its own contract, or writes while reading, is our fault and tells nothing", async () => {
    for (const url of ["/api/test-liar", "/api/test-writer"]) {
      const reply = await node.app.inject({ url });
      expect(reply.json()).toMatchObject({ status: 500, code: "platform.internal" });
      expect(reply.body).not.toMatch(/not a number|read-only|verdicts/);
    }
  });
});

describe("guards", () => {
  test.each(["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8420", "10.0.0.1"])(
    "host %s is refused",
    async (host) => {
      const reply = await node.app.inject({ url: "/api/health/live", headers: { host } });
      expect(reply.json()).toMatchObject({ status: 421, code: "request.foreign-host" });
    },
  );

  test.each(["localhost:8420", "127.0.0.1:8420", "[::1]:8420", "LOCALHOST"])(
    "host %s is this machine",
    async (host) => {
      expect(
        (await node.app.inject({ url: "/api/health/live", headers: { host } })).statusCode,
      ).toBe(200);
    },
  );

  test.each([
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:9999" },
    { "sec-fetch-site": "cross-site" },
  ])("a write from %j is refused", async (headers) => {
    const reply = await post("/api/test/ab", '{"n":7}', { host: "localhost:8420", ...headers });
    expect(reply.json()).toMatchObject({ status: 403, code: "request.foreign-origin" });
  });

  test("a write from our own page or a program passes", async () => {
    for (const headers of [
      { origin: "http://localhost:8420", "sec-fetch-site": "same-origin" },
      {},
    ]) {
      expect(
        (await post("/api/test/ab", '{"n":7}', { host: "localhost:8420", ...headers })).statusCode,
      ).toBe(200);
    }
  });
});

describe("every reply", () => {
  const replies: readonly (readonly [string, Record<string, string>, number])[] = [
    ["/api/health/live", {}, 200],
    ["/api/test-liar", {}, 500],
    ["/api/none", {}, 404],
    ["/nothing", {}, 404],
    ["/api/test/toolong", {}, 404],
    ["/api/health/live", { host: "evil.example" }, 421],
  ];

  test.each(replies)("%s %j tells the browser what it may do: %i", async (url, headers, status) => {
    const reply = await node.app.inject({ url, headers });
    expect(reply.statusCode).toBe(status);
    const policy = String(reply.headers["content-security-policy"]);
    for (const rule of [
      "script-src 'self';",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ])
      expect(policy).toContain(rule);
    expect(reply.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "cache-control": "no-store",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      "content-type": expect.stringContaining("charset=utf-8"),
    });
    // Plain HTTP on loopback: a browser that was told to insist on HTTPS would lose its other local servers.
    expect(reply.headers["strict-transport-security"]).toBeUndefined();
    expect(reply.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("that is a file is saved, never shown", async () => {
    const { headers } = await node.app.inject({ url: "/api/test-file" });
    expect(headers).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": 'attachment; filename="file.bin"',
      "cache-control": "no-store",
    });
  });
});

test("a large file is handed over as it is, byte by byte looked at by nobody", async () => {
  const began = performance.now();
  const { rawPayload } = await node.app.inject({ url: "/api/test-large-file" });
  expect(rawPayload.length).toBe(40_000_000);
  expect(performance.now() - began).toBeLessThan(3_000);
});

test("the limit of requests counts an operation however its address is spelled", async () => {
  const left = async (url: string): Promise<number> =>
    Number((await node.app.inject({ url })).headers["x-ratelimit-remaining"]);
  const first = await left("/api/test-file");
  expect(await left("/%61pi/test-file")).toBe(first - 1);
  expect(await left("/api/test%2Dfile")).toBe(first - 2);
});

test("a parameter that comes twice is refused, not chosen from", async () => {
  const reply = await post("/api/test/ab?times=1&times=2", '{"n":7}');
  expect(reply.json()).toMatchObject({ code: "request.invalid", params: { at: "query.times" } });
});

test("health", async () => {
  expect((await node.app.inject({ url: "/api/health/live" })).json()).toEqual({ status: "live" });
  expect((await node.app.inject({ url: "/api/health/ready" })).json()).toMatchObject({
    status: "ready",
    database: expect.stringMatching(/^PostgreSQL 18/),
  });
});

test("an unknown address is a problem in both languages", async () => {
  const problem = (await node.app.inject({ url: "/api/none?x=1" })).json();
  expect(problem).toMatchObject({
    status: 404,
    code: "request.not-found",
    params: { what: "/api/none" },
  });
  expect(problem.zh).toMatch(/没有找到/);
  expect(problem.en).toMatch(/not found/);
});
