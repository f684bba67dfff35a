/** A report of 40 MB dropped on the page: the network is lost in the middle, then the page reloaded; no byte is sent twice. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { listEvidence } from "@fenji/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { client, openPage } from "./browser.ts";
import { registerEnterprise } from "./register-enterprise.ts";

const seed = resolve(import.meta.dirname, "../../packages/evidence/testing/seeds/sarif-1.seed");
const folder = mkdtempSync(join(tmpdir(), "fenji-large-"));
const path = join(folder, "large.sarif");
const part = 4 * 2 ** 20;
const size = 10 * part;
let enterpriseId = "";

beforeAll(async () => {
  enterpriseId = await registerEnterprise(8_000_000 + (Date.now() % 1_000_000));
  const report = readFileSync(seed);
  writeFileSync(path, Buffer.concat([report, Buffer.alloc(size - report.length, "\n")]));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a large report goes on after a lost network and after a reload", async () => {
  const { page } = await openPage(`/enterprises/${enterpriseId}/evidence`, { language: "en" }, [
    /ERR_/,
  ]);
  const offsets: number[] = [];
  // The network carries what begins before this offset.
  let carries = 2 * part;
  await page.route(/\/uploads\/[^/]+$/, async (route) => {
    const request = route.request();
    const offset = Number(request.headers()["upload-offset"] ?? -1);
    const patch = request.method() === "PATCH";
    if (patch && offset >= carries) return route.abort("internetdisconnected");
    if (patch) offsets.push(offset);
    return route.continue();
  });
  const choose = () => page.locator('input[type="file"]').first().setInputFiles(path);
  await choose();
  const panel = page.locator(".upload-panel");
  await panel.getByText("Connection lost").waitFor({ timeout: 60_000 });
  expect(offsets).toEqual([0, part]);
  carries = 4 * part;
  await page.evaluate(() => globalThis.dispatchEvent(new Event("online")));
  await expect.poll(() => offsets.length, { timeout: 60_000 }).toBe(4);
  await panel.getByText("Connection lost").waitFor({ timeout: 60_000 });
  await page.reload();
  carries = size;
  await choose();
  await panel.getByText("1 of 1 files done").waitFor({ timeout: 90_000 });
  expect(offsets).toEqual(Array.from({ length: size / part }, (_, index) => index * part));
  const { files } = await client.call(listEvidence, { path: { enterpriseId } });
  expect(files.map(({ sizeBytes }) => sizeBytes)).toEqual([size]);
  expect(files[0]?.covers.observations).toBeGreaterThan(0);
});
