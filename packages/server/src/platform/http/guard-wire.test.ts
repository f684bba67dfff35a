/** Behind a proxy that holds the certificate, nobody but the proxy speaks plain HTTP to the node. */

import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestNode, type TestNode } from "../testing/start-test-node.ts";

let node: TestNode;

beforeAll(async () => {
  node = await startTestNode({
    environment: {
      FENJI_MODE: "server",
      FENJI_URL: "https://fenji.example.org",
      FENJI_PROXY: "10.0.0.5,192.168.7.0/24,fd00::/8",
    },
  });
}, 60_000);

afterAll(() => node.close());

test.each([
  ["127.0.0.1", "", 200],
  ["::1", "", 200],
  ["10.0.0.5", "", 200],
  ["::ffff:10.0.0.5", "", 200],
  ["192.168.7.44", "", 200],
  ["fd00::7", "", 200],
  ["10.0.0.6", "", 421],
  ["192.168.8.1", "", 421],
  ["fe80::7", "", 421],
  // What a caller says of itself counts for nothing.
  ["10.0.0.6", "127.0.0.1", 421],
])("from %s, which says it is %j: %i", async (remoteAddress, forwarded, status) => {
  const reply = await node.app.inject({
    url: "/api/health/live",
    remoteAddress,
    headers: {
      host: "fenji.example.org",
      ...(forwarded === "" ? {} : { "x-forwarded-for": forwarded, "x-forwarded-proto": "https" }),
    },
  });
  expect(reply.statusCode).toBe(status);
  if (status === 421) expect(reply.json().code).toBe("request.needs-https");
});
