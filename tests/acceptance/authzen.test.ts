/** `fenji access serve` against the specification, over http and https; its limits, its reloading, its ending. */

import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { walkSpecification, type AccessRequest, type Target } from "./authzen-client.ts";
import {
  exampleAccess,
  startDecisionPoint,
  type StartedDecisionPoint,
} from "./started-decision-point.ts";

let folder = "";
const started: StartedDecisionPoint[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "fenji-决策-"));
});

afterAll(async () => {
  for (const one of started) await one.stop("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

const start = async (...args: readonly string[]): Promise<StartedDecisionPoint> => {
  const one = await startDecisionPoint(...args);
  started.push(one);
  return one;
};

const permitted: AccessRequest = JSON.parse(
  readFileSync(join(exampleAccess, "request.json"), "utf8"),
);
const denied: AccessRequest = { ...permitted, subject: { type: "User", id: "former" } };

const token = "for-this-test-only-2f9d1c";

const put = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const faultsOf = async (target: Target) => {
  const findings = await walkSpecification(target);
  expect(findings.length).toBeGreaterThan(45);
  return findings.filter(({ fault }) => fault !== null);
};

const ask = async (url: string, request: unknown): Promise<{ readonly decision?: boolean }> => {
  const reply = await fetch(`${url}/access/v1/evaluation`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  return (await reply.json()) as { decision?: boolean };
};

test("every demand of the specification is met without a token, on loopback", async () => {
  const { url } = await start();
  expect(await faultsOf({ base: url, token: null, permitted, denied })).toEqual([]);
});

test("every demand of the specification is met with a token, over https", async () => {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost`;
  const names = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert];
  const made = spawnSync("openssl", [...words.split(" "), ...names]);
  expect(made.status, made.stderr.toString()).toBe(0);
  const tokens = put("tokens", `# the old one and the new one\nan-older-token-0001\n${token}\n`);
  const { url } = await start("--token-file", tokens, "--tls-cert", cert, "--tls-key", key);
  expect(url).toMatch(/^https:/);
  expect(
    await faultsOf({ base: url, token, ca: readFileSync(cert, "utf8"), permitted, denied }),
  ).toEqual([]);
});

test("the walk finds a decision point at fault", async () => {
  const server = createServer((_request, response) => response.end('{"decision":true}'));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const base = `http://127.0.0.1:${port}`;
  const findings = await walkSpecification({ base, token, permitted, denied });
  server.close();
  const faults = findings.filter(({ fault }) => fault !== null);
  const sections = new Set(faults.map(({ section }) => section));
  expect([...sections].toSorted()).toEqual(
    expect.arrayContaining([
      "10.1",
      "10.1.1",
      "10.1.2",
      "10.1.3",
      "11.3",
      "5.5",
      "6.1",
      "7.2",
      "9.1.1",
    ]),
  );
  expect(faults.length).toBeGreaterThan(40);
});

test("the identifier is the address that the caller used, or the one told by --public-url", async () => {
  const identifierAt = async (base: string): Promise<unknown> => {
    const reply = await fetch(`${base}/.well-known/authzen-configuration`);
    return ((await reply.json()) as Record<string, unknown>)["policy_decision_point"];
  };
  const { url } = await start();
  const named = url.replace("127.0.0.1", "localhost");
  expect(await identifierAt(url)).toBe(url);
  expect(await identifierAt(named)).toBe(named);
  const behind = await start("--public-url", "https://pdp.example.cn/plant/");
  expect(behind.url).toBe("https://pdp.example.cn/plant");
});

test("a page that has its own name resolve to this machine gets no decision", async () => {
  const { url } = await start();
  const { hostname, port } = new URL(url);
  const status = await new Promise<string>((answered, failed) => {
    const socket = connect(Number(port), hostname);
    socket.once("error", failed);
    socket.once("data", (chunk) => answered(chunk.toString().split("\r\n")[0] ?? ""));
    socket.write("GET /health HTTP/1.1\r\nHost: attacker.example\r\nConnection: close\r\n\r\n");
  });
  expect(status).toContain("421");
});

/** Sends bytes as they are, and reads until the server closes or `enough` is there. */
const raw = (url: string, bytes: string | readonly string[], enough?: RegExp): Promise<string> =>
  new Promise((answered) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
      if (enough?.test(text) === true) socket.destroy();
    });
    // Being hung up on is an answer, too.
    socket.on("error", () => undefined);
    socket.once("close", () => answered(text));
    for (const part of typeof bytes === "string" ? [bytes] : bytes) socket.write(part);
  });

const post = (headers: readonly string[], body: string): string =>
  [
    "POST /access/v1/evaluation HTTP/1.1",
    "Host: localhost",
    "Content-Type: application/json",
    ...headers,
    "",
    body,
  ].join("\r\n");

test("hostile connections get their refusal, and others their answers", async () => {
  const served = await start();
  const { url } = served;
  const chunk = `10000\r\n${"x".repeat(0x10000)}\r\n`;
  const endless = post(["Transfer-Encoding: chunked"], chunk.repeat(32));
  expect(await raw(url, endless)).toMatch(/^HTTP\/1\.1 413 [\s\S]*connection: close/i);
  const text = JSON.stringify(permitted);
  const length = Buffer.byteLength(text);
  const smuggled = post([`Content-Length: ${length}`, "Transfer-Encoding: chunked"], text);
  expect(await raw(url, smuggled)).toMatch(/^HTTP\/1\.1 400 /);
  const twice = post([`Content-Length: ${length}`, "Content-Length: 1"], text);
  expect(await raw(url, twice)).toMatch(/^HTTP\/1\.1 400 /);
  expect(
    await raw(
      url,
      "GET /gateway/check HTTP/1.1\r\nHost: localhost\r\nX-Subject-Id: a\u0000b\r\n\r\n",
    ),
  ).toMatch(/^HTTP\/1\.1 400 /);
  const hungUp = raw(url, post([`Content-Length: ${length}`], text.slice(0, 20)), /never/);
  const one = post([`Content-Length: ${length}`], text);
  const other = post(["X-Request-ID: last", `Content-Length: ${length}`], text);
  const both = await raw(url, [one, other], /last[\s\S]*"decision":true/);
  expect(both.match(/"decision":true/g)).toHaveLength(2);
  const evaluations = Array.from({ length: 1_000 }, () => ({}));
  const reply = await fetch(`${url}/access/v1/evaluations`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...permitted, evaluations }),
  });
  const answer = (await reply.json()) as { evaluations: readonly { decision: boolean }[] };
  expect(answer.evaluations.filter(({ decision }) => decision)).toHaveLength(1_000);
  expect(await served.stop()).toBe(0);
  await hungUp;
  expect(served.stderr()).toBe("");
});

