/** The token of FENJI_TOKEN goes to the node with every request, and never in the clear to another machine. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "./run-cli.ts";

const folder = mkdtempSync(join(tmpdir(), "fenji-token-"));
const seen: IncomingHttpHeaders[] = [];
let url = "";

/** Stands where a node would and refuses everybody, as a node does with a token that does not hold. */
const server = createServer((request, response) => {
  seen.push(request.headers);
  request.resume();
  response.writeHead(401, { "content-type": "application/problem+json" });
  response.end(JSON.stringify({ code: "token.refused", params: {} }));
});

beforeAll(async () => {
  writeFileSync(join(folder, "a.csv"), "a\n");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" ? (address?.port ?? 0) : 0}`;
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const importWith = async (node: string, token?: string) => {
  let text = "";
  const sink = { write: async (part: string) => void (text += part) };
  const args = [
    "evidence",
    "import",
    join(folder, "a.csv"),
    "--enterprise",
    crypto.randomUUID(),
    "--node",
    node,
  ];
  const code = await runCli(
    args,
    {
      stdout: sink,
      stderr: sink,
      now: () => 0,
      lang: "en",
      nodeUrl: node,
      exitCode: 0,
      ...(token === undefined ? {} : { token }),
    },
    { debug: false },
  );
  return { code, text };
};

test("it is sent as a bearer, and what the node says of it is told", async () => {
  const { code, text } = await importWith(url, "fenji_abc");
  expect(code).toBe(2);
  expect(text).toContain("token.refused");
  expect(seen.at(-1)?.authorization).toBe("Bearer fenji_abc");
  await importWith(url);
  expect(seen.at(-1)?.authorization).toBeUndefined();
});

test("it is not sent over plain HTTP to another machine", async () => {
  const { code, text } = await importWith("http://192.0.2.1:9", "fenji_abc");
  expect(code).toBe(2);
  expect(text).toContain("token.unencrypted");
});
