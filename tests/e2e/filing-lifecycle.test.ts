/** A firm's way with its supervisor, by their pages, on two real nodes: file, return, refile, verify, register, assess, rectify. */

import {
  createClient,
  createEnrolmentCode,
  enrolEnterprise,
  getEnterprise,
  getNode,
  getPack,
  getSession,
  importEvidence,
  saveFacts,
  sendNow,
  type Client,
} from "@fenji/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  cleanUp,
  makeDataFolder,
  pressCtrlC,
  startNode,
  type StartedNode,
} from "../acceptance/started-node.ts";
import { client, openPage, settled, type WatchedPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";
import { registerEnterprise } from "./register-enterprise.ts";

let supervisor: StartedNode;
let supervisorClient: Client;
let supervisorId = "";
let enterpriseId = "";
let firm: WatchedPage;
let office: WatchedPage;

/** Of one type, so that one line's verification is enough. */
const prepareFirm = async (): Promise<void> => {
  enterpriseId = await registerEnterprise(6_000_000 + (Date.now() % 1_000_000));
  const path = { enterpriseId };
  const { facts, factsId } = await client.call(getEnterprise, { path });
  await client.call(saveFacts, {
    path,
    body: { facts: { ...facts, enterpriseTypes: ["identifier"] }, basedOn: factsId },
  });
};

const link = async (address: string): Promise<void> => {
  const { creditCode, jurisdiction } = await client.call(getEnterprise, { path: { enterpriseId } });
  const { code } = await supervisorClient.call(createEnrolmentCode, {
    body: { kind: "enterprise", creditCode, jurisdiction, expiresInDays: 30 },
  });
  await client.call(enrolEnterprise, { path: { enterpriseId }, body: { address, code } });
};

beforeAll(async () => {
  supervisor = await startNode({
    dataFolder: makeDataFolder(),
    environment: { FENJI_NODE: "supervisor", FENJI_PAGE: "1", FENJI_EXCHANGE_SECONDS: "1" },
  });
  await supervisor.ready;
  const url = `http://localhost:${supervisor.port}`;
  supervisorClient = createClient(url, fetch);
  supervisorId = (await supervisorClient.call(getNode)).id;
  await prepareFirm();
  await link(url);
  firm = await openPage(`/enterprises/${enterpriseId}/filing`, { language: "en" });
  office = await openPage("/filings/worklists", { language: "en", url });
});

afterAll(async () => {
  pressCtrlC(supervisor);
  await supervisor.exited;
  await cleanUp(supervisor.dataFolder);
});

/** The firm's node sends and fetches by itself now and then; here it does so at once. */
const exchange = (): Promise<unknown> =>
  client.call(sendNow, { path: { peerId: supervisorId }, body: {} });

const collect = async (): Promise<void> => {
  await exchange();
  await firm.page.reload();
  await settled(firm.page);
};

/** What the firm's page says of its stage: the step at hand. */
const expectStep = (step: string): Promise<void> =>
  firm.page.locator(".case-steps [aria-current=step]", { hasText: step }).waitFor();

const fileBy = async (verb: string): Promise<void> => {
  const { page } = firm;
  await page.getByRole("button", { name: verb, exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: verb, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText("✓ Filed.").waitFor();
  await exchange();
};

const review = async (queue: "submitted" | "verified" = "submitted"): Promise<void> => {
  await office.visit(queue === "verified" ? "/filings/review?queue=verified" : "/filings/review");
  await office.page.getByRole("heading", { level: 2, name: /测试企业/ }).waitFor();
};

/** Sends what is held, and waits for what became of it. */
const answered = async (word: string): Promise<void> => {
  await office.page.getByRole("button", { name: "Send now" }).click();
  const results = office.page.locator("details", { hasText: "Results" });
  await results.waitFor();
  await expect.poll(() => results.textContent()).toContain(`✓ ${word}`);
};

test("who has to file sees by when and why, and files", async () => {
  await expectStep("Self-grading");
  const due = firm.page.getByRole("row", { name: /Grade yourself and file: 30 working days/ });
  await due.getByText("illustrative").waitFor();
  expect(
    await firm.page.getByText("self-assessed, subject to verification").count(),
  ).toBeGreaterThan(0);
  expect(await violationsOn(firm.page)).toEqual([]);
  await fileBy("File");
  await expectStep("Verification");
});

test("the supervisor finds it among what waits, with the rule of its due date", async () => {
  const { page } = office;
  await page.getByRole("button", { name: /^Waiting for me/ }).click();
  const row = page.getByRole("row", { name: /测试企业/ });
  await row.getByText("waits for the supervisor to verify").waitFor();
  await row.getByRole("button", { name: /the rule$/ }).focus();
  await page
    .getByRole("tooltip")
    .getByText(/Verify the grade that was filed: 20 working days/)
    .waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await row.getByRole("link", { name: /^Review/ }).click();
  await page.getByRole("heading", { level: 2, name: /测试企业/ }).waitFor();
});

test("a template is written once and used to return it, by keys; held answers can be undone", async () => {
  const { page } = office;
  await office.visit("/filings/reasons");
  await page.getByRole("button", { name: "Add a template" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Text · in Chinese").fill("请补充佐证。");
  await dialog.getByLabel("Text · in English").fill("Please say where this number comes from.");
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await review();
  await page.keyboard.press("v");
  await page.getByText("1 filing about to be verified").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("heading", { level: 2, name: /测试企业/ }).waitFor();
  await page.getByRole("button", { name: /^return this: Employees/ }).click();
  await page.getByRole("button", { name: "Please say where this number comes from." }).click();
  expect(await violationsOn(page)).toEqual([]);
  await page
    .getByRole("button", { name: /^Return/ })
    .first()
    .focus();
  await page.keyboard.press("r");
  await answered("returned");
  await collect();
  await firm.page.getByText("Please say where this number comes from.").first().waitFor();
  await expectStep("Filing");
});

test("filed again, verified and registered; every grade says so, and the form can be copied", async () => {
  await fileBy("File again");
  await review();
  await office.page.getByText("There is no earlier filing.").waitFor({ state: "detached" });
  await office.page.keyboard.press("v");
  await answered("verified");
  await review("verified");
  await office.page.getByRole("checkbox", { name: /^Select: / }).check();
  await office.page.getByRole("button", { name: "Register 1" }).click();
  await answered("registered");
  await collect();
  await expectStep("Protection");
  await firm.page
    .getByText(/registered FJ-X0-\d{4}-\d{6}/)
    .first()
    .waitFor();
  expect(await firm.page.locator(".enterprise-head").textContent()).toContain("registered");
  await firm.page
    .getByRole("link", { name: /^Form for entry/ })
    .first()
    .click();
  await firm.page
    .getByRole("button", { name: /^Copy: / })
    .first()
    .waitFor();
  expect(await violationsOn(firm.page)).toEqual([]);
  const downloading = firm.page.waitForEvent("download");
  await firm.page.getByRole("link", { name: "Download DOCX (Chinese)" }).click();
  expect((await downloading).suggestedFilename()).toMatch(/\.docx$/);
});

/** Answers every question of the regime with yes. */
const answerQuestions = async (): Promise<void> => {
  const { defaultPack } = await client.call(getSession);
  const { pack } = await client.call(getPack, {
    path: { packId: defaultPack.id, version: defaultPack.version },
  });
  const today = new Date().toISOString().slice(0, 10);
  const lines = pack.questions.map(({ id }) => `${id},yes,document,主管,${today},,合成 synthetic`);
  await client.call(importEvidence, {
    path: { enterpriseId },
    query: { name: "questionnaire.csv" },
    bytes: ["问题编号,回答,方式,回答人,日期,对象,说明", ...lines].join("\n"),
  });
};

const openCount = async (): Promise<number> => {
  const words = (await firm.page.locator(".case summary").first().textContent()) ?? "";
  return Number(/left (\d+) items? open/.exec(words)?.[1]);
};

const fileOpen = async (occasion: string): Promise<void> => {
  await firm.page.getByLabel("Occasion of filing").selectOption({ label: occasion });
  await firm.page.getByLabel("File with these open; they then have to be put right").check();
  await fileBy("File again");
  await review();
  await office.page.keyboard.press("v");
  await answered("verified");
  await collect();
};

test("an assessment with open items leads to rectification, which leaves fewer of them", async () => {
  await firm.visit(`/enterprises/${enterpriseId}/filing`);
  await firm.page.getByLabel("Occasion of filing").selectOption({ label: "Assessment" });
  await firm.page.getByText(/requirements are contested or not evidenced/).waitFor();
  expect(
    await firm.page.getByRole("button", { name: "File again", exact: true }).isDisabled(),
  ).toBe(true);
  expect(await violationsOn(firm.page)).toEqual([]);
  await fileOpen("Assessment");
  await expectStep("Rectification");
  const before = await openCount();
  expect(before).toBeGreaterThan(10);
  await firm.page.getByRole("row", { name: /60 working days/ }).waitFor();
  await answerQuestions();
  await collect();
  await fileOpen("Rectification");
  expect(await openCount()).toBeLessThan(before / 4);
});

test("what is due can be followed in a calendar until its address is revoked", async () => {
  const { page } = firm;
  const panel = page.getByRole("region", { name: "Calendar of due dates" });
  await panel.getByRole("button", { name: "Make a feed" }).click();
  const address = await panel.getByLabel("Address of the feed").inputValue();
  const feed = await (await fetch(address)).text();
  expect(feed).toContain("BEGIN:VCALENDAR");
  expect(feed).toContain("BEGIN:VEVENT");
  await panel.getByRole("button", { name: "Revoke…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke", exact: true }).click();
  await panel.getByText(/^revoked /).waitFor();
  expect((await fetch(address)).status).toBe(404);
  firm.expectClean();
  office.expectClean();
});
