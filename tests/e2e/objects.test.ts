/** Graded objects and eligibility in the browser: add, fill in, save, restore; both versions of a policy beside each other. */

import { getEligibility, listObjects } from "@fenji/contract";
import { beforeAll, expect, test } from "vitest";
import { client, openPage } from "./browser.ts";
import { registerEnterprise } from "./register-enterprise.ts";

let enterpriseId = "";

beforeAll(async () => {
  enterpriseId = await registerEnterprise(3_000_000 + (Date.now() % 1_000_000));
});

test("an object is added, its facts are saved, and its page shows what they come to", async () => {
  const { page, expectClean } = await openPage(`/enterprises/${enterpriseId}/objects`, {
    language: "en",
  });
  await page.getByLabel("Name").fill("Line 3 control system");
  await page.getByRole("button", { name: "Add an object" }).click();
  await page.getByRole("heading", { name: "Line 3 control system" }).waitFor();
  await page.locator("[data-fact] select").first().selectOption({ index: 1 });
  const save = page.getByRole("button", { name: "Save facts and grade" });
  await save.click();
  await expect.poll(() => save.isDisabled()).toBe(true);
  await page.locator(".history li").first().waitFor();
  const { objects } = await client.call(listObjects, { path: { enterpriseId } });
  expect(objects.map(({ name, factsRecordedAt }) => [name, factsRecordedAt !== null])).toEqual([
    ["Line 3 control system", true],
  ]);
  expectClean();
});

test("eligibility shows the version in force and the other one, by the day that is chosen", async () => {
  const { policies } = await client.call(getEligibility, { path: { enterpriseId }, query: {} });
  const versions = policies[0]?.versions ?? [];
  const [other] = versions.filter(({ pack }) => !pack.inForce);
  const day = other?.pack.effectiveFrom ?? "";
  const { page, expectClean } = await openPage(
    `/enterprises/${enterpriseId}/eligibility?date=${day}`,
    { language: "en" },
  );
  const panels = page.locator(".versions-beside > section");
  await panels.first().getByText("in force that day", { exact: true }).waitFor();
  expect(await panels.count()).toBe(versions.length);
  expect(await panels.first().textContent()).toContain(other?.pack.version ?? "none");
  await panels.first().getByText("The nearest step").first().waitFor();
  expectClean();
});
