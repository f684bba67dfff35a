/** Why allowed, why denied: the explorer, the log of decisions, and what a person may not do. */

import {
  createOrganisation,
  explainDecision,
  getSession,
  inviteMember,
  listPolicies,
  type BodyOf,
} from "@fenji/contract";
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
import { password } from "./people.ts";
import { makeCreditCode } from "./register-enterprise.ts";
import { administrator, join } from "./sessions.ts";

let node: StartedNode;
let url = "";

/** Refusals that these tests provoke; browsers log each. */
const refusals = [/status of (401|403)/];

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

const openAs = async (cookie: string, path: string, language: "zh" | "en") => {
  const opened = await open("/sign-in", { language });
  const [name = "", value = ""] = cookie.split(/=(.*)/s);
  await opened.page.context().addCookies([{ name, value, url }]);
  await opened.visit(path);
  return opened;
};

const firm: BodyOf<typeof createOrganisation> = {
  kind: "enterprise",
  name: "灯塔厂",
  creditCode: makeCreditCode(7_100_001),
  jurisdiction: "X0",
  city: null,
  division: "C31",
};

test("what a role may not do is absent, with the reason where that would puzzle", async () => {
  const ada = await administrator(url, "ada@example.org");
  const lead = await ada.call(createOrganisation, { body: firm });
  const owner = await join(url, lead.invitation.url, "olga");
  const { standing } = await owner.client.call(getSession);
  const { id: organisationId = "", enterpriseId = "" } = standing?.organisation ?? {};
  const { link } = await owner.client.call(inviteMember, {
    path: { organisationId },
    body: { role: "enterprise-viewer", manager: false, email: null },
  });
  const viewer = await join(url, link.url, "vera");
  const { page, visit, expectClean } = await openAs(
    viewer.cookie(),
    `/enterprises/${enterpriseId ?? ""}/facts`,
    "zh",
  );
  await page.getByText("这里只能查看事实，不能修改。").waitFor();
  expect(await page.getByRole("button", { name: "保存并重新定级" }).count()).toBe(0);
  await page.getByRole("link", { name: "证据", exact: true }).click();
  await page.getByText("这里不能导入或撤回证据。").waitFor();
  expect(await page.locator("input[type=file]").count()).toBe(0);
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("link", { name: "操作记录" }).click();
  await page.getByRole("heading", { name: "谁访问过这家企业的数据" }).waitFor();
  await page.getByText("vera").first().waitFor();
  await visit("/nodes");
  await page.getByText("这里不能接入、断开节点或发出接入码。").waitFor();
  expect(await page.getByRole("button", { name: "轮换密钥" }).count()).toBe(0);
  expectClean();

  const shop = await ada.call(createOrganisation, { body: { kind: "vendor", name: "港湾" } });
  const vendor = await join(url, shop.invitation.url, "vic");
  const seen = await openAs(vendor.cookie(), "/", "en");
  await seen.page.getByRole("button", { name: /^Node/ }).click();
  await seen.page.getByRole("link", { name: "Access policies" }).waitFor();
  for (const absent of ["Enterprises", "Nodes and links", "Decision log"])
    expect(await seen.page.getByRole("link", { name: absent, exact: true }).count()).toBe(0);
  seen.expectClean();
});
