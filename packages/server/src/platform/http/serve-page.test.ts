/** The page: its own address and every other lead to it; hashed files stay in caches; nothing beside it is served. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { servePage } from "./serve-page.ts";

let parent: string;
let app: FastifyInstance;

beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), "fenji-page-"));
  const page = join(parent, "page");
  mkdirSync(join(page, "assets"), { recursive: true });
  writeFileSync(join(page, "index.html"), "<title>the page</title>");
  writeFileSync(join(page, "assets", "a-123.js"), "plain");
  writeFileSync(join(page, "assets", "a-123.js.br"), "packed");
  writeFileSync(join(page, ".inputs"), "private");
  writeFileSync(join(parent, "secret"), "secret");
  app = fastify();
  await servePage(app, page);
});

afterAll(async () => {
  await app.close();
  rmSync(parent, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = { accept: "text/html" }) =>
  app.inject({ url, headers });

test.each(["/", "/index.html", "/enterprises/42?tab=gaps"])(
  "%s is the page, always asked for anew",
  async (url) => {
    const reply = await get(url);
    expect([reply.statusCode, reply.body]).toEqual([200, "<title>the page</title>"]);
    expect(reply.headers["cache-control"]).toBe("no-cache");
  },
);

test("a hashed file comes packed where the browser can unpack it, and stays for a year", async () => {
  const reply = await get("/assets/a-123.js", { "accept-encoding": "gzip, br" });
  expect([reply.body, reply.headers["content-encoding"]]).toEqual(["packed", "br"]);
  expect(reply.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect((await get("/assets/a-123.js", {})).body).toBe("plain");
});

test.each([
  "/assets/gone.js",
  "/assets/",
  "/assets",
  "/.git/config",
  "/api/none",
  "/.inputs",
  "/../secret",
  "/..%2fsecret",
  "/assets/..%2f..%2fsecret",
])("%s is not served", async (url) => {
  const reply = await get(url, { accept: "application/json" });
  expect(reply.statusCode).toBeGreaterThanOrEqual(400);
  expect(reply.body).not.toMatch(/^(secret|private)$/);
});
