/** An assessment in the browser: planned, taken along, recorded without a network, concluded, signed by three, rectified, retested. */

import { readFile, writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as pathJoin } from "node:path";
import {
  createOrganisation,
  getEngagement,
  getSession,
  inviteMember,
  listEngagements,
  listFieldRecords,
  listResults,
  setEngagementScope,
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
import { openPage, settled } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import { person, signIn } from "./people.ts";
import { makeCreditCode } from "./register-enterprise.ts";
import { firstAdministrator, join, type Someone } from "./sessions.ts";

let node: StartedNode;
let url = "";
let enterpriseId = "";
let lead: Someone;
let folder = "";

/** Browsers log each request that finds no network; a firm's own people are not shown the province. */
const offline = [/ERR_INTERNET_DISCONNECTED/, /status of 403/];

beforeAll(async () => {
  folder = await mkdtemp(pathJoin(tmpdir(), "fenji-on-site-"));
  node = await startNode({
    dataFolder: makeDataFolder(),
    environment: { FENJI_MODE: "server", FENJI_PAGE: "1" },
  });
  await node.ready;
  url = `http://localhost:${node.port}`;
  const link = /http:\/\/\S+\/first#\S+/.exec(node.stderr())?.[0] ?? "";
  const ada = await firstAdministrator(url, link);
  const { invitation } = await ada.call(createOrganisation, {
    body: {
      kind: "enterprise",
      name: "灯塔厂",
      creditCode: makeCreditCode(7_200_001),
      jurisdiction: "X0",
      city: null,
      division: "C31",
    },
  });
  lead = await join(url, invitation.url, "lena");
  const { standing } = await lead.client.call(getSession);
  const organisationId = standing?.organisation.id ?? "";
  enterpriseId = standing?.organisation.enterpriseId ?? "";
  const invite = async (role: "enterprise-editor" | "enterprise-owner", name: string) => {
    const invited = await lead.client.call(inviteMember, {
      path: { organisationId },
      body: { role, manager: false, email: null },
    });
    await join(url, invited.link.url, name);
  };
  await invite("enterprise-editor", "rune");
  await invite("enterprise-owner", "anna");
});

afterAll(async () => {
  pressCtrlC(node);
  await node.exited;
  await cleanUp(node.dataFolder);
  await rm(folder, { recursive: true, force: true });
});

/** Signs in in the browser: a session that another program began counts as elevated risk, and may only read. */
const openAs = async (name: string, path: string, language: "zh" | "en") => {
  const opened = await openPage("/sign-in", { language: "en", url }, offline);
  await signIn(opened.page, person(name));
  await opened.page.waitForURL(`${url}/`);
  if (language === "zh") await opened.page.getByRole("button", { name: "中文" }).click();
  await opened.visit(path);
  return opened;
};

const engagementPath = async () => {
  const { engagements } = await lead.client.call(listEngagements, {
    path: { enterpriseId },
    query: {},
  });
  return { enterpriseId, engagementId: engagements[0]?.id ?? "" };
};

const pageOf = async (): Promise<string> =>
  `/enterprises/${enterpriseId}/assessments/${(await engagementPath()).engagementId}`;

const press = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" }).click();

/** Two requirements are enough to see everything. */
const asked = ["IC-AP-01", "IC-CT-02"];

const narrow = async (): Promise<void> => {
  const path = await engagementPath();
  const { results } = await lead.client.call(listResults, { path });
  await lead.client.call(setEngagementScope, {
    path,
    body: {
      statement: "Hall one",
      excluded: results
        .filter(({ requirement }) => !asked.includes(requirement))
        .map(({ requirement }) => ({ requirement, reason: "not this time" })),
    },
  });
};

test("an engagement is begun, staffed, released by the firm, and goes to the field", async () => {
  const { page, visit, expectClean } = await openAs(
    "lena",
    `/enterprises/${enterpriseId}/assessments`,
    "en",
  );
  await page.getByText("No engagement yet.").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await press(page, "Begin an engagement");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Self-assessment");
  await dialog.getByLabel("Type").selectOption("connected");
  await dialog.getByLabel("Grade").selectOption("1");
  await dialog.getByRole("button", { name: "Begin an engagement" }).click();
  await page.getByRole("heading", { name: /A-\d{4}-0001/ }).waitFor();
  await page.getByLabel("rune: Reviewer").check();
  await page.getByLabel("anna: Approver").check();
  await press(page, "Save team");
  await page.getByRole("button", { name: "Save team" }).waitFor({ state: "detached" });
  await press(page, /Move on to “Plan”/);
  await page.getByText("The firm has not confirmed the start.").waitFor();
  await press(page, "Confirm the start for the firm");
  await page.getByText("lena confirmed the start").waitFor();
  await narrow();
  await visit(await pageOf());
  await page.getByText(/^2 in scope/).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await press(page, /Move on to “Field”/);
  await page.getByRole("heading", { name: "Field desk" }).waitFor();
  expectClean();
});

/** Answers every question of the requirement that is open. */
const record = async (page: Page, answer: "yes" | "no", note: string): Promise<void> => {
  await press(page, "Add a record");
  const form = page.locator(".record-form");
  const questions = await form.getByLabel("Question that it answers").locator("option").all();
  const values = await Promise.all(questions.map((option) => option.getAttribute("value")));
  await press(page, "Cancel");
  for (const value of values.filter((known) => known !== "" && known !== null)) {
    await press(page, "Add a record");
    await form.getByLabel("Question that it answers").selectOption(value);
    await form.getByLabel("Answer", { exact: true }).selectOption(answer);
    await form.getByLabel("Note", { exact: true }).fill(note);
    await press(page, "Save the record");
    await form.waitFor({ state: "detached" });
  }
};

test("on site without a network records and documents are kept, over a closed window too, and sent once", async () => {
  const file = pathJoin(folder, "passwords.txt");
  await writeFile(file, "Passwords are changed on handing over.");
  const { page, expectClean } = await openAs("lena", await pageOf(), "en");
  const context = page.context();
  await press(page, "Take along");
  await page.getByText("On this device since").waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("button", { name: /IC-AP-01/ }).click();
  await page.getByRole("heading", { name: /IC-AP-01/ }).waitFor();
  await record(page, "yes", "seen in hall one");
  await page.getByText(/The node cannot be reached/).waitFor();
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByText("passwords.txt").waitFor();
  await press(page, "passwords.txt");
  await page.getByText("Not sent to the node yet").waitFor();
  await page.getByText("Passwords are changed on handing over.").waitFor();
  await press(page, "Close");
  const waiting = (await page.locator(".device-line b").textContent()) ?? "";
  expect(waiting).toMatch(/^[2-9]\d* waiting to be sent$/);
  await page.close();

  const later = await context.newPage();
  await later.goto(url + (await pageOf()));
  await later.getByText(waiting).waitFor();
  await context.setOffline(false);
  await later.locator(".device-line b").waitFor({ state: "detached" });
  const { records } = await lead.client.call(listFieldRecords, {
    path: await engagementPath(),
    query: {},
  });
  expect(new Set(records.map(({ heads }) => heads[0]?.note))).toEqual(
    new Set(["seen in hall one"]),
  );
  expect(records.length + 1).toBe(Number.parseInt(waiting, 10));
  await press(later, "passwords.txt");
  await later.getByText("This opening has been recorded.").waitFor();
  await press(later, "Close");
  await context.setOffline(true);
  await press(later, "passwords.txt");
  await later.getByText("this is what the device kept").waitFor();
  await later.getByText("Passwords are changed on handing over.").waitFor();
  await press(later, "Close");
  await context.setOffline(false);
  await press(later, "Remove from this device");
  await later.getByRole("button", { name: "Take along" }).waitFor();
  expectClean();
});

/** Answers that are kept on the device; none where nothing was ever kept. */
const keptAnswers = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("fenji-field");
        opening.addEventListener("error", () => reject(new Error("no store")));
        opening.addEventListener("success", () => {
          const db = opening.result;
          const counting = db.transaction("answers").objectStore("answers").count();
          counting.addEventListener("success", () => {
            db.close();
            resolve(counting.result);
          });
        });
      }),
  );