test("changed entities count at once and together; broken ones leave the old in use and say why", async () => {
  const policies = join(folder, "live");
  cpSync(join(exampleAccess, "policies"), policies, { recursive: true });
  const text = readFileSync(join(exampleAccess, "entities.json"), "utf8");
  const entities = put("entities.json", text);
  const served = await start("--policies", policies, "--entities", entities);
  expect(await ask(served.url, permitted)).toMatchObject({ decision: true });

  writeFileSync(`${entities}.new`, text.replaceAll('"onShift": true', '"onShift": false'));
  renameSync(`${entities}.new`, entities);
  await served.says(/New policies and entities are in use/);
  expect(await ask(served.url, permitted)).toMatchObject({ decision: false });

  writeFileSync(entities, text.slice(0, 400));
  await served.says(/stay in use/);
  expect(served.stderr()).toContain("entities.json");
  expect(await ask(served.url, permitted)).toMatchObject({ decision: false });

  writeFileSync(entities, text);
  await served.says(/New policies and entities are in use/);
  expect(await ask(served.url, permitted)).toMatchObject({ decision: true });

  writeFileSync(join(policies, "people.cedar"), "permit (principal, action, resource");
  await served.says(/stay in use/);
  expect(served.stderr()).toContain("people.cedar");
  expect(await ask(served.url, denied)).toMatchObject({ decision: false });

  rmSync(join(policies, "people.cedar"));
  await served.says(/New policies and entities are in use/);
  expect(await ask(served.url, permitted)).toMatchObject({ decision: false });
});

test("a token that is taken from the file is refused from then on, a new one is good", async () => {
  const tokens = put("rotating", "the-first-token-0001\n");
  const served = await start("--token-file", tokens);
  const statusWith = async (one: string): Promise<number> => {
    const headers = { authorization: `Bearer ${one}`, "x-subject-id": "former" };
    const reply = await fetch(`${served.url}/gateway/check`, {
      headers: { ...headers, "x-original-method": "GET", "x-original-uri": "/" },
    });
    return reply.status;
  };
  expect(await statusWith("the-first-token-0001")).toBe(403);
  writeFileSync(tokens, "a-second-token-0002\n");
  await served.says(/New policies and entities are in use/);
  expect(await statusWith("the-first-token-0001")).toBe(401);
  expect(await statusWith("a-second-token-0002")).toBe(403);
  writeFileSync(tokens, "\n");
  await served.says(/stay in use/);
  expect(await statusWith("a-second-token-0002")).toBe(403);
});

test("a question under way is answered before it stops, with exit code 0", async () => {
  const served = await start();
  const { hostname, port } = new URL(served.url);
  const body = JSON.stringify(permitted);
  const socket = connect(Number(port), hostname);
  const answer = new Promise<string>((answered, failed) => {
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.once("error", failed);
    socket.once("close", () => answered(text));
  });
  socket.write(
    `POST /access/v1/evaluation HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nExpect: 100-continue\r\n\r\n`,
  );
  // The server has the request in hand once it asks for the body.
  await new Promise<void>((asked) => socket.once("data", () => asked()));
  const stopped = served.stop("SIGINT");
  socket.write(body);
  expect(await answer).toContain('"decision":true');
  expect(await stopped).toBe(0);
});

test("what cannot be served is refused at the start, with exit code 2 and a remedy", async () => {
  const refused = async (...args: readonly string[]): Promise<string> => {
    try {
      await start(...args);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    throw new Error("it started");
  };
  expect(await refused("--host", "0.0.0.0")).toMatch(/ended with 2: .*--token-file/);
  const short = put("short-token", "short\n");
  expect(await refused("--token-file", short)).toMatch(/ended with 2: .*short-token/);
  expect(await refused("--tls-cert", short)).toMatch(/ended with 2: .*--tls-key/);
  expect(await refused("--port", "70000")).toMatch(/ended with 2: /);
  expect(await refused("--policies", join(folder, "nowhere"))).toMatch(/ended with 2: .*nowhere/);
  const broken = put("broken.json", '[{"uid":');
  const policies = ["--policies", join(exampleAccess, "policies"), "--entities", broken];
  expect(await refused(...policies)).toMatch(/ended with 2: .*broken\.json/);
  const { port } = new URL((await start()).url);
  expect(await refused("--port", port)).toMatch(/ended with 2: .*--port/);
});
