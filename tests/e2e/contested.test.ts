/** A contested verdict is settled by a person with a reason, counts everywhere at once, and is taken back. */

import { listContested } from "@fenji/contract";
import { expect, test } from "vitest";
import { client, demonstrationId, openPage } from "./browser.ts";
import { violationsOn } from "./find-violations.ts";

test("the queue shows both sides; a person settles one, and takes it back", async () => {
  const enterpriseId = await demonstrationId();
  const queue = () => client.call(listContested, { path: { enterpriseId }, query: {} });
  const [first] = (await queue()).items;
  const requirement = first?.requirement ?? "";
  const { page, visit, expectClean } = await openPage(`/enterprises/${enterpriseId}/assessment`, {
    language: "zh",
  });
  await page.getByRole("link", { name: /^争议队列/ }).click();
  await page.getByRole("heading", { name: "争议队列" }).waitFor();
  const sides = page.locator(".contested > li").first().locator(".sides");
  await sides.getByText("证明", { exact: true }).first().waitFor();
  await sides.getByText("反证").first().waitFor();
  await page.getByRole("button", { name: `裁定: ${requirement}` }).click();
  await page.getByLabel("结论").selectOption("met");
  await page.getByLabel("理由").fill("现场看过，已经改正");
  await page
    .getByLabel("有效至（最长三年）")
    .fill(new Date(Date.now() + 86_400_000 * 90).toISOString().slice(0, 10));
  expect(await violationsOn(page)).toEqual([]);
  await page.locator("form").getByRole("button", { name: "改判" }).last().click();
  await page.getByText("现场看过，已经改正").waitFor();
  expect((await queue()).items.find((one) => one.requirement === requirement)).toMatchObject({
    machine: "contested",
    verdict: "met",
  });
  await visit(`/enterprises/${enterpriseId}/assessment?req=${requirement}`);
  const drawer = page.locator(".requirement");
  await drawer.getByRole("heading", { name: "人的决定" }).waitFor();
  await drawer.getByText("有效", { exact: true }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await drawer.getByRole("button", { name: "撤回" }).click();
  await drawer.getByText("已撤回").waitFor();
  const after = (await queue()).items.find((one) => one.requirement === requirement);
  expect(after?.verdict).toBe("contested");
  expectClean();
});

test("the assessment of a past day says that it is the past, by either time", async () => {
  const enterpriseId = await demonstrationId();
  const { page, expectClean } = await openPage(
    `/enterprises/${enterpriseId}/assessment?asOf=2020-01-01`,
    { language: "zh" },
  );
  await page.getByText(/这是 2020-01-01 23:59 的状态，不是现在的/).waitFor();
  const met = page.locator(".verdict-counts [data-verdict=met] b");
  expect(await met.textContent()).toBe("0");
  await page.getByLabel("时间依据").selectOption("received");
  await expect.poll(() => new URL(page.url()).searchParams.get("by")).toBe("received");
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("button", { name: "回到现在" }).click();
  await expect.poll(() => met.textContent()).not.toBe("0");
  expectClean();
});
