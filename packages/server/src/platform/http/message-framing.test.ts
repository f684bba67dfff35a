/** Requests on a real socket whose ends two programs could see in different places: none of them is answered as one. */

import { connect } from "node:net";
import { endpoint } from "@fenji/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";
import { mountEndpoint } from "./mount-endpoint.ts";

const write = endpoint({
  name: "write",
  summary: { zh: "写", en: "write" },
  method: "POST",
  url: "/test-write",
  permission: null,
  path: z.object({}),
  query: z.object({}),
  body: z.object({ n: z.number() }),
  reply: z.object({ n: z.number() }),
  errors: [],
});

let node: TestNode;
let port = 0;
let written = 0;

beforeAll(async () => {
  node = await startTestNode({
    features: [
      (app) =>
        mountEndpoint(app, write, async (_ctx, { body }) => {
          written += 1;
          return body;
        }),
    ],
  });
  const address = await node.app.listen({ port: 0, host: "127.0.0.1" });
  port = Number(new URL(address).port);
}, 60_000);

afterAll(() => node.close());

/** Everything that comes back until the node closes, as it does after a fault or when asked to. */
const send = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1" }, () => socket.write(text, "latin1"));
    let answer = "";
    socket.setEncoding("latin1");
    socket.on("data", (piece: string) => (answer += piece));
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });

const statuses = (answer: string): readonly string[] =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status ?? "");

const get = (address: string, ...headers: readonly string[]): string =>
  [`GET ${address} HTTP/1.1`, ...headers, "Connection: close", "", ""].join("\r\n");

const smuggled = get("/api/health/live", "Host: localhost");

const post = (headers: readonly string[], body: string): string =>
  [
    "POST /api/test-write HTTP/1.1",
    "Host: localhost",
    "Content-Type: application/json",
    ...headers,
    "",
    body,
  ].join("\r\n");

test("one that is plain is answered, and so is the next on the same connection", async () => {
  const plain = post(["Content-Length: 7"], '{"n":1}');
  expect(statuses(await send(plain + smuggled))).toEqual(["200", "200"]);
  expect(written).toBe(1);
});

test.each<[string, string]>([
  [
    "length and chunks",
    post(["Content-Length: 7", "Transfer-Encoding: chunked"], `0\r\n\r\n${smuggled}`),
  ],
  ["two lengths", post(["Content-Length: 7", "Content-Length: 60"], `{"n":1}${smuggled}`)],
  ["a list of lengths", post(["Content-Length: 7, 60"], `{"n":1}${smuggled}`)],
  ["a length with a sign", post(["Content-Length: +7"], `{"n":1}${smuggled}`)],
  ["a length in hexadecimal", post(["Content-Length: 0x7"], `{"n":1}${smuggled}`)],
  ["an unknown coding", post(["Transfer-Encoding: xchunked"], `0\r\n\r\n${smuggled}`)],
  ["a coding after chunks", post(["Transfer-Encoding: chunked, identity"], `0\r\n\r\n${smuggled}`)],
  ["a chunk of no size", post(["Transfer-Encoding: chunked"], `zz\r\n{"n":1}\r\n${smuggled}`)],
  [
    "a chunk that runs over",
    post(["Transfer-Encoding: chunked"], `3\r\n{"n":1}\r\n0\r\n\r\n${smuggled}`),
  ],
  ["a blank before the colon", post(["Content-Length : 7"], `{"n":1}${smuggled}`)],
  ["a folded line", post(["X-A: b", " Content-Length: 7"], `{"n":1}${smuggled}`)],
  ["a NUL in a header", post(["X-A: b\0c", "Content-Length: 7"], `{"n":1}${smuggled}`)],
  ["a bare CR in a header", post(["X-A: b\rContent-Length: 7"], `{"n":1}${smuggled}`)],
])("%s: refused, and nothing behind it is heard", async (_what, text) => {
  const before = written;
  const answer = await send(text);
  expect([statuses(answer).length, statuses(answer)[0]]).toEqual([1, expect.stringMatching(/^4/)]);
  expect(written).toBe(before);
});

test.each<[string, string]>([
  ["no host", get("/api/health/live")],
  ["two hosts", get("/api/health/live", "Host: localhost", "Host: evil.example")],
  ["two hosts, ours last", get("/api/health/live", "Host: evil.example", "host: localhost")],
  ["a host in the address", get("http://localhost/api/health/live", "Host: localhost")],
  ["another host in the address", get("http://evil.example/api/health/live", "Host: localhost")],
])("%s: refused", async (_what, text) => {
  expect(statuses(await send(text))).toEqual([expect.stringMatching(/^4/)]);
});

test("what was sent is not said back by a method made for that", async () => {
  const trace = get("/api/health/live", "Host: localhost", "Cookie: a=b").replace("GET", "TRACE");
  const answer = await send(trace);
  expect(statuses(answer)).toEqual(["404"]);
  expect(answer).not.toContain("a=b");
});
