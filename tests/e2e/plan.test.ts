/** The front page is the document: every clause, in order, in both languages, with what serves it. */

import { getPlan, getSession } from "@fenji/contract";
import { expect, test } from "vitest";
import { client, openPage } from "./browser.ts";

const readPlan = async () => {
  const { plan } = await client.call(getSession);
  return client.call(getPlan, { path: { planId: plan.id, version: plan.version } });
};

const clausesOf = (plan: Awaited<ReturnType<typeof readPlan>>) =>
  plan.sections.flatMap((section) => [
    ...section.clauses,
    ...section.tasks.flatMap((task) => task.clauses),
  ]);

test.each(["zh", "en"] as const)(
  "every clause in the order of the document, in %s",
  async (language) => {
    const plan = await readPlan();
    const { page, expectClean } = await openPage("/", { language });
    const shown = await page.$$eval("[data-clause]", (rows) =>
      rows.map((row) => [
        row.getAttribute("data-clause"),
        row.querySelector(".clause-text")?.textContent,
        row.querySelectorAll(".service").length,
      ]),
    );
    expect(shown).toEqual(
      clausesOf(plan).map(({ id, text, services }) => [id, text[language], services.length]),
    );
    expect(shown.length).toBeGreaterThan(80);
    const tasks = await page.$$eval(".plan-task h3 .clause-id", (ids) =>
      ids.map((id) => id.textContent),
    );
    expect(tasks.map((id) => Number(id.slice(1)))).toEqual(
      Array.from({ length: 19 }, (_, at) => at + 1),
    );
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain(
      plan.title[language],
    );
    expectClean();
  },
);

test("switching the language keeps the place, and the choice is remembered", async () => {
  const { page, expectClean } = await openPage("/?show=awaiting", { language: "zh" });
  await page.locator("#s-D").scrollIntoViewIfNeeded();
  await page.evaluate(() => document.querySelector("#s-D")?.scrollIntoView());
  const before = page.url();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("link", { name: "Enterprises" }).waitFor();
  expect(page.url()).toBe(before);
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await page.reload({ waitUntil: "networkidle" });
  expect(await page.getByRole("button", { name: "中文" }).isVisible()).toBe(true);
  expectClean();
});

test("clauses narrow by what serves them and by words; / reaches the search", async () => {
  const plan = await readPlan();
  const { page, expectClean } = await openPage("/", { language: "en" });
  const acts = page.getByRole("button", { name: /^Acts\s*\d+$/ });
  await acts.click();
  await page.waitForURL(/show=acts/);
  expect(await page.locator("[data-clause]").count()).toBe(
    clausesOf(plan).filter(({ services }) => services.some(({ kind }) => kind === "act")).length,
  );
  await page.getByRole("button", { name: /^All\s*\d+$/ }).click();
  await page.keyboard.press("/");
  await page.keyboard.type("B8");
  await page.waitForURL(/q=B8/);
  const ids = await page.$$eval("[data-clause]", (rows) =>
    rows.map((row) => row.getAttribute("data-clause")),
  );
  expect(ids).toContain("B8.1");
  expect(ids.length).toBeLessThan(plan.served.clauses);
  expectClean();
});

test("a live value opens its lineage and leads to the rows that it counts", async () => {
  const { page, expectClean } = await openPage("/?show=live", { language: "en" });
  for (const opener of await page.locator(".value-line").all()) {
    await opener.click();
    expect(await opener.getAttribute("aria-expanded")).toBe("true");
  }
  expect(await page.locator(".lineage").count()).toBeGreaterThan(20);
  const link = page.locator('.lineage a[href="/enterprises?grade=3"]').first();
  const rows = await link.locator("xpath=ancestor::*[@class='lineage']").innerText();
  await link.click();
  await page.waitForURL(/\/enterprises\?grade=3$/);
  const total = await page.getByText(/^[\d,]+ enterprises$/).innerText();
  expect(rows).toContain(`\n${total.replace(" enterprises", "")} rows`);
  expectClean();
});

test("an address that names a clause opens at that clause", async () => {
  const { page, expectClean } = await openPage("/#c-E18.1", { language: "en" });
  const top = await page
    .locator('[data-clause="E18.1"]')
    .evaluate((row) => row.getBoundingClientRect().top);
  expect(top).toBeGreaterThan(0);
  expect(top).toBeLessThan(900);
  expectClean();
});

test("an act that points into the plan moves there, out of the filter if need be", async () => {
  const { page, expectClean } = await openPage("/?show=acts", { language: "en" });
  const link = page.locator('.service-act a[href^="/#"]').first();
  const target = ((await link.getAttribute("href")) ?? "").slice(2);
  await link.click();
  await page.waitForURL((address) => address.hash === `#${target}` && address.search === "");
  const top = () =>
    page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top, target);
  await expect.poll(top).toBeLessThan(900);
  await expect.poll(top).toBeGreaterThanOrEqual(0);
  expectClean();
});

test("both readings of the growth target show their arithmetic", async () => {
  const { page, expectClean } = await openPage("/", { language: "en" });
  const text = (await page.locator("#growth").innerText()).replaceAll("\u00A0", " ");
  expect(text).toContain("(250 ÷ 172.93)");
  expect(text).toContain("13.07 %");
  expect(text).toContain("172.93 × 1.15");
  expect(text).toContain("263.0");
  expect(await page.locator(".series-chart").count()).toBe(3);
  expectClean();
});
