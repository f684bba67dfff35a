/** In server mode the public name is ours as well, and only its own page may write there. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

let node: TestNode;

beforeAll(async () => {
  node = await startTestNode({
    environment: { FENJI_MODE: "server", FENJI_URL: "https://fenji.example.org" },
  });
}, 60_000);

afterAll(() => node.close());

const write = (headers: Record<string, string>) =>
  node.app.inject({
    method: "POST",
    url: "/api/none",
    headers: { host: "fenji.example.org", ...headers },
  });

test("the public name is ours, another is not", async () => {
  expect((await write({})).json().code).toBe("request.not-found");
  expect((await write({ host: "other.example.org" })).json().code).toBe("request.foreign-host");
});

test.each([
  ["https://fenji.example.org", "request.not-found"],
  ["http://fenji.example.org", "request.foreign-origin"],
  ["https://evil.example.org", "request.foreign-origin"],
  ["https://fenji.example.org:8443", "request.foreign-origin"],
  ["null", "request.foreign-origin"],
])("a write from %s is answered with %s", async (origin, code) => {
  expect((await write({ origin })).json().code).toBe(code);
});

test("browsers are told to stay on HTTPS", async () => {
  const { headers } = await node.app.inject({
    url: "/api/health/live",
    headers: { host: "fenji.example.org" },
  });
  expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
});
