/** Why allowed, why denied: the explorer, the log of decisions, and what a person may not do. */

import { explainDecision, listPolicies } from "@fenji/contract";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  cleanUp,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "../acceptance/started-node.ts";
import { client, openPage, type PageWishes, type WatchedPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";

let node: StartedNode;
let url = "";

/** Refusals that these tests provoke; browsers log each. */
const refusals = [/status of (401|403)/];

const password = "four unrelated words: larch, tin, ferry";

beforeAll(async () => {
  node = await startNode({
    dataFolder: makeDataFolder(),
    environment: { FENJI_MODE: "server", FENJI_PAGE: "1" },
  });
  await node.ready;
  url = `http://localhost:${node.port}`;
});

afterAll(async () => {
  pressCtrlC(node);
  await node.exited;
  await cleanUp(node.dataFolder);
});

const open = (path: string, wishes: PageWishes = {}): Promise<WatchedPage> =>
  openPage(path, { language: "en", ...wishes, url }, refusals);

const ruled = (page: Page, word: string): Promise<void> =>
  page.locator(".ruling-word", { hasText: word }).waitFor();

test("the explorer answers as the node decides; its address holds the question", async () => {
  const { page, expectClean } = await openPage("/policies", { language: "en" });
  await page.getByRole("button", { name: "Somebody supposed" }).click();
  await page.getByLabel("Role").selectOption("enterprise-editor");
  await page.getByLabel("Permission", { exact: true }).selectOption("enterprise:write");
  await ruled(page, "Denied");
  await page.getByText("default-deny").waitFor();
  await page.getByLabel("To that person it is").selectOption("own");
  await ruled(page, "Allowed");
  await page.getByText("enterprise-editors-write").first().waitFor();
  await page.getByLabel("A program with a token").check();
  await page.getByLabel("Not met", { exact: true }).fill("9");
  await ruled(page, "Denied");
  const ruling = await page.locator(".ruling").textContent();
  expect(ruling).toContain("poor-posture-no-programs");
  expect(await violationsOn(page)).toEqual([]);
  const answer = await client.call(explainDecision, {
    body: {
      permission: "enterprise:write",
      subject: {
        kind: "supposed",
        program: true,
        role: "enterprise-editor",
        manager: false,
        jurisdiction: null,
        line: null,
        limitedTo: null,
      },
      resource: {
        kind: "supposed-enterprise",
        relation: "own",
        jurisdiction: "",
        lines: ["industry"],
        grade: null,
        posture: { met: 0, notMet: 9, contested: 0, notEvidenced: 0 },
      },
      circumstances: {},
    },
  });
  expect(answer.allowed).toBe(false);
  for (const { id } of answer.reasons) expect(ruling).toContain(id);
  const again = await openPage(new URL(page.url()).pathname + new URL(page.url()).search, {
    language: "zh",
  });
  await ruled(again.page, "拒绝");
  expect(await again.page.locator(".ruling").textContent()).toMatch(/程序凭令牌只能读取/);
  again.expectClean();
  expectClean();
});

test("every policy is there in words and as written, with the state of the two executors", async () => {
  const { policies, version, disagreed } = await client.call(listPolicies);
  const { page, expectClean } = await openPage("/policies", { language: "zh" });
  for (const policy of policies) {
    const row = page.locator(`#policy-${policy.id}`);
    expect(await row.locator("p").first().textContent()).toBe(policy.zh);
    expect(await row.locator("pre").textContent()).toBe(policy.source);
  }
  await page.getByText(version).waitFor();
  expect(disagreed).toBe(0);
  await page.getByText("没有不一致").waitFor();
  expectClean();
});

test("in single-user mode the log says why it is short", async () => {
  const { page, expectClean } = await openPage("/decisions", { language: "en" });
  await page.getByText("In single-user mode only denials").waitFor();
  expect(await page.locator(".outcome-allowed").count()).toBe(0);
  expectClean();
});

test("a denial is shown with its reasons, noted in the log, and explained from there", async () => {
  const link = /http:\/\/\S+\/first#\S+/.exec(node.stderr())?.[0] ?? "";
  const { page, visit, expectClean } = await open(link.slice(url.length));
  await page.getByLabel("E-mail", { exact: true }).fill("ada@example.org");
  await page.getByLabel("Name", { exact: true }).fill("Ada");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Create the administrator" }).click();
  await page.waitForURL(`${url}/account`);
  // No business data for an administrator: neither an entry in the bar nor the page behind it.
  await visit("/enterprises");
  expect(await page.getByRole("link", { name: "Enterprises", exact: true }).count()).toBe(0);
  await page
    .getByText(/Not allowed \(registry:read\)/)
    .first()
    .waitFor();
  await visit("/decisions?outcome=denied");
  const row = page.getByRole("row", { name: /registry:read/ }).first();
  await row.getByText("denied").waitFor();
  await row.getByText("Ada").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await row.getByRole("link", { name: /^Why/ }).click();
  await ruled(page, "Denied");
  expect(await page.locator(".ruling").textContent()).toContain("default-deny");
  expect(await page.getByLabel("Role").inputValue()).toBe("administrator");
  await visit("/decisions?outcome=allowed&permission=policy%3Aread");
  await page
    .getByRole("row", { name: /policy:read/ })
    .first()
    .waitFor();
  expect(await page.getByRole("row", { name: /registry:read/ }).count()).toBe(0);
  expectClean();
});
