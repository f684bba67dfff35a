/** Facts: the grade follows the typing, nothing is lost by accident, and any version can be restored. */

import { getEnterprise, getGrading, getPack, getSession, saveFacts } from "@fenji/contract";
import type { NumberFact } from "@fenji/regime";
import { beforeAll, expect, test } from "vitest";
import { client, openPage } from "./browser.ts";
import { registerEnterprise } from "./register-enterprise.ts";

let enterpriseId = "";
let numberFact: NumberFact | undefined;

beforeAll(async () => {
  enterpriseId = await registerEnterprise(2_000_000 + (Date.now() % 1_000_000));
  const { defaultPack } = await client.call(getSession);
  const path = { packId: defaultPack.id, version: defaultPack.version };
  const { pack } = await client.call(getPack, { path });
  const enterprise = await client.call(getEnterprise, { path: { enterpriseId } });
  numberFact = pack.grading.facts.find(
    (fact) => fact.kind === "number" && typeof enterprise.facts[fact.id] === "number",
  ) as NumberFact | undefined;
});

const storedFacts = async () => client.call(getEnterprise, { path: { enterpriseId } });

const factField = (id: string) => `[data-fact="${id}"]`;

const openFacts = () => openPage(`/enterprises/${enterpriseId}/facts`, { language: "en" }, [/409/]);

test("making every fact unknown opens the grade up; the page grades without the node", async () => {
  const { page, expectClean } = await openFacts();
  const graded = page.locator("[data-type] .comparison-grade:last-child .grade-chip").first();
  await graded.waitFor();
  const before = await graded.textContent();
  await page.route("**/api/grading", (route) => route.abort());
  for (const box of await page.locator(".fact-unknown input").all()) await box.check();
  await expect.poll(() => graded.textContent()).toMatch(/possibly/);
  expect(
    await page
      .locator("[data-type] .comparison-grade:first-child .grade-chip")
      .first()
      .textContent(),
  ).toBe(before);
  expect(await page.locator(".settling tbody tr").count()).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect.poll(() => graded.textContent()).toBe(before);
  expectClean();
});

test("what the page grades is what the node grades", async () => {
  const { page, expectClean } = await openFacts();
  const shown = await page.$$eval("[data-type]", (types) =>
    types.map((type) => [
      type.getAttribute("data-type"),
      type.querySelector(".comparison-grade:last-child .grade-chip")?.textContent,
    ]),
  );
  const report = await client.call(getGrading, { path: { enterpriseId } });
  expect(shown).toEqual(
    report.results.map(({ type, grade, possible }) => [
      type,
      grade === null ? `possibly ${possible.join(", ")}` : `Grade ${grade}`,
    ]),
  );
  expectClean();
});

test("facts are saved, and an earlier version comes back as the newest", async () => {
  const fact = numberFact;
  if (fact === undefined) throw new Error("The pack has no number fact");
  const before = (await storedFacts()).facts[fact.id];
  const { page, expectClean } = await openFacts();
  const input = page.locator(`${factField(fact.id)} .input`);
  await input.fill("abc");
  await page.getByText("Enter a number").waitFor();
  const changed = Number(before) + 1;
  await input.fill(String(changed));
  await page.getByRole("button", { name: "Save and regrade" }).click();
  await page.getByText("No changes").waitFor();
  expect((await storedFacts()).facts[fact.id]).toBe(changed);
  await page.getByRole("button", { name: "Restore this version" }).first().click();
  await expect.poll(async () => (await storedFacts()).facts[fact.id]).toBe(before);
  await expect.poll(() => input.inputValue()).toBe(String(before));
  expectClean();
});

test("leaving with unsaved changes asks first", async () => {
  const fact = numberFact;
  if (fact === undefined) throw new Error("The pack has no number fact");
  const { page, expectClean } = await openFacts();
  await page.locator(`${factField(fact.id)} .input`).fill("7");
  await page.getByRole("link", { name: "Evidence" }).click();
  await page.getByRole("dialog").getByText("There are unsaved changes").waitFor();
  await page.getByRole("button", { name: "Stay here" }).click();
  expect(page.url()).toMatch(/\/facts$/);
  await page.getByRole("link", { name: "Evidence" }).click();
  await page.getByRole("button", { name: "Leave and discard" }).click();
  await page.waitForURL(/\/evidence$/);
  expectClean();
});

test("a save on top of newer facts is refused, and both ways on are offered", async () => {
  const fact = numberFact;
  if (fact === undefined) throw new Error("The pack has no number fact");
  const { page, expectClean } = await openFacts();
  const { facts, factsId } = await storedFacts();
  await client.call(saveFacts, { path: { enterpriseId }, body: { facts, basedOn: factsId } });
  const input = page.locator(`${factField(fact.id)} .input`);
  await input.fill("4321");
  await page.getByRole("button", { name: "Save and regrade" }).click();
  await page.getByRole("alert").getByText("Newer facts were saved elsewhere").waitFor();
  expect((await storedFacts()).facts[fact.id]).toBe(facts[fact.id]);
  await page.getByRole("button", { name: "Put my changes on top of the newest" }).click();
  await page.getByRole("alert").waitFor({ state: "detached" });
  expect(await input.inputValue()).toBe("4321");
  await page.getByRole("button", { name: "Save and regrade" }).click();
  await expect.poll(async () => (await storedFacts()).facts[fact.id]).toBe(4321);
  expectClean();
});
