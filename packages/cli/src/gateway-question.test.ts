/** What a gateway may ask in headers, and what is refused before anything is decided. */

import { createServer, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { AppError } from "@fenji/kernel";
import { expect, test } from "vitest";
import { gatewayQuestion } from "./gateway-question.ts";

const nowMs = Date.parse("2026-06-01T00:00:00.900Z");
const now = Date.parse("2026-06-01T00:00:00Z") / 1000;

/** As it comes off a real socket, since Node folds and decodes headers in its own way. */
const received = (headers: readonly string[]): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      response.end();
      server.close();
      resolve(request);
    });
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const socket = connect(typeof address === "object" && address !== null ? address.port : 0);
      socket.once("error", reject);
      const lines = ["GET /gateway/check HTTP/1.1", "Host: localhost", "Connection: close"];
      socket.write(Buffer.from(`${[...lines, ...headers].join("\r\n")}\r\n\r\n`, "utf8"));
      socket.resume();
    });
  });

const asked = async (...headers: readonly string[]): Promise<unknown> =>
  JSON.parse(gatewayQuestion(await received(headers), nowMs));

const refusal = async (...headers: readonly string[]): Promise<string> => {
  try {
    return JSON.stringify(await asked(...headers));
  } catch (error) {
    if (error instanceof AppError) return `${error.status} ${error.code}`;
    throw error;
  }
};

const uri = "X-Original-URI: /reports/2026?format=pdf";

test("method and path are action and resource where the gateway names none", async () => {
  expect(await asked("X-Subject-Id: 王敏", "X-Original-Method: GET", uri)).toEqual({
    subject: { type: "User", id: "王敏" },
    action: { name: "GET" },
    resource: { type: "Path", id: "/reports/2026" },
    context: { now, method: "GET", path: "/reports/2026" },
  });
});

test("what the gateway names takes their place; forward-auth's headers do as well", async () => {
  expect(
    await asked(
      "X-Subject-Id: drives-ltd",
      "X-Subject-Type: Plant::Vendor",
      "X-Action: openRemoteSession",
      "X-Resource-Type: Plant::Device",
      "X-Resource-Id: mixer/../plc",
      "X-Forwarded-Method: POST",
      "X-Forwarded-Uri: /a//b",
    ),
  ).toEqual({
    subject: { type: "Plant::Vendor", id: "drives-ltd" },
    action: { name: "openRemoteSession" },
    resource: { type: "Plant::Device", id: "mixer/../plc" },
    context: { now, method: "POST", path: "/a//b" },
  });
});

test("nobody is 401; an incomplete question is 400", async () => {
  const method = "X-Original-Method: GET";
  expect(await refusal(method, uri)).toBe("401 gateway.no-subject");
  expect(await refusal("X-Subject-Id:", method, uri)).toBe("401 gateway.no-subject");
  expect(await refusal("X-Subject-Id: wang", uri)).toBe("400 gateway.missing-header");
  expect(await refusal("X-Subject-Id: wang", method)).toBe("400 gateway.missing-header");
});

test("a header that a client slipped in beside the gateway's is refused", async () => {
  const twice = ["X-Subject-Id: wang", "x-subject-id: admin", "X-Original-Method: GET", uri];
  expect(await refusal(...twice)).toBe("400 gateway.repeated-header");
});

test("a path that two readers may read differently is refused where it is the resource", async () => {
  const paths = [
    "/a/../admin",
    "/a/./b",
    "//admin",
    "/a/..",
    "/%2e%2e/admin",
    "/a%2Fb",
    "/a\\b",
    "/a;x=1/b",
    "admin",
    "*",
  ];
  for (const path of paths)
    expect(
      await refusal("X-Subject-Id: wang", "X-Original-Method: GET", `X-Original-URI: ${path}`),
      path,
    ).toBe("400 gateway.ambiguous-path");
});
