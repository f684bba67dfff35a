/** Everything can be reached and read without a mouse. */

import { expect, test } from "vitest";
import { demonstrationId, openPage } from "./browser.ts";

const focusedText = "document.activeElement?.textContent ?? ''";

test("two keys go to a page, the heading takes the focus, ? lists the keys, Esc closes the list", async () => {
  const { page, expectClean } = await openPage("/", { language: "en" });
  await page.keyboard.press("g");
  await page.keyboard.press("e");
  await page.waitForURL(/\/enterprises$/);
  await expect.poll(() => page.evaluate(focusedText)).toBe("Enterprises");
  expect(await page.title()).toContain("Enterprises");
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await list.waitFor();
  await page.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  await page.keyboard.press("g");
  await page.keyboard.press("v");
  await page.waitForURL(/\/province$/);
  expectClean();
});

test("the first Tab offers to skip to the content", async () => {
  const { page, expectClean } = await openPage("/", { language: "en" });
  await page.keyboard.press("Tab");
  expect(await page.evaluate(focusedText)).toBe("Skip to content");
  await page.keyboard.press("Enter");
  expect(await page.evaluate("document.activeElement?.id")).toBe("content");
  expectClean();
});

test("letters typed into a box are only letters", async () => {
  const { page, expectClean } = await openPage("/enterprises", { language: "en" });
  await page.keyboard.press("/");
  await page.keyboard.type("g p ?");
  expect(await page.getByRole("searchbox").inputValue()).toBe("g p ?");
  expect(page.url()).toContain("/enterprises");
  expectClean();
});

test("arrows walk the requirements, Enter opens one, Esc returns to it", async () => {
  const { page, expectClean } = await openPage(
    `/enterprises/${await demonstrationId()}/assessment`,
    {
      language: "en",
    },
  );
  const ids = await page.$$eval("[data-requirement]", (rows) =>
    rows.map((row) => row.getAttribute("data-requirement") ?? ""),
  );
  const focused = () => page.evaluate("document.activeElement?.dataset.requirement");
  await page.locator("[data-requirement]").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("j");
  expect(await focused()).toBe(ids[2]);
  await page.keyboard.press("ArrowUp");
  expect(await focused()).toBe(ids[1]);
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await drawer.getByText("Elements and evidence").waitFor();
  expect(new URL(page.url()).searchParams.get("req")).toBe(ids[1]);
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await expect.poll(focused).toBe(ids[1]);
  expectClean();
});
