/** Two nodes on loopback, by their pages: enrol, file, return, file again, register, inspect, read every byte that was sent. */

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createClient,
  getEnterprise,
  getNode,
  importEvidence,
  listFilings,
  previewFiling,
  saveFacts,
  submitFiling,
  type Client,
} from "@fenji/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import {
  cleanUp,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "../acceptance/started-node.ts";
import { redatedEvidence } from "../redated-evidence.ts";
import { client, openPage, settled, type WatchedPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import { registerEnterprise } from "./register-enterprise.ts";

const report = redatedEvidence();
const reportName = "ot-dmz.nmap.xml";

let supervisor: StartedNode;
let supervisorUrl = "";
let supervisorClient: Client;
let supervisorId = "";
let enterpriseId = "";
let firmTab = "";

beforeAll(async () => {
  supervisor = await startNode({
    dataFolder: makeDataFolder(),
    environment: { FENJI_NODE: "supervisor", FENJI_PAGE: "1", FENJI_EXCHANGE_SECONDS: "1" },
  });
  await supervisor.ready;
  supervisorUrl = `http://localhost:${supervisor.port}`;
  supervisorClient = createClient(supervisorUrl, fetch);
  supervisorId = (await supervisorClient.call(getNode)).id;
  enterpriseId = await registerEnterprise(4_000_000 + (Date.now() % 1_000_000));
  firmTab = `/enterprises/${enterpriseId}/filing`;
  await client.call(importEvidence, {
    path: { enterpriseId },
    query: { name: reportName },
    bytes: await readFile(join(report, reportName)),
  });
});

afterAll(async () => {
  pressCtrlC(supervisor);
  await supervisor.exited;
  await cleanUp(supervisor.dataFolder);
});

const openSupervisor = (path: string, language: "zh" | "en" = "en"): Promise<WatchedPage> =>
  openPage(path, { language, url: supervisorUrl });

const openFirm = (path: string): Promise<WatchedPage> => openPage(path, { language: "zh" });

/** The firm's node fetches what waits for it, by the button of the page. */
const collect = async (): Promise<void> => {
  const { page, expectClean } = await openFirm("/nodes");
  await page.locator(`a[href="/nodes/${supervisorId}"]`).click();
  await page.getByRole("button", { name: "立即收发" }).click();
  await page.getByText(/发出 \d+ 条，收到 \d+ 条。/).waitFor();
  expectClean();
};

/** The newest filing of the enterprise, on the supervisor's page. */
const openFiling = async (revision: number): Promise<WatchedPage> => {
  const opened = await openSupervisor("/filings");
  await opened.page.getByRole("row", { name: new RegExp(` ${revision} `) }).waitFor();
  await opened.page
    .getByRole("link", { name: /测试企业/ })
    .first()
    .click();
  await opened.page.getByRole("heading", { name: `Filing no. ${revision}` }).waitFor();
  await settled(opened.page);
  return opened;
};

test("a code from the supervisor links the enterprise; the code is shown once", async () => {
  const { creditCode, jurisdiction } = await client.call(getEnterprise, { path: { enterpriseId } });
  const office = await openSupervisor("/nodes");
  const { page } = office;
  await page.getByText("No node is linked yet.").waitFor();
  await page.getByLabel("Credit code of the enterprise").fill(creditCode);
  await page.getByLabel("Jurisdiction").selectOption(jurisdiction);
  await page.getByRole("button", { name: "Issue a code" }).click();
  await page.getByText("Shown this once: keep it now.").waitFor();
  const codes = page.getByRole("region", { name: "Enrolment codes" });
  const code = await codes.getByRole("textbox", { name: "Enrolment code" }).inputValue();
  expect(code).toMatch(/^\S{60,}$/);
  expect(await violationsOn(page)).toEqual([]);
  await office.visit("/nodes");
  expect((await page.content()).includes(code)).toBe(false);
  await page.getByText("not used").waitFor();
  office.expectClean();

  const firm = await openFirm(firmTab);
  await firm.page.getByText("还没有接入主管节点，不能报送。").waitFor();
  expect(await violationsOn(firm.page)).toEqual([]);
  await firm.page.getByLabel("接入码").fill(code);
  await firm.page.getByLabel("主管节点的地址").fill(supervisorUrl);
  await firm.page.getByRole("button", { name: "接入", exact: true }).click();
  await firm.page.getByText(/报送给：.*Supervisor node/).waitFor();
  firm.expectClean();
});

/** Files by the page, after looking at what is filed; answers the bytes that were shown. */
const file = async (verb: string): Promise<string> => {
  const { page, expectClean } = await openFirm(firmTab);
  await page.getByText("逐字节查看").first().click();
  const shown =
    (await page.getByRole("region", { name: "将要报送的内容" }).locator("pre").textContent()) ?? "";
  await page.getByRole("button", { name: verb, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("证据原文不在其中").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: verb, exact: true }).click();
  await page.getByText("已报送，待答复").first().waitFor();
  expectClean();
  return shown;
};

test("what is filed is what was shown, byte for byte, on both sides, and no evidence is in it", async () => {
  const preview = await client.call(previewFiling, { path: { enterpriseId }, query: {} });
  const shown = await file("报送");
  expect(shown).toBe(preview.bytes);
  const office = await openFiling(1);
  await office.page.getByText("the same grades as filed").waitFor();
  expect(await violationsOn(office.page)).toEqual([]);
  await office.page
    .getByRole("link", { name: "The message of this filing, byte for byte" })
    .click();
  await office.page.getByText("✓ verifies").waitFor();
  await office.page.getByText("this browser computes the same").waitFor();
  const bytes = (await office.page.locator("pre.bytes").first().textContent()) ?? "";
  expect(bytes).toContain(shown.slice(1, -1));
  expect(bytes).not.toContain(reportName);
  await office.page.getByRole("button", { name: "Mark message.body.facts in the bytes" }).click();
  expect(await office.page.locator("pre.bytes mark").textContent()).toMatch(/^"facts":\{/);
  const downloading = office.page.waitForEvent("download");
  await office.page.getByRole("link", { name: "Download" }).click();
  expect(await readFile(await (await downloading).path(), "utf8")).toBe(bytes);
  expect(await violationsOn(office.page)).toEqual([]);
  office.expectClean();
});

test("returned with a reason for one item, the firm reads why and files again", async () => {
  const office = await openFiling(1);
  await office.page.locator("summary", { hasText: /^Facts/ }).click();
  await office.page
    .getByRole("button", { name: /^return this: / })
    .first()
    .click();
  await office.page
    .getByLabel("Why it is returned · in English")
    .fill("The figure of 2020, please.");
  await office.page.getByLabel("Why it is returned · in Chinese").fill("请填 2020 年的数。");
  await office.page.getByRole("button", { name: "Return", exact: true }).click();
  await office.page.getByText("returned", { exact: false }).first().waitFor();
  await office.page.getByText("The figure of 2020, please.").waitFor();
  office.expectClean();
  await collect();
  const firm = await openFirm(firmTab);
  await firm.page.getByText("请填 2020 年的数。").first().waitFor();
  expect(await violationsOn(firm.page)).toEqual([]);
  firm.expectClean();
  await file("再次报送");
});

const numberOn = async (page: Page): Promise<string> =>
  (await page.locator(".registration b").first().textContent()) ?? "";

test("the second filing says what changed, is verified and registered; the firm sees its number", async () => {
  const office = await openFiling(2);
  await office.page.getByText("The same content as before.").waitFor();
  await office.page.getByRole("button", { name: "Verify" }).click();
  await office.page.getByRole("button", { name: "Register" }).click();
  const number = await numberOn(office.page);
  expect(number).toMatch(/^FJ-X0-\d{4}-000001$/);
  office.expectClean();
  await collect();
  const firm = await openFirm(firmTab);
  await firm.page.getByText("已备案").first().waitFor();
  expect(await numberOn(firm.page)).toBe(number);
  firm.expectClean();
  const queue = await openSupervisor("/filings?state=registered", "zh");
  await queue.page.getByText(number).waitFor();
  expect(await violationsOn(queue.page)).toEqual([]);
  queue.expectClean();
});

test("a named item leaves the plant only when the firm releases it; each opening is recorded", async () => {
  const office = await openFiling(2);
  await office.page.locator("summary", { hasText: /^Commitments to evidence/ }).click();
  await office.page
    .getByRole("button", { name: /^Ask for release: / })
    .first()
    .click();
  const dialog = office.page.getByRole("dialog");
  await dialog.getByLabel("Reason · in English").fill("Sample of this year");
  await dialog.getByLabel("Due").fill("2030-01-31");
  await dialog.getByRole("button", { name: "Ask for release" }).click();
  await dialog.waitFor({ state: "detached" });
  await collect();
  const firm = await openFirm(firmTab);
  await firm.page.getByText(reportName).waitFor();
  await firm.page.getByRole("button", { name: "放行…" }).click();
  await firm.page.getByText("这个文件的原文会离开本企业").waitFor();
  expect(await violationsOn(firm.page)).toEqual([]);
  await firm.page.getByRole("dialog").getByRole("button", { name: "放行", exact: true }).click();
  await firm.page.getByText("已放行").waitFor();
  firm.expectClean();
  await office.visit("/filings/inspections");
  const opening = office.page.getByRole("button", { name: /^Open the file/ });
  await opening.waitFor();
  const downloading = office.page.waitForEvent("download");
  await opening.click();
  const released = await readFile(await (await downloading).path());
  expect(released.equals(await readFile(join(report, reportName)))).toBe(true);
  await office.page.getByText("opened once").waitFor();
  expect(await violationsOn(office.page)).toEqual([]);
  office.expectClean();
});

test("a task goes down and its receipt comes back; Esc loses nothing, and no day that is past is taken", async () => {
  const office = await openSupervisor("/filings/tasks");
  await office.page.getByRole("button", { name: "Send a task or notice" }).click();
  const dialog = office.page.getByRole("dialog");
  await dialog.getByLabel("Title · in Chinese").fill("年度自查");
  await office.page.keyboard.press("Escape");
  await office.page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Keep writing" }).click();
  expect(await dialog.getByLabel("Title · in Chinese").inputValue()).toBe("年度自查");
  await dialog.getByLabel("Due").fill("2020-01-31");
  await dialog.getByText("The due date has passed").waitFor();
  await dialog.getByLabel("Text · in Chinese").fill("请在期限前完成自查。");
  await dialog.getByLabel("Due").fill("2030-06-30");
  await dialog.getByRole("button", { name: "All", exact: true }).click();
  expect(await violationsOn(office.page)).toEqual([]);
  await dialog.getByRole("button", { name: "Send", exact: true }).click();
  await dialog.getByText("1 sent.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await collect();
  const firm = await openFirm(firmTab);
  await firm.page.getByText("请在期限前完成自查。").waitFor();
  await firm.page.getByRole("button", { name: "报告已办" }).click();
  await firm.page.getByText("已办", { exact: true }).waitFor();
  firm.expectClean();
  await collect();
  await office.page.locator(".task-done").waitFor();
  office.expectClean();
});

/** Changes a fact and files, by the API: what is tried below is the carrying. */
const fileChanged = async (): Promise<void> => {
  const { facts, factsId } = await client.call(getEnterprise, { path: { enterpriseId } });
  const employees = Number(facts["employees"]) + 1;
  await client.call(saveFacts, {
    path: { enterpriseId },
    body: { facts: { ...facts, employees }, basedOn: factsId },
  });
  await client.call(submitFiling, { path: { enterpriseId }, body: {} });
};

/** Takes a bundle in by the page; answers what the page says became of each message. */
const takeIn = async (page: Page, path: string): Promise<readonly string[]> => {
  const results = page.locator(".imported li");
  await page.locator("input[type=file]").setInputFiles(path);
  await results.first().waitFor();
  return results.allTextContents();
};

test("by hand: a filing is carried over, its receipt back; the same file again changes nothing", async () => {
  const firm = await openFirm("/nodes");
  await firm.page.locator(`a[href="/nodes/${supervisorId}"]`).click();
  await firm.page.getByRole("button", { name: "暂停发送" }).click();
  await firm.page.getByText("已暂停").waitFor();
  await fileChanged();
  await firm.page.getByRole("row", { name: /报送.*待发/ }).waitFor();
  const exporting = firm.page.waitForEvent("download");
  await firm.page.getByRole("button", { name: "导出待发消息" }).click();
  const bundle = await (await exporting).path();
  const office = await openSupervisor("/nodes", "zh");
  const first = await takeIn(office.page, bundle);
  expect(first.filter((line) => line.startsWith("收下 报送"))).toHaveLength(1);
  const answering = office.page.waitForEvent("download");
  await office.page.getByRole("button", { name: /^下载给/ }).click();
  const answers = await (await answering).path();
  expect(await violationsOn(office.page)).toEqual([]);
  await office.visit("/nodes");
  const second = await takeIn(office.page, bundle);
  expect(second.filter((line) => /报送/.test(line) && !line.startsWith("早已收下"))).toEqual([]);
  await firm.visit("/nodes");
  await takeIn(firm.page, answers);
  await firm.visit(`/nodes/${supervisorId}?kind=filing`);
  await firm.page
    .getByRole("row", { name: /报送.*对方已签收/ })
    .first()
    .waitFor();
  expect(await firm.page.getByRole("row", { name: /待发/ }).count()).toBe(0);
  await firm.page.getByRole("button", { name: "恢复发送" }).click();
  await firm.page.getByRole("button", { name: "暂停发送" }).waitFor();
  await office.visit("/filings");
  await office.page.getByRole("row", { name: / 3 / }).waitFor();
  office.expectClean();
  firm.expectClean();
});

test("every page of the supervisor fits a phone and passes axe in both languages", async () => {
  const { filings } = await supervisorClient.call(listFilings, { query: {} });
  const [filing] = filings;
  const id = filing?.enterprise.id ?? "";
  const pages = [
    "/nodes",
    "/filings/worklists",
    "/filings/review",
    "/filings",
    "/filings/reasons",
    "/filings/inspections",
    "/filings/tasks",
    "/filings/aggregates",
    `/enterprises/${id}/filing`,
    `/enterprises/${id}/filing/${filing?.id ?? ""}`,
    `/enterprises/${id}/filing/${filing?.id ?? ""}/form`,
    `/enterprises/${id}/messages/${filing?.id ?? ""}`,
  ];
  const wide: string[] = [];
  for (const language of ["zh", "en"] as const) {
    const { page, visit, expectClean } = await openSupervisor("/", language);
    for (const path of pages) {
      await visit(path);
      wide.push(...(await violationsOn(page)).map((line) => `${path}: ${line}`));
      await page.setViewportSize({ width: 390, height: 844 });
      const over = await page.evaluate<number>(
        "document.documentElement.scrollWidth - window.innerWidth",
      );
      if (over > 0) wide.push(`${path}: ${over} too wide`);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    expectClean();
  }
  expect(wide).toEqual([]);
});