test("what was taken along leaves the device with signing out", async () => {
  const { page, expectClean } = await openAs("lena", await pageOf(), "en");
  await press(page, "Take along");
  await page.getByText("On this device since").waitFor();
  expect(await keptAnswers(page)).toBeGreaterThan(5);
  await page.getByRole("button", { name: /^lena/ }).click();
  await press(page, "Sign out");
  await page.waitForURL(/sign-in/);
  expect(await keptAnswers(page)).toBe(0);
  expect(
    await page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)"),
  ).toBe(0);
  expectClean();
});

test("a conclusion against the machine needs a reason; what is not met needs a finding; then one signs", async () => {
  const { page, expectClean } = await openAs("lena", `${await pageOf()}?req=IC-CT-02`, "en");
  await page.getByText("Not evidenced: no conclusion yet.").waitFor();
  await record(page, "no", "open to any address");
  await press(page, /Move on to “Report”/);
  await page.getByText("Some requirements are not concluded yet.").waitFor();
  await press(page, /^Confirm 2 as/);
  await page.getByText("Some requirements are partly met or not met without a finding.").waitFor();
  await press(page, "Raise a finding");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Finding").fill("Controllers take programs from anywhere");
  await dialog.getByLabel("Risk").fill("Anybody may change a program");
  await dialog.getByLabel("Recommendation").fill("Allow the engineering station alone");
  await dialog.getByRole("button", { name: "Raise a finding" }).click();
  await page.getByText("Nothing stands before the next step.").waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await press(page, "Report and signatures");
  await page.getByText("F-").first().waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await press(page, "Sign as prepared");
  await page.getByRole("dialog").getByRole("button", { name: "Sign as prepared" }).click();
  await page.getByText("lena ·").first().waitFor();
  expectClean();
});

test("reviewed and approved by two others in turn; the report is taken out as a document", async () => {
  const review = await openAs("rune", `${await pageOf()}?view=report`, "zh");
  await press(review.page, "签署（审核）");
  await review.page.getByRole("dialog").getByRole("button", { name: "签署（审核）" }).click();
  await review.page.getByText("rune ·").first().waitFor();
  const approve = await openAs("anna", `${await pageOf()}?view=report`, "zh");
  await press(approve.page, "签署（批准）");
  await approve.page.getByRole("dialog").getByRole("button", { name: "签署（批准）" }).click();
  await approve.page.getByText("已签齐").waitFor();
  const download = approve.page.waitForEvent("download");
  await approve.page.getByRole("link", { name: "DOCX" }).click();
  const path = await (await download).path();
  expect((await readFile(path)).subarray(0, 2).toString()).toBe("PK");
  const { signed } = await lead.client.call(getEngagement, { path: await engagementPath() });
  expect(signed).toEqual(["prepared", "reviewed", "approved"]);
  review.expectClean();
  approve.expectClean();
});

test("a finding is rectified by an owner, and a check on site closes it under its number", async () => {
  const { page, expectClean } = await openAs(
    "lena",
    `/enterprises/${enterpriseId}/assessments`,
    "zh",
  );
  await page.locator(".finding-head").click();
  await press(page, "确定责任人和期限");
  await page.getByLabel("责任人（职务或部门）").fill("自动化科");
  await page.getByLabel("期限", { exact: true }).fill("2099-01-15");
  await press(page, "保存");
  await page.getByText("期限 2099-01-15").waitFor();
  await press(page, "填报进展");
  await page.getByLabel("做了什么").fill("已配置白名单");
  await page.getByLabel("加入评测项目中保存的文件").selectOption({ index: 1 });
  await press(page, "移除：passwords.txt");
  await page.getByLabel("加入评测项目中保存的文件").selectOption({ index: 1 });
  await page.locator("form").getByRole("button", { name: "填报进展" }).click();
  await page.getByText("已配置白名单").waitFor();
  await press(page, "passwords.txt");
  await page.getByText("Passwords are changed on handing over.").waitFor();
  await press(page, "关闭");
  await press(page, "现场核查");
  for (const box of await page.locator("input[name=subject]").all()) await box.check();
  await page.getByLabel("怎样核查、看到什么").fill("从两台电脑试写，均被拒绝");
  await press(page, "关闭所选对象");
  await page.getByText("已关闭 0/").waitFor();
  await settled(page);
  expect(await violationsOn(page)).toEqual([]);
  expectClean();
});
